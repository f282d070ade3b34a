// The hold model: take the first event, put it back a random time later. Source: D. Jones, "An
// empirical comparison of priority-queue and event-set implementations", CACM 29 (1986).
#include <benchmark/benchmark.h>

#include "core/draws.hpp"
#include "sim/event_queue.hpp"
#include "sim/simgrid_clock.hpp"

namespace drydock::bench {
namespace {

sim::EventQueue filled(std::size_t size, const Draws& draws) {
    sim::EventQueue queue;
    for (std::uint64_t index = 0; index < size; ++index) {
        const auto at = draws.at_most(1'000'000'000, Stream{"bench"}, index, 0);
        queue.push(sim::Priority::traffic, {.at_ns = static_cast<std::int64_t>(at)});
    }
    return queue;
}

void hold(sim::EventQueue& queue, const Draws& draws, std::uint64_t number) {
    sim::Event event = queue.pop();
    event.at_ns +=
        static_cast<std::int64_t>(draws.at_most(1'000'000'000, Stream{"bench"}, number, 1));
    queue.push(sim::Priority::traffic, event);
}

void event_queue(benchmark::State& state) {
    const Draws draws{1};
    sim::EventQueue queue = filled(static_cast<std::size_t>(state.range(0)), draws);
    std::uint64_t number = 0;
    for ([[maybe_unused]] auto _ : state) {
        hold(queue, draws, ++number);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(event_queue)->Name("event_queue/hold")->Arg(100)->Arg(10'000)->Arg(1'000'000);

/// The same with an alarm of SimGrid for each event.
void pumped_event_queue(benchmark::State& state) {
    constexpr std::uint64_t events_a_run = 100'000;
    const Draws draws{1};
    sim::EventQueue queue = filled(static_cast<std::size_t>(state.range(0)), draws);
    std::uint64_t number = 0;
    std::uint64_t last = 0;
    sim::SimgridClock* alarm = nullptr;
    sim::SimgridClock clock{
        [&] {
            hold(queue, draws, ++number);
            if (number < last) {
                alarm->arm(Instant{Duration{queue.top().at_ns}});
            }
        },
        [](std::uint64_t, Duration) {}};
    alarm = &clock;
    for ([[maybe_unused]] auto _ : state) {
        last = number + events_a_run;
        clock.start(Instant{Duration{queue.top().at_ns}});
        clock.arm(Instant{Duration{queue.top().at_ns}});
        clock.run();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(number));
}
BENCHMARK(pumped_event_queue)
    ->Name("event_queue/hold_with_simgrid_alarm")
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace drydock::bench
