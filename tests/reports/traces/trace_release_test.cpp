#include "reports/traces/trace_release.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "harness/rehearsal/rehearsal.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock::reports {
namespace {

using SpanKeys = std::multiset<std::pair<std::uint64_t, std::uint64_t>>;

void add_keys(std::span<const Span> spans, SpanKeys& keys) {
    for (const Span& span : spans) {
        keys.emplace(span.trace.words[0], span.id.word);
    }
}

/// The same rehearsal, told while it goes on and told at its end.
struct Released {
    std::size_t pieces = 0;
    std::size_t spans_of_piece_max = 0;
    std::size_t spans_before_end = 0;
    SpanKeys meanwhile;  ///< And what was left at the end.
    SpanKeys at_end;
    OrderTraceCounts counts_meanwhile;
    OrderTraceCounts counts_at_end;
    std::uint64_t attempts = 0;
    std::uint64_t attempts_dropped = 0;
    std::uint32_t attempts_kept_max = 0;  ///< At once.
};

/// Of tries; nobody forgets any where it is not said otherwise.
struct Room {
    std::size_t kept_max = 1'000'000;
    std::size_t tracer_max = 1'000'000;
};

constexpr std::size_t piece_spans_max = 64;

Released release(const std::string& file, std::uint32_t share_ppm, const Room& room = {}) {
    const auto scenario = harness::load_scenario(file, harness::Overrides{});
    EXPECT_TRUE(scenario.has_value()) << to_text(scenario.error().front());
    const auto plan = harness::plan_rehearsal(*scenario);
    auto workload =
        harness::load_workload(scenario->workload, scenario->seed, harness::folder_of(file));
    const Demand demand = workload->demand;
    static TraceSubject subject;  // Spans refer to its texts.
    subject = {};
    subject.seed = scenario->seed;
    subject.calendar = plan->calendar;
    subject.runtime = plan->roles.runtime;
    subject.channels = {plan->roles.storefront, plan->roles.marketplace};
    for (const harness::SystemSpec& system : scenario->landscape.systems) {
        subject.systems.push_back(system.name);
    }
    OrderTracerSettings settings;
    settings.runtime = subject.runtime;
    OrderTracer unlimited{demand, settings};
    settings.attempts_max = room.tracer_max;
    OrderTracer tracer{demand, settings};
    const TraceSampling sampling{.share_ppm = share_ppm};
    TraceRelease traces{
        tracer, demand, subject, {.sampling = sampling, .attempts_kept_max = room.kept_max}};
    Released released;
    harness::RehearsalHooks hooks;
    hooks.observers = {&tracer, &unlimited};
    hooks.steps_max = 50;
    hooks.watch = [&](const harness::RehearsalProgress& now) {
        const auto piece = traces.take(now.status.now, piece_spans_max);
        add_keys(piece, released.meanwhile);
        released.pieces += piece.empty() ? 0U : 1U;
        released.spans_of_piece_max = std::max(released.spans_of_piece_max, piece.size());
        released.attempts_kept_max =
            std::max(released.attempts_kept_max, tracer.attempts().kept_count());
        return RunDecision::go_on;
    };
    EXPECT_FALSE(
        harness::rehearse(*scenario, *std::move(workload), *plan, hooks).verdict.figures.orders == 0
    );
    released.spans_before_end = released.meanwhile.size();
    traces.take_rest([&](std::span<const Span> spans) { add_keys(spans, released.meanwhile); });
    released.counts_meanwhile = traces.counts();
    released.counts_at_end =
        write_order_traces(unlimited, demand, subject, sampling, [&](std::span<const Span> spans) {
            add_keys(spans, released.at_end);
        });
    released.attempts = tracer.attempts().end();
    released.attempts_dropped = tracer.attempts_dropped();
    return released;
}

TEST(TraceReleaseTest, WhatLeavesDuringARunIsWhatWouldHaveLeftAtItsEndAndNothingTwice) {
    const Released released = release("scenarios/twenty-orders.yaml", 1'000'000);
    EXPECT_EQ(released.meanwhile, released.at_end);
    EXPECT_EQ(
        std::set(released.meanwhile.begin(), released.meanwhile.end()).size(),
        released.meanwhile.size()
    );
    EXPECT_EQ(released.counts_meanwhile.orders, 20U);
    EXPECT_EQ(released.counts_meanwhile.orders_kept, 20U);
    EXPECT_EQ(released.counts_meanwhile.spans, released.at_end.size());
}

TEST(TraceReleaseTest, MostSpansLeaveBeforeTheEndInPiecesThatAreNoLargerThanAnOrderMore) {
    const Released released = release("scenarios/twenty-orders.yaml", 1'000'000);
    EXPECT_GT(released.pieces, 10U);
    EXPECT_GT(released.spans_before_end * 10, released.at_end.size() * 8);
    EXPECT_LT(released.spans_of_piece_max, piece_spans_max + 200);
}

TEST(TraceReleaseTest, AnOrderThatFailsLateIsKeptWithAllThatHappenedToItBefore) {
    const Released released = release("scenarios/gates/odoo-outage-at-peak.yaml", 0);
    EXPECT_GT(released.counts_at_end.orders_failed, 10U);
    EXPECT_LT(released.counts_at_end.orders_kept, released.counts_at_end.orders);
    EXPECT_EQ(released.counts_meanwhile.orders_failed, released.counts_at_end.orders_failed);
    EXPECT_EQ(released.counts_meanwhile.orders_retried, released.counts_at_end.orders_retried);
    EXPECT_EQ(released.counts_meanwhile.orders_slow, released.counts_at_end.orders_slow);
    EXPECT_EQ(released.counts_meanwhile.orders_kept, released.counts_at_end.orders_kept);
    EXPECT_EQ(released.meanwhile, released.at_end);
}

TEST(TraceReleaseTest, ARunThatIsLongerThanTheMemoryTracesItsNewestOrdersLikeItsFirst) {
    constexpr Room room{
        .kept_max = 4 * Attempts::chunk_size, .tracer_max = 6 * Attempts::chunk_size};
    const Released released = release("scenarios/gates/odoo-outage-at-peak.yaml", 1'000'000, room);
    EXPECT_GT(released.attempts, 2 * room.tracer_max);
    EXPECT_EQ(released.attempts_dropped, 0U);
    EXPECT_LE(released.attempts_kept_max, room.tracer_max);
    EXPECT_EQ(released.counts_meanwhile.orders, released.counts_at_end.orders);
    EXPECT_EQ(released.counts_meanwhile.orders_kept, released.counts_at_end.orders);
    EXPECT_EQ(
        std::set(released.meanwhile.begin(), released.meanwhile.end()).size(),
        released.meanwhile.size()
    );
    // What had not been named, or not answered, when there was no more room for it is not there.
    SpanKeys lost;
    std::ranges::set_difference(
        released.at_end, released.meanwhile, std::inserter(lost, lost.end())
    );
    EXPECT_LT(lost.size() * 100, released.at_end.size() * 5);
}

TEST(TraceReleaseTest, WhatIsForgottenHasLeftBeforeWhereItWasToBeKept) {
    constexpr Room room{
        .kept_max = 4 * Attempts::chunk_size, .tracer_max = 6 * Attempts::chunk_size};
    const Released released = release("scenarios/gates/odoo-outage-at-peak.yaml", 0, room);
    EXPECT_EQ(released.attempts_dropped, 0U);
    EXPECT_GT(released.counts_meanwhile.orders_failed, 10U);
    EXPECT_TRUE(std::ranges::includes(released.at_end, released.meanwhile));
    EXPECT_GT(released.meanwhile.size() * 10, released.at_end.size() * 9);
}

}  // namespace
}  // namespace drydock::reports
