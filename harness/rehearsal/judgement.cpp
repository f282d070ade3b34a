#include "harness/rehearsal/judgement.hpp"

#include <algorithm>

#include "core/add_books.hpp"
#include "harness/oracles/oracles.hpp"
#include "harness/rehearsal/fault_effects.hpp"
#include "harness/rehearsal/stuck.hpp"
#include "harness/season/book_lines.hpp"

namespace drydock::harness {

namespace {

CutOffRule cut_off_rule(const Scenario& scenario, const RehearsalPlan& plan) {
    const auto& systems = scenario.landscape.systems;
    const auto& wms = std::get<mocks::WmsSettings>(systems.at(plan.roles.wms.value).settings);
    const auto& carrier =
        std::get<mocks::CarrierSettings>(systems.at(plan.roles.carrier.value).settings);
    CutOffRule rule;
    rule.calendar = plan.calendar;
    rule.cut_off = wms.cut_off;
    rule.collection_window = carrier.collection_window;
    return rule;
}

/// A fault of the runtime, or on the way to it, keeps orders from being accepted.
FaultPlace place_of(const Fault& fault, const Roles& roles) {
    const auto is_channel = [&](SystemId system) {
        return system == roles.storefront || system == roles.marketplace;
    };
    if (is_channel(fault.system)) {
        return FaultPlace::channel;
    }
    if (fault.system == roles.runtime) {
        const bool of_channel = !fault.sender || is_channel(*fault.sender);
        return of_channel ? FaultPlace::channel : FaultPlace::elsewhere;
    }
    if (fault.system == roles.wms) {
        return FaultPlace::warehouse;
    }
    return fault.system == roles.carrier ? FaultPlace::carrier : FaultPlace::elsewhere;
}

std::vector<FaultReport> fault_reports(
    const Scenario& scenario, const RehearsalPlan& plan, std::span<const std::uint64_t> hits
) {
    std::vector<FaultReport> reports;
    for (std::size_t index = 0; index < plan.faults.faults.size(); ++index) {
        const Fault& fault = plan.faults.faults[index];
        FaultReport& report = reports.emplace_back();
        report.id = fault.id;
        report.kind = to_text(fault.kind);
        report.system = scenario.landscape.systems.at(fault.system.value).name;
        report.from = fault.from;
        report.to = fault.to;
        report.place = place_of(fault, plan.roles);
        report.hits = index < hits.size() ? hits[index] : 0;
    }
    return reports;
}

Instant last_end_of(const std::vector<FaultReport>& faults) {
    Instant last{};
    for (const FaultReport& fault : faults) {
        last = std::max(last, fault.to);
    }
    return last;
}

std::vector<std::pair<std::string, std::int64_t>> workload_numbers(const WorkloadStatistics& from) {
    const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    return {
        {"lines_read", number(from.lines_read)},
        {"lines_sold", number(from.lines_sold)},
        {"lines_reversed", number(from.lines_reversed)},
        {"lines_without_sale", number(from.lines_without_sale)},
        {"lines_without_customer", number(from.lines_without_customer)},
        {"lines_not_positive", number(from.lines_not_positive)},
        {"lines_stock_adjustment", number(from.lines_stock_adjustment)},
        {"lines_bad_debt", number(from.lines_bad_debt)},
        {"lines_outside_window", number(from.lines_outside_window)},
        {"lines_malformed", number(from.lines_malformed)},
        {"orders_storefront", number(from.orders_storefront)},
        {"orders_marketplace", number(from.orders_marketplace)},
        {"cancel_requests", number(from.cancel_requests)},
        {"return_requests", number(from.return_requests)},
        {"receipts", number(from.receipts)}};
}

/// Everything in a verdict that the scenario says by itself.
Verdict begin_verdict(const Scenario& scenario, const RehearsalPlan& plan) {
    Verdict verdict;
    verdict.scenario = scenario.name;
    verdict.strategy = scenario.strategy.name;
    verdict.seed = scenario.seed;
    verdict.scale = scenario.workload.scale;
    verdict.from = scenario.workload.from;
    verdict.to = scenario.workload.to;
    verdict.calendar = plan.calendar;
    return verdict;
}

/// What came of the faults, and the run before, in and after them.
void judge_phases(const Evidence& evidence, const RunFacts& facts, Verdict& verdict) {
    if (verdict.faults.empty()) {
        return;
    }
    const Instant settled = std::max(last_booking(evidence), last_end_of(verdict.faults));
    const Instant end = std::min(settled, facts.status.now);
    const ExchangeLog* const log = facts.exchanges;
    verdict.phases = report_phases(
        evidence,
        verdict.faults,
        log == nullptr ? std::span<const std::uint32_t>{} : log->calls_by_order(),
        end
    );
    if (log != nullptr) {
        attribute_effects(evidence, verdict.findings, *log, verdict.faults);
        verdict.probes = named(probes_of(evidence, *log));
    }
}

}  // namespace

Instant last_event(const Demand& demand, const FaultPlan& faults) {
    Instant last{};
    const auto consider = [&](const auto& events) {
        if (!events.empty()) {
            last = std::max(last, events.back().at);
        }
    };
    consider(demand.orders);
    consider(demand.reversals);
    for (const Fault& fault : faults.faults) {
        last = std::max(last, fault.to);
    }
    return last;
}

std::vector<SystemTraffic> traffic_of(
    const Scenario& scenario,
    const std::vector<TrafficCount>& operations,
    const std::vector<SystemCount>& counts
) {
    std::vector<SystemTraffic> systems;
    for (const SystemSpec& system : scenario.landscape.systems) {
        systems.emplace_back().system = system.name;
    }
    for (const TrafficCount& count : operations) {
        SystemTraffic& traffic = systems.at(count.system.value);
        traffic.calls += count.calls;
        traffic.succeeded += count.answered_2xx;
        traffic.rejected += count.answered_4xx + count.answered_other;
        traffic.throttled += count.answered_429;
        traffic.failed += count.answered_5xx;
        traffic.refused += count.refused;
        traffic.reset += count.reset;
        traffic.timed_out += count.timed_out;
    }
    for (std::size_t index = 0; index < systems.size(); ++index) {
        systems[index].overflowed = counts.at(index).overflowed;
        systems[index].retries_a_minute_max = counts.at(index).repeats_a_minute_max;
    }
    return systems;
}

Books gather_books(const World& world, std::size_t system_count) {
    Books books;
    for (std::size_t index = 0; index < system_count; ++index) {
        const SystemId system{static_cast<std::uint16_t>(index)};
        add_books(world.node(system), world.clock(system), books);
    }
    return books;
}

Verdict judge(
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const WorkloadStatistics& workload,
    const Evidence& evidence,
    const RunFacts& facts
) {
    Verdict verdict = begin_verdict(scenario, plan);
    verdict.end = facts.status.now;
    verdict.steps = facts.status.steps;
    verdict.exchanges = facts.status.exchanges;
    verdict.fingerprint = facts.fingerprint;
    verdict.findings = run_oracles(evidence);
    verdict.figures = figures_of(evidence, cut_off_rule(scenario, plan), facts.status.now);
    verdict.traffic = traffic_of(scenario, facts.traffic, facts.counts);
    verdict.faults = fault_reports(scenario, plan, facts.fault_hits);
    judge_recovery(evidence, facts.status.now, verdict.faults);
    judge_phases(evidence, facts, verdict);
    tell_where_stuck(evidence, verdict);
    verdict.workload = workload_numbers(workload);
    for (const Expectation& expectation : plan.expectations) {
        verdict.expectations.push_back(evaluate(expectation, verdict));
    }
    verdict.outcome =
        evidence.settled ? outcome_of(verdict.expectations) : ResultOutcome::interrupted;
    return verdict;
}

}  // namespace drydock::harness
