// What an exchange costs in the virtual World with Nodes that do nothing: door, link, queue,
// fingerprint. What is left to a whole twin is its Nodes' own work.
#include <array>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "core/calendar.hpp"
#include "sim/virtual_world.hpp"

namespace drydock::bench {
namespace {

constexpr std::array<std::string_view, 1> echo_operations{"echo"};

Document small_body() {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("number", "536365");
    writer.field("quantity", 6);
    writer.end();
    return writer.finish();
}

class Echo final : public Node {
public:
    void on_request(const Moment&, const Incoming& incoming, Step& step) override {
        step.reply(
            incoming.exchange,
            {.status = 200, .body = incoming.request.body, .headers = {}, .retry_after = {}}
        );
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        return echo_operations;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {0, 1}; }
};

/// Keeps so many calls under way until it has made them all.
class Asker final : public Node {
public:
    Asker(std::uint64_t calls, std::uint64_t at_once) : calls_{calls}, at_once_{at_once} {}

    void on_start(const Moment&, Step& step) override {
        for (std::uint64_t index = 0; index < at_once_; ++index) {
            ask(step);
        }
    }
    void on_outcome(const Moment&, const Outcome&, Step& step) override { ask(step); }
    void on_request(const Moment&, const Incoming&, Step&) override {}
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        return echo_operations;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }

private:
    void ask(Step& step) {
        if (made_ == calls_) {
            return;
        }
        Call& call = step.calls.emplace_back();
        call.id = CallId{++made_};
        call.timeout = 30 * one_second;
        call.request.to = SystemId{1};
        call.request.path = "/orders/536365/fulfillments.json";
        call.request.body = body_;
    }

    std::uint64_t calls_;
    std::uint64_t at_once_;
    std::uint64_t made_ = 0;
    Document body_ = small_body();
};

void exchange(benchmark::State& state, const FaultPlan& faults, LinkSettings link) {
    const auto calls = static_cast<std::uint64_t>(state.range(0));
    constexpr Duration millisecond{1'000'000};
    const Quantiles service{
        5 * millisecond, 20 * millisecond, 80 * millisecond, 200 * millisecond, one_second};
    for ([[maybe_unused]] auto _ : state) {
        sim::VirtualWorld world;
        const auto asker = [calls] { return std::make_unique<Asker>(calls, 64); };
        const SystemId one = world.add_system("asker", asker, {});
        const SystemId other = world.add_system(
            "echo",
            [] { return std::make_unique<Echo>(); },
            {.workers = 16,
             .accept_queue_max = 128,
             .service_times = {{.operation = "*", .base = service, .per_line = millisecond}}}
        );
        world.connect(one, other, link);
        world.plan_faults(faults);
        const RunStatus status = world.run_until(Instant{1'000 * one_day});
        benchmark::DoNotOptimize(status);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(calls));
}

constexpr LinkSettings plain_link{
    .latency = Duration{10'000'000}, .jitter_max = Duration{5'000'000}};

void world_exchange(benchmark::State& state) {
    exchange(state, {}, plain_link);
}
BENCHMARK(world_exchange)->Name("world/exchange")->Arg(200'000)->Unit(benchmark::kMillisecond);

void world_exchange_with_faults(benchmark::State& state) {
    FaultPlan plan;
    for (const FaultKind kind :
         {FaultKind::error_rate, FaultKind::acknowledgement_lost, FaultKind::duplicate}) {
        Fault fault;
        fault.id = "fault-" + std::to_string(plan.faults.size());
        fault.kind = kind;
        fault.to = Instant{1'000 * one_day};
        fault.system = SystemId{1};
        fault.share_ppm = 10'000;
        plan.faults.push_back(fault);
    }
    exchange(state, plan, plain_link);
}
BENCHMARK(world_exchange_with_faults)
    ->Name("world/exchange_with_three_faults")
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond);

void world_exchange_over_bandwidth(benchmark::State& state) {
    LinkSettings link = plain_link;
    link.bandwidth_bytes_per_second = 10'000'000;
    exchange(state, {}, link);
}
BENCHMARK(world_exchange_over_bandwidth)
    ->Name("world/exchange_over_bandwidth")
    ->Arg(20'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace drydock::bench
