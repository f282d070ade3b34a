#include "app/journal_command.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "live/journal/inspection.hpp"

namespace drydock::app {

namespace {

constexpr const char* journal_footer = R"(Examples:
  drydock journal verify runtime.journal
  drydock journal inspect runtime.journal
  drydock journal export runtime.journal | jq -c 'select(.kind == 3)'

A journal is one file of SQLite with its "-wal" beside it; keep the two together. It must not be in
use: end the runtime first.

Exit codes: 0 every byte is right; 1 it is damaged: what stands before the damage is exported; 2 there
is no journal of that name, it is in use, or another version wrote it.)";

ExitCode complain(const live::JournalError& error) {
    std::cerr << "drydock: " << error.detail << "\n";
    return error.fault == live::JournalFault::corrupt ? ExitCode::failed : ExitCode::usage;
}

ExitCode verify(const std::string& file) {
    const auto summary = live::verify_journal(file);
    if (!summary) {
        return complain(summary.error());
    }
    std::cout << fmt::format(
        "{}: right, {} records, checksum {:016x}\n", file, summary->records, summary->checksum
    );
    return ExitCode::passed;
}

ExitCode inspect(const std::string& file) {
    const auto summary = live::verify_journal(file);
    if (!summary) {
        return complain(summary.error());
    }
    std::cout << live::describe(*summary);
    return ExitCode::passed;
}

ExitCode export_lines(const std::string& file) {
    const auto exported =
        live::export_journal(file, [](std::string_view line) { std::cout << line << "\n"; });
    std::cout << std::flush;
    if (!exported) {
        return complain(exported.error());
    }
    return std::cout ? ExitCode::passed : ExitCode::broken;
}

}  // namespace

void add_journal_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("journal", "Verify, inspect or export the records of a runtime");
    command->footer(journal_footer);
    command->require_subcommand(1);
    auto file = std::make_shared<std::string>();
    const auto add = [&](const char* name, const char* does, ExitCode (*run)(const std::string&)) {
        CLI::App* const part = command->add_subcommand(name, does);
        part->footer(journal_footer);
        part->add_option("file", *file, "The journal")->required()->type_name("FILE");
        part->callback([file, run, &action] { action = [file, run] { return run(*file); }; });
    };
    add("verify", "Read every byte, and say whether all is right", verify);
    add("inspect", "Count the records by kind", inspect);
    add("export", "Print a line of JSON a record", export_lines);
}

}  // namespace drydock::app
