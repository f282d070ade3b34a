#include "app/watch_command.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/interruption.hpp"
#include "app/loading.hpp"
#include "app/telemetry_options.hpp"
#include "app/watch_run.hpp"
#include "app/watch_server.hpp"
#include "harness/live/live_rehearsal.hpp"

namespace drydock::app {

namespace {

using WatchClock = std::chrono::steady_clock;

constexpr const char* watch_footer = R"(Examples:
  drydock watch scenarios/short-peak.yaml        # runs it on the real clock
  drydock watch http://127.0.0.1:8099            # mocks that run: their control API, with its token
  drydock watch out/peak-season-event-driven-seed1

The page is that of `drydock report`, and follows what goes on. Where that is a landscape on the real
clock, its buttons begin and end faults. It is served to this machine alone, until Ctrl-C.

Exit codes: 0 ended by Ctrl-C; 2 there is nothing there to be watched; 4 the port is taken, or it broke.)";

/// A run of this length is looked at while it lasts; a season is not.
constexpr Duration run_length_max = one_day;

struct WatchOptions {
    ScenarioOptions scenario;  ///< Its file is the target, whatever that is.
    std::string token_file;
    std::string jaeger_url;
    std::uint16_t port = 8'098;
};

std::string page_key() {
    std::random_device device;
    return fmt::format("{:08x}{:08x}{:08x}", device(), device(), device());
}

ExitCode complain(const std::string& error, ExitCode code) {
    std::cerr << "drydock: " << error << "\n";
    return code;
}

/// Refreshes until `over`, for at most a twentieth of the time, and at most once a second.
void keep_fresh(WatchServer& server, const std::function<bool()>& over) {
    constexpr std::chrono::milliseconds glance{50};
    constexpr int rest_factor = 20;
    auto next = WatchClock::now();
    while (!over()) {
        if (WatchClock::now() >= next) {
            const auto begun = WatchClock::now();
            server.refresh();
            const auto took = WatchClock::now() - begun;
            next =
                begun + std::max<WatchClock::duration>(std::chrono::seconds{1}, rest_factor * took);
        }
        std::this_thread::sleep_for(glance);
    }
}

expected<std::unique_ptr<WatchServer>, std::string> open_page(
    const WatchOptions& options, WatchSource& source
) {
    auto server = WatchServer::open(
        {.port = options.port,
         .target = options.scenario.file,
         .key = page_key(),
         .jaeger_url = options.jaeger_url},
        source
    );
    if (server) {
        std::cout << "page at " << (*server)->url() << "\n" << std::flush;
    }
    return server;
}

ExitCode watch_source(const WatchOptions& options, WatchSource& source) {
    auto server = open_page(options, source);
    if (!server) {
        return complain(server.error(), ExitCode::broken);
    }
    keep_fresh(**server, interrupted);
    return ExitCode::passed;
}

ExitCode watch_run(const WatchOptions& options) {
    auto loaded = load(options.scenario);
    if (!loaded) {
        std::cerr << loaded.error();
        return ExitCode::usage;
    }
    const auto& workload = loaded->scenario.workload;
    const Duration length = loaded->plan.calendar.instant_of(workload.to) -
                            loaded->plan.calendar.instant_of(workload.from);
    if (length > run_length_max) {
        return complain(
            fmt::format(
                "{} takes {} hours on the real clock: run it with `drydock run`, and watch its "
                "directory",
                options.scenario.file,
                length / one_hour
            ),
            ExitCode::usage
        );
    }
    RunSource source;
    auto server = open_page(options, source);
    if (!server) {
        return complain(server.error(), ExitCode::broken);
    }
    std::thread refresher{[&server] { keep_fresh(**server, interrupted); }};
    harness::RehearsalHooks hooks;
    hooks.watch = [](const harness::RehearsalProgress&) {
        return interrupted() ? RunDecision::stop : RunDecision::go_on;
    };
    const auto ran = harness::rehearse_live(
        loaded->scenario,
        std::move(loaded->workload),
        loaded->plan,
        hooks,
        {.onlooker = source.hooks()}
    );
    if (!ran) {
        std::cerr << "drydock: " << ran.error() << "; Ctrl-C ends\n";
    } else {
        std::cout << "the run is over; the page stays until Ctrl-C\n" << std::flush;
    }
    refresher.join();
    return ran ? ExitCode::passed : ExitCode::broken;
}

ExitCode watch(const WatchOptions& options) {
    listen_for_interruption();
    const std::string& target = options.scenario.file;
    if (target.starts_with("http://") || target.starts_with("https://")) {
        auto source = watch_landscape({.url = target, .token_file = options.token_file});
        return source ? watch_source(options, **source) : complain(source.error(), ExitCode::usage);
    }
    if (std::filesystem::is_directory(target)) {
        return watch_source(options, *watch_directory(target));
    }
    return watch_run(options);
}

}  // namespace

void add_watch_command(CLI::App& app, Action& action) {
    CLI::App* const command =
        app.add_subcommand("watch", "Serve the page of what goes on, live, to this machine");
    command->footer(watch_footer);
    auto options = std::make_shared<WatchOptions>();
    command
        ->add_option(
            "target",
            options->scenario.file,
            "A scenario, the URL of the control API of running mocks, or a run's directory"
        )
        ->required()
        ->type_name("SCENARIO|URL|DIR");
    command->add_option("--port", options->port, "Of the page, on this machine alone; 0: any")
        ->capture_default_str()
        ->type_name("PORT");
    command
        ->add_option(
            "--token-file",
            options->token_file,
            "Token of the control API; else from DRYDOCK_CONTROL_TOKEN"
        )
        ->type_name("FILE");
    add_jaeger_option(*command, options->jaeger_url);
    command->callback([options, &action] { action = [options] { return watch(*options); }; });
}

}  // namespace drydock::app
