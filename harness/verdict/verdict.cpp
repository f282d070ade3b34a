#include "harness/verdict/verdict.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/check.hpp"

namespace drydock::harness {

std::string_view to_text(Judgement judgement) {
    constexpr std::array<std::string_view, 3> texts{"passed", "failed", "inconclusive"};
    return texts[static_cast<std::size_t>(judgement)];
}

std::string_view to_text(ResultOutcome outcome) {
    constexpr std::array<std::string_view, 4> texts{
        "passed", "failed", "inconclusive", "interrupted"};
    return texts[static_cast<std::size_t>(outcome)];
}

std::string Verdict::system_name(std::size_t place) const {
    return place < traffic.size() ? traffic[place].system : fmt::to_string(place);
}

namespace {

constexpr Observation no_data{};

Observation observed(std::uint64_t value) {
    return {Observation::State::value, static_cast<std::int64_t>(value)};
}

Observation observed_fault(const Expectation& expectation, const Verdict& verdict) {
    const auto fault = std::ranges::find(verdict.faults, expectation.subject, &FaultReport::id);
    if (fault == verdict.faults.end()) {
        return no_data;
    }
    if (expectation.metric.name == "fault_hits") {
        return observed(fault->hits);
    }
    switch (fault->recovered) {
        case Recovered::yes:
            return {Observation::State::value, fault->time_to_recover.count()};
        case Recovered::never:
            return {Observation::State::never, 0};
        case Recovered::not_known:
            break;
    }
    return no_data;
}

Observation observed_system(const Expectation& expectation, const Verdict& verdict) {
    const auto traffic =
        std::ranges::find(verdict.traffic, expectation.subject, &SystemTraffic::system);
    if (traffic == verdict.traffic.end()) {
        return no_data;
    }
    if (expectation.metric.name == "calls") {
        return observed(traffic->calls);
    }
    if (expectation.metric.name == "errors") {
        return observed(traffic->errors());
    }
    if (expectation.metric.name == "overflows") {
        return observed(traffic->overflowed);
    }
    if (expectation.metric.name == "retries_a_minute") {
        return observed(traffic->retries_a_minute_max);
    }
    const std::uint64_t permille = retry_amplification_permille(*traffic);
    return permille == 0 ? no_data : observed(permille * 1'000);
}

Observation observed_exceptions(const Expectation& expectation, const Figures& figures) {
    if (expectation.subject.empty()) {
        return observed(figures.exceptions);
    }
    const auto& owners = figures.exceptions_by_owner;
    const auto owner = std::ranges::find(owners, expectation.subject, &OwnerCount::owner);
    return observed(owner == owners.end() ? 0 : owner->count);
}

Observation observed_count(std::string_view name, const Verdict& verdict) {
    const auto finding = std::ranges::find(verdict.findings, name, &Finding::oracle);
    if (finding != verdict.findings.end()) {
        return finding->applicable ? observed(finding->count) : no_data;
    }
    if (name == "hammered_outages") {
        return observed(static_cast<std::uint64_t>(std::ranges::count_if(verdict.faults, hammered))
        );
    }
    if (name == "metastable_faults") {
        return observed(verdict.phases.metastable.size());
    }
    const Figures& figures = verdict.figures;
    const std::array<std::pair<std::string_view, std::uint64_t>, 12> counts{
        {{"orders", figures.orders},
         {"orders_accepted", figures.orders_accepted},
         {"lines", figures.lines},
         {"orders_unplaced", figures.orders_unplaced},
         {"lines_unplaced", figures.lines_unplaced},
         {"exceptions_open", figures.exceptions_open},
         {"oversold_units", figures.oversold_units},
         {"backordered_orders", figures.backordered_orders},
         {"parcels", figures.parcels},
         {"missed_cut_offs", figures.missed_cut_offs},
         {"queue_length_max", figures.queue_length_max},
         {"violations", figures.violations}}};
    const auto* const count =
        std::ranges::find(counts, name, &std::pair<std::string_view, std::uint64_t>::first);
    return count == counts.end() ? no_data : observed(count->second);
}

/// `permille` in millionths, as ratios are compared.
Observation observed_ratio(std::optional<std::uint64_t> permille) {
    return permille ? observed(*permille * 1'000) : no_data;
}

Observation observed_duration(std::optional<Duration> duration) {
    return duration ? Observation{Observation::State::value, duration->count()} : no_data;
}

Observation observed_in_phase(const Expectation& expectation, const PhaseReport& report) {
    if (report.spans.empty()) {
        return no_data;
    }
    const PhaseFigures& figures = report.figures[static_cast<std::size_t>(*expectation.phase)];
    const std::string_view name = expectation.metric.name;
    if (name == "orders") {
        return observed(figures.orders);
    }
    if (name == "goodput") {
        return observed_ratio(goodput_permille(figures));
    }
    if (name == "retry_amplification") {
        return observed_ratio(amplification_permille(report, *expectation.phase));
    }
    const Distribution& asked =
        name == "order_to_odoo" ? figures.order_to_odoo : figures.order_to_release;
    return observed_duration(asked.quantile(expectation.quantile_permille));
}

Observation observed_drain(const PhaseReport& report) {
    return report.backlog_left ? Observation{Observation::State::never, 0}
                               : observed_duration(report.backlog_drain);
}

Observation observation(const Expectation& expectation, const Verdict& verdict) {
    const MetricName& metric = expectation.metric;
    if (expectation.phase) {
        return observed_in_phase(expectation, verdict.phases);
    }
    if (metric.kind == MetricKind::distribution) {
        const auto asked =
            std::ranges::find(verdict.figures.distributions, metric.name, &Distribution::name);
        return asked == verdict.figures.distributions.end()
                   ? no_data
                   : observed_duration(asked->quantile(expectation.quantile_permille));
    }
    if (metric.name == "backlog_drain_time") {
        return observed_drain(verdict.phases);
    }
    switch (metric.subject) {
        case MetricSubject::fault:
            return observed_fault(expectation, verdict);
        case MetricSubject::system:
            return observed_system(expectation, verdict);
        case MetricSubject::owner:
            return observed_exceptions(expectation, verdict.figures);
        case MetricSubject::none:
            break;
    }
    return observed_count(metric.name, verdict);
}

bool holds(Comparison comparison, std::int64_t value, std::int64_t bound) {
    switch (comparison) {
        case Comparison::equal:
            return value == bound;
        case Comparison::not_equal:
            return value != bound;
        case Comparison::less:
            return value < bound;
        case Comparison::at_most:
            return value <= bound;
        case Comparison::greater:
            return value > bound;
        case Comparison::at_least:
            return value >= bound;
    }
    return false;
}

/// Larger than every bound.
bool never_holds(Comparison comparison) {
    return comparison == Comparison::not_equal || comparison == Comparison::greater ||
           comparison == Comparison::at_least;
}

}  // namespace

ExpectationResult evaluate(const Expectation& expectation, const Verdict& verdict) {
    ExpectationResult result{
        .expectation = expectation, .observed = observation(expectation, verdict)};
    Observation& seen = result.observed;
    const bool share_of_orders =
        expectation.metric.kind == MetricKind::count && expectation.unit == BoundUnit::millionths;
    if (share_of_orders && seen.state == Observation::State::value) {
        if (verdict.figures.orders == 0) {
            seen = no_data;
        } else {
            // Below 10^12 as long as a count is below a million orders' worth: in range.
            seen.value = seen.value * 1'000'000 / static_cast<std::int64_t>(verdict.figures.orders);
        }
    }
    switch (seen.state) {
        case Observation::State::no_data:
            result.judgement = Judgement::inconclusive;
            break;
        case Observation::State::never:
            result.judgement =
                never_holds(expectation.comparison) ? Judgement::passed : Judgement::failed;
            break;
        case Observation::State::value:
            result.judgement = holds(expectation.comparison, seen.value, expectation.bound)
                                   ? Judgement::passed
                                   : Judgement::failed;
            break;
    }
    return result;
}

ResultOutcome outcome_of(const std::vector<ExpectationResult>& results) {
    const auto any = [&](Judgement judgement) {
        return std::ranges::any_of(results, [judgement](const ExpectationResult& result) {
            return result.judgement == judgement && result.expectation.grade != Grade::warn;
        });
    };
    if (any(Judgement::failed)) {
        return ResultOutcome::failed;
    }
    return any(Judgement::inconclusive) ? ResultOutcome::inconclusive : ResultOutcome::passed;
}

std::string duration_text(Duration duration) {
    struct Unit {
        Duration size;
        std::string_view name;
    };
    constexpr std::array<Unit, 5> units{
        {{one_day, "d"},
         {one_hour, "h"},
         {one_minute, "min"},
         {one_second, "s"},
         {one_second / 1'000, "ms"}}};
    DRYDOCK_CHECK(duration >= Duration::zero());
    const auto* unit = std::ranges::find_if(units, [&](const Unit& candidate) {
        return duration >= candidate.size;
    });
    if (unit == units.end()) {
        return "0 ms";
    }
    std::string text = fmt::format("{} {}", duration / unit->size, unit->name);
    const Duration rest = duration % unit->size;
    ++unit;
    if (unit != units.end() && rest >= unit->size) {
        text += fmt::format(" {} {}", rest / unit->size, unit->name);
    }
    return text;
}

std::string observed_text(const ExpectationResult& result) {
    switch (result.observed.state) {
        case Observation::State::no_data:
            return "no data";
        case Observation::State::never:
            return "never";
        case Observation::State::value:
            break;
    }
    const std::int64_t value = result.observed.value;
    switch (result.expectation.unit) {
        case BoundUnit::count:
            return fmt::format("{}", value);
        case BoundUnit::nanoseconds:
            return duration_text(Duration{value});
        case BoundUnit::millionths:
            // Ten thousand millionths are one per cent.
            return thousandths_text(value / 10) + "%";
    }
    return {};
}

}  // namespace drydock::harness
