#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "app/command_line.hpp"
#include "app/determinism.hpp"
#include "app/exit_code.hpp"
#include "app/interruption.hpp"
#include "app/loading.hpp"
#include "app/run_command.hpp"
#include "harness/preflight/preflight.hpp"
#include "harness/scenario/explain.hpp"
#include "harness/scenario/schema.hpp"

namespace drydock::app {

namespace {

/// The words of a `run` that two children are given.
std::vector<std::string> without_verification(std::vector<std::string> words) {
    std::erase(words, "--verify-determinism");
    return words;
}

struct Dispatcher {
    const std::vector<std::string>& words;

    ExitCode operator()(const Say& say) const {
        (say.code == 0 ? std::cout : std::cerr) << say.text;
        return static_cast<ExitCode>(say.code);
    }
    ExitCode operator()(const Action& action) const { return action(); }
    ExitCode operator()(const RunOptions& options) const {
        return options.verify_determinism ? verify_determinism(without_verification(words))
                                          : run(options);
    }
    ExitCode operator()(const ValidateOptions& options) const {
        const auto loaded = load(options.scenario);
        if (!loaded) {
            std::cerr << loaded.error();
            return ExitCode::usage;
        }
        std::cerr << loaded->warnings;
        std::cout << options.scenario.file << ": valid, " << loaded->workload.demand.orders.size()
                  << " orders with " << loaded->workload.demand.lines.size() << " lines, "
                  << loaded->plan.faults.faults.size() << " faults, "
                  << loaded->plan.expectations.size() << " expectations\n";
        return ExitCode::passed;
    }
    ExitCode operator()(const ExplainOptions& options) const {
        const auto loaded = load(options.scenario);
        if (!loaded) {
            std::cerr << loaded.error();
            return ExitCode::usage;
        }
        std::cerr << loaded->warnings;
        std::cout << harness::explain(loaded->scenario, loaded->workload.demand)
                  << "\nWithout running it\n";
        for (const harness::PreflightFinding& finding : harness::preflight(loaded->scenario)) {
            std::cout << "  " << finding.text << "\n";
        }
        return ExitCode::passed;
    }
    ExitCode operator()(const SchemaOptions&) const {
        std::cout << harness::scenario_schema().dump(2) << "\n";
        return ExitCode::passed;
    }
};

int main_of(std::vector<std::string> words) {
    report_failed_checks();
    try {
        return static_cast<int>(std::visit(Dispatcher{words}, read_command_line(words)));
    } catch (const std::bad_alloc&) {
        std::cerr << "drydock: out of memory; replay fewer orders (--from, --to) or a smaller "
                     "--scale\n";
    } catch (const std::exception& error) {
        std::cerr << "drydock: " << error.what()
                  << "\ndrydock: this is a bug in Drydock, not in your scenario. Please report it "
                     "with the line above and the command that you ran.\n";
    }
    return static_cast<int>(ExitCode::broken);
}

}  // namespace

}  // namespace drydock::app

int main(int argument_count, char** arguments) {
    return drydock::app::main_of({arguments + 1, arguments + argument_count});
}
