// What SimGrid alone costs, used as its tutorials do: the measure for the rest of this program.
#include <string>

#include <benchmark/benchmark.h>
#include <simgrid/s4u.hpp>

#include "tests/bench/engine.hpp"

namespace drydock::bench {
namespace {

namespace s4u = simgrid::s4u;

/// A client actor that asks a server actor, which sleeps and answers: two messages and one sleep.
void bare_simgrid_exchange(benchmark::State& state) {
    constexpr std::int64_t exchanges_a_run = 20'000;
    std::int64_t exchanges = 0;
    static int run_count = 0;
    for ([[maybe_unused]] auto _ : state) {
        const std::string suffix = std::to_string(run_count++);
        auto* const requests = s4u::Mailbox::by_name("requests-" + suffix);
        auto* const responses = s4u::Mailbox::by_name("responses-" + suffix);
        static int payload = 0;
        s4u::Actor::create("server", bench_host(1), [requests, responses] {
            for (std::int64_t index = 0; index < exchanges_a_run; ++index) {
                requests->get<int>();
                s4u::this_actor::sleep_for(0.01);
                responses->put(&payload, 400);
            }
        });
        s4u::Actor::create("client", bench_host(0), [requests, responses] {
            for (std::int64_t index = 0; index < exchanges_a_run; ++index) {
                requests->put(&payload, 400);
                responses->get<int>();
            }
        });
        s4u::Engine::get_instance()->run();
        exchanges += exchanges_a_run;
    }
    state.SetItemsProcessed(exchanges);
}
BENCHMARK(bare_simgrid_exchange)->Name("bare_simgrid/exchange")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace drydock::bench
