#include "reports/traces/order_traces.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <gtest/gtest.h>

#include "harness/rehearsal/rehearsal.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock::reports {
namespace {

using harness::Overrides;

/// All that came, and it may be read when the demand is gone.
struct OrderTraces {
    TraceBatch batch;
    OrderTraceCounts counts;
};

struct Traced {
    // The spans refer to texts of these two.
    std::unique_ptr<TraceSubject> subject = std::make_unique<TraceSubject>();
    std::unique_ptr<OrderTracer> tracer;
    OrderTraces traces;
    harness::Verdict verdict;
    std::vector<std::string> services;
};

/// A rehearsal with every order traced, or with the share that is given.
Traced trace(const std::string& file, std::vector<std::string> sets, std::uint32_t share_ppm) {
    const auto scenario = harness::load_scenario(file, Overrides{.sets = std::move(sets)});
    EXPECT_TRUE(scenario.has_value()) << to_text(scenario.error().front());
    const auto plan = harness::plan_rehearsal(*scenario);
    auto workload =
        harness::load_workload(scenario->workload, scenario->seed, harness::folder_of(file));
    Traced traced;
    TraceSubject& subject = *traced.subject;
    subject.seed = scenario->seed;
    subject.calendar = plan->calendar;
    subject.runtime = plan->roles.runtime;
    subject.channels = {plan->roles.storefront, plan->roles.marketplace};
    for (const harness::SystemSpec& system : scenario->landscape.systems) {
        subject.systems.push_back(system.name);
    }
    for (const harness::FaultSpec& fault : scenario->faults) {
        subject.faults.push_back({fault.id, std::string{harness::to_text(fault.kind)}});
    }
    OrderTracerSettings settings;
    settings.runtime = subject.runtime;
    traced.tracer = std::make_unique<OrderTracer>(workload->demand, settings);
    TraceSampling sampling;
    sampling.share_ppm = share_ppm;
    harness::RehearsalHooks hooks;
    hooks.observers.push_back(traced.tracer.get());
    hooks.at_end = [&](const harness::Evidence& evidence, const auto&, Instant) {
        traced.traces.batch.services = subject.systems;
        traced.traces.counts = write_order_traces(
            *traced.tracer,
            evidence.demand,
            subject,
            sampling,
            [&](std::span<const Span> spans) {
                auto& kept = traced.traces.batch.spans;
                kept.insert(kept.end(), spans.begin(), spans.end());
            }
        );
    };
    traced.verdict = harness::rehearse(*scenario, *std::move(workload), *plan, hooks).verdict;
    traced.services = subject.systems;
    return traced;
}

constexpr std::uint32_t all = 1'000'000;

std::map<std::uint64_t, std::vector<const Span*>> by_trace(const OrderTraces& traces) {
    std::map<std::uint64_t, std::vector<const Span*>> grouped;
    for (const Span& span : traces.batch.spans) {
        grouped[span.trace.words[0]].push_back(&span);
    }
    return grouped;
}

bool has(const Span& span, std::string_view key) {
    return std::ranges::find(span.attributes, key, &Attribute::key) != span.attributes.end();
}

class OrderTracesTest : public ::testing::Test {
protected:
    static const Traced& quiet() {
        static const Traced traced = trace("scenarios/twenty-orders.yaml", {}, all);
        return traced;
    }
    /// A day on which every partner's answers get lost, and everything is told twice.
    static const Traced& rough() {
        static const Traced traced = trace("scenarios/gates/duplicate-storm.yaml", {}, all);
        return traced;
    }
};

TEST_F(OrderTracesTest, EveryOrderHasOneTraceAcrossChannelRuntimeOdooWarehouseAndCarrier) {
    const auto traces = by_trace(quiet().traces);
    ASSERT_EQ(traces.size(), 20U);
    for (const auto& [trace, spans] : traces) {
        std::set<std::string> services;
        std::size_t roots = 0;
        for (const Span* const span : spans) {
            services.insert(quiet().services.at(span->service));
            roots += span->parent.word == 0 ? 1 : 0;
        }
        EXPECT_EQ(roots, 1U);
        for (const char* const service : {"runtime", "odoo", "wms", "carrier"}) {
            EXPECT_TRUE(services.contains(service)) << service;
        }
        EXPECT_TRUE(services.contains("storefront") || services.contains("marketplace"));
    }
}

TEST_F(OrderTracesTest, EveryParentAndEveryLinkIsASpanOfTheSameTrace) {
    for (const auto& [trace, spans] : by_trace(rough().traces)) {
        std::set<std::uint64_t> ids;
        for (const Span* const span : spans) {
            EXPECT_TRUE(ids.insert(span->id.word).second);
        }
        for (const Span* const span : spans) {
            EXPECT_TRUE(span->parent.word == 0 || ids.contains(span->parent.word));
            EXPECT_GE(span->end_unix_ns, span->start_unix_ns);
            for (const SpanLink& link : span->links) {
                EXPECT_TRUE(ids.contains(link.span.word));
            }
        }
    }
}

TEST_F(OrderTracesTest, AServerSpanLiesWithinTheClientSpanOfAnUndisturbedCall) {
    for (const auto& [trace, spans] : by_trace(quiet().traces)) {
        std::map<std::uint64_t, const Span*> by_id;
        for (const Span* const span : spans) {
            by_id[span->id.word] = span;
        }
        std::size_t servers = 0;
        for (const Span* const span : spans) {
            if (span->kind == SpanKind::server) {
                const Span& client = *by_id.at(span->parent.word);
                EXPECT_EQ(client.kind, SpanKind::client);
                EXPECT_GE(span->start_unix_ns, client.start_unix_ns);
                EXPECT_LE(span->end_unix_ns, client.end_unix_ns);
                ++servers;
            }
        }
        EXPECT_GT(servers, 5U);
    }
}

TEST_F(OrderTracesTest, WorkThatWaitedInALaneIsLinkedToTheEventThatAskedForIt) {
    std::size_t jobs = 0;
    std::size_t linked = 0;
    for (const Span& span : quiet().traces.batch.spans) {
        if (span.kind == SpanKind::consumer) {
            ++jobs;
            linked += span.links.size() == 1 && span.links.front().reason == "queued_by" ? 1U : 0U;
        }
    }
    EXPECT_GT(jobs, 60U);
    // Orders of the marketplace are polled: no event asks for their first job.
    EXPECT_GE(linked + 20, jobs);
}

TEST_F(OrderTracesTest, CopiesMadeByAFaultAreLinkedToTheirOriginalAndNameTheFault) {
    std::size_t copies = 0;
    std::size_t events = 0;
    for (const Span& span : rough().traces.batch.spans) {
        for (const SpanLink& link : span.links) {
            copies += link.reason == "copy_of" ? 1U : 0U;
        }
        for (const SpanEvent& event : span.events) {
            if (event.name == "fault.injected") {
                EXPECT_EQ(event.attributes.at(1).text(), "duplicate");
                ++events;
            }
        }
    }
    EXPECT_GT(copies, 100U);
    EXPECT_GT(events, 100U);
}

TEST_F(OrderTracesTest, ARetryCountsItsTriesAndIsLinkedToTheOneBefore) {
    const Traced traced = trace("scenarios/gates/odoo-outage-at-peak.yaml", {}, 0);
    std::size_t retries = 0;
    std::size_t refused = 0;
    for (const Span& span : traced.traces.batch.spans) {
        const bool counted = has(span, "http.request.resend_count");
        const auto link = std::ranges::find(span.links, "retry_of", &SpanLink::reason);
        EXPECT_EQ(counted, link != span.links.end());
        retries += counted ? 1U : 0U;
        if (span.kind == SpanKind::client && span.status == SpanStatus::error) {
            EXPECT_TRUE(has(span, "error.type"));
            ++refused;
        }
    }
    EXPECT_GT(retries, 0U);
    EXPECT_GT(refused, 0U);
}

TEST_F(OrderTracesTest, SamplingKeepsEveryTroubledOrderAndNoneOfTheRest) {
    const Traced none = trace("scenarios/gates/odoo-outage-at-peak.yaml", {}, 0);
    const OrderTraceCounts& kept = none.traces.counts;
    EXPECT_GT(kept.orders_failed, 0U);
    EXPECT_EQ(kept.orders_kept, kept.orders_failed + kept.orders_retried + kept.orders_slow);
    EXPECT_LT(kept.orders_kept, kept.orders);
    const Traced every = trace("scenarios/gates/odoo-outage-at-peak.yaml", {}, all);
    EXPECT_EQ(every.traces.counts.orders_kept, every.traces.counts.orders);
    EXPECT_EQ(every.traces.counts.orders_failed, kept.orders_failed);
}

TEST_F(OrderTracesTest, WatchingARunChangesNothingInIt) {
    const Traced watched = trace("scenarios/twenty-orders.yaml", {}, all);
    EXPECT_EQ(watched.verdict.fingerprint, quiet().verdict.fingerprint);
    const auto scenario = harness::load_scenario("scenarios/twenty-orders.yaml", {});
    const auto plan = harness::plan_rehearsal(*scenario);
    auto workload = harness::load_workload(scenario->workload, scenario->seed, "scenarios");
    const auto alone = harness::rehearse(*scenario, *std::move(workload), *plan, {});
    EXPECT_EQ(alone.verdict.fingerprint, quiet().verdict.fingerprint);
}

TEST_F(OrderTracesTest, VirtualTimeIsTheScenariosOwnDates) {
    // 2011-11-28T00:00:00Z and 2012-01-01T00:00:00Z.
    for (const Span& span : quiet().traces.batch.spans) {
        EXPECT_GE(span.start_unix_ns, 1'322'438'400'000'000'000);
        EXPECT_LT(span.end_unix_ns, 1'325'376'000'000'000'000);
    }
}

}  // namespace
}  // namespace drydock::reports
