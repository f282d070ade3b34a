// The whole twin: what one exchange costs with both Nodes' work, documents, doors, links, faults,
// records, fingerprint, the books and the oracles at the end. Reading the workload is not in it.
#include <string>

#include <benchmark/benchmark.h>

#include "core/check.hpp"
#include "harness/rehearsal/rehearsal.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock {
namespace {

void twin_exchange(benchmark::State& state) {
    const std::string file = "scenarios/peak-season.yaml";
    const auto scenario = harness::load_scenario(file);
    DRYDOCK_CHECK(scenario.has_value());  // Run it from the top of the source tree.
    const auto plan = harness::plan_rehearsal(*scenario);
    DRYDOCK_CHECK(plan.has_value());
    std::int64_t exchanges = 0;
    for (auto _ : state) {
        state.PauseTiming();
        auto workload =
            harness::load_workload(scenario->workload, scenario->seed, harness::folder_of(file));
        DRYDOCK_CHECK(workload.has_value());
        state.ResumeTiming();
        const auto result = harness::rehearse(*scenario, *std::move(workload), *plan, {});
        exchanges += static_cast<std::int64_t>(result.verdict.exchanges);
    }
    state.SetItemsProcessed(exchanges);
}

BENCHMARK(twin_exchange)->Name("twin/exchange")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace drydock
