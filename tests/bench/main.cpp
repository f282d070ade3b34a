// Runs all benchmarks, then prints their ratios: numbers of one run on one machine can be compared,
// those of two machines cannot.
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/simgrid_clock.hpp"

namespace {

/// Prints as usual and keeps the nanoseconds of CPU that one item cost.
class KeepingReporter final : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            const auto items = run.counters.find("items_per_second");
            nanoseconds_[run.benchmark_name()] =
                items == run.counters.end()
                    ? run.cpu_accumulated_time / static_cast<double>(run.iterations) * 1e9
                    : 1e9 / items->second.value;
        }
    }
    /// 0 when no benchmark of that name ran.
    [[nodiscard]] double of(std::string_view prefix) const {
        for (const auto& [name, value] : nanoseconds_) {
            if (name.starts_with(prefix) &&
                (name.size() == prefix.size() || name[prefix.size()] == '/')) {
                return value;
            }
        }
        return 0.0;
    }

private:
    std::map<std::string, double> nanoseconds_;
};

void print_ratio(const KeepingReporter& kept, const char* one, const char* other) {
    const double one_ns = kept.of(one);
    const double other_ns = kept.of(other);
    if (one_ns > 0.0 && other_ns > 0.0) {
        std::printf(
            "%-38s %9.0f ns   %-38s %9.0f ns   %6.2f x\n",
            one,
            one_ns,
            other,
            other_ns,
            other_ns / one_ns
        );
    }
}

}  // namespace

int main(int argc, char** argv) {
    // Makes the process's one Engine, which the bare SimGrid benchmark shares.
    const drydock::sim::SimgridClock clock{[] {}, [](std::uint64_t, drydock::Duration) {}};
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 1;
    }
    KeepingReporter kept;
    benchmark::RunSpecifiedBenchmarks(&kept);
    std::printf("\nper item                                             against\n");
    print_ratio(kept, "world/exchange", "bare_simgrid/exchange");
    print_ratio(kept, "world/exchange_with_three_faults", "bare_simgrid/exchange");
    print_ratio(kept, "world/exchange_over_bandwidth", "bare_simgrid/exchange");
    print_ratio(kept, "twin/exchange", "bare_simgrid/exchange");
    print_ratio(kept, "event_queue/hold/10000", "event_queue/hold_with_simgrid_alarm");
    print_ratio(kept, "document/build", "nlohmann/build");
    print_ratio(kept, "document/read", "nlohmann/read");
    return 0;
}
