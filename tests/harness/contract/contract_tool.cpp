#include <exception>
#include <iostream>

#include <CLI/CLI.hpp>

#include "app/contract_command.hpp"

/// The command `drydock contract` by itself, without what the rest of drydock is linked with.
int main(int argument_count, char** arguments) {
    CLI::App app{"Replays recordings of partners", "drydock"};
    drydock::app::Action action;
    drydock::app::add_contract_command(app, action);
    app.require_subcommand(1);
    try {
        app.parse(argument_count, arguments);
        return static_cast<int>(action());
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : static_cast<int>(drydock::app::ExitCode::usage);
    } catch (const std::exception& error) {
        std::cerr << "drydock: " << error.what() << "\n";
        return static_cast<int>(drydock::app::ExitCode::broken);
    }
}
