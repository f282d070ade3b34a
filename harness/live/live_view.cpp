#include "harness/live/live_view.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/landscape/fault_catalogue.hpp"
#include "harness/season/season_json.hpp"
#include "harness/verdict/verdict_json.hpp"

namespace drydock::harness {

namespace {

constexpr Duration one_ms = one_second / 1'000;

std::int64_t whole_ms(Instant instant) {
    return instant.time_since_epoch() / one_ms;
}

std::vector<std::string> names_of(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const SystemSpec& system : scenario.landscape.systems) {
        names.push_back(system.name);
    }
    return names;
}

/// From the World's begin to its end; an hour of one that somebody ends.
Axis axis_of(const OpenWorld& open) {
    const Instant begin = open.world.now();
    const Duration length = open.end == Instant::max() ? one_hour : open.end - begin;
    return axis_for(length, one_second, begin);
}

/// Within [1, most], or what stands for a number that is not there.
std::uint32_t number_of(Value value, std::uint32_t otherwise, std::uint32_t most) {
    const std::int64_t number = value.integer_or(otherwise);
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 1, most));
}

/// The wish in a scenario's words. What the kind must have and nobody has said is an example that
/// can be felt within a minute.
FaultSpec spec_of(Value wish, const FaultFacts& facts, const Calendar& calendar, Instant now) {
    const auto takes = [](Takes how) { return how != Takes::no; };
    constexpr std::uint32_t day_s = 86'400;
    FaultSpec spec;
    spec.kind = facts.kind;
    spec.from = calendar.date_time_of(now);
    spec.to = calendar.date_time_of(now + number_of(wish["seconds"], 60, day_s) * one_second);
    spec.system = wish["system"].string();
    spec.sender = wish["sender"].string();
    spec.operation = wish["operation"].string();
    if (facts.by_request) {
        spec.share_ppm = number_of(wish["share_ppm"], 1'000'000, 1'000'000);
    }
    if (takes(facts.delay)) {
        spec.delay = number_of(wish["delay_ms"], 2'000, day_s * 1'000) * one_ms;
    }
    if (takes(facts.factor)) {
        spec.factor_permille = number_of(wish["factor_permille"], 5'000, 1'000'000);
    }
    if (takes(facts.copies)) {
        spec.copies = number_of(wish["copies"], 1, 100);
    }
    if (takes(facts.status)) {
        spec.status = number_of(wish["status"], 503, 599);
    }
    if (takes(facts.bandwidth)) {
        spec.bandwidth_bytes_per_second = number_of(
            wish["bandwidth_bytes_per_second"], 16'000, std::numeric_limits<std::uint32_t>::max()
        );
    }
    if (takes(facts.field)) {
        const std::string_view field = wish["field"].string();
        spec.field = field.empty() ? "name" : field;
    }
    return spec;
}

}  // namespace

LivePage page_of(const LiveLook& look) {
    const Evidence evidence{
        .books = look.books,
        .demand = *look.demand,
        .index = OrderIndex{look.books},
        .odoo = look.plan->roles.odoo,
        .wms = look.plan->roles.wms,
        .settled = look.settled};
    const Verdict verdict = judge(
        *look.scenario,
        *look.plan,
        look.statistics,
        evidence,
        {.status = look.status,
         .fingerprint = 0,
         .traffic = look.traffic,
         .counts = look.counts,
         .fault_hits = look.fault_hits}
    );
    return {
        .status = look.status_json,
        .verdict = to_json(verdict),
        .series = season_json(*look.scenario, *look.plan, evidence, look.lines, verdict)};
}

LiveView::LiveView(const OpenWorld& open)
    : open_{open},
      scenario_{std::make_shared<const Scenario>(open.scenario)},
      plan_{std::make_shared<const RehearsalPlan>(open.plan)},
      lines_{axis_of(open), names_of(open.scenario)},
      planned_count_{open.plan.faults.faults.size()} {}

std::string LiveView::status_json() const {
    const Instant now = open_.world.now();
    const auto due = std::ranges::upper_bound(open_.demand->orders, now, {}, &DemandOrder::at);
    nlohmann::ordered_json json;
    json["now_ms"] = whole_ms(now);
    json["end_ms"] = nullptr;
    if (open_.end != Instant::max()) {
        json["end_ms"] = whole_ms(open_.end);
    }
    json["settled"] = open_.is_driven && now >= open_.end;
    json["orders"] = open_.demand->orders.size();
    json["orders_due"] = due - open_.demand->orders.begin();
    json["faults"] = nlohmann::ordered_json::array();
    for (std::uint32_t index = 0; index < plan_->faults.faults.size(); ++index) {
        const Fault& fault = plan_->faults.faults[index];
        json["faults"].push_back(
            {{"id", fault.id},
             {"kind", facts_of(fault.kind).name},
             {"system", open_.world.name(fault.system)},
             {"active", open_.world.fault_is_active(index)},
             {"injected", index >= planned_count_}}
        );
    }
    return json.dump();
}

std::shared_ptr<const LiveLook> LiveView::look() {
    const Instant now = open_.world.now();
    const auto traffic = open_.world.traffic();
    const auto counts = open_.world.system_counts();
    std::vector<Gauge> gauges;
    for (std::uint16_t index = 0; index < open_.world.system_count(); ++index) {
        gauges.clear();
        open_.world.node(SystemId{index}).read_gauges(gauges);
        lines_.add(now, SystemId{index}, gauges);
    }
    lines_.add(now, traffic_of(*scenario_, traffic, counts));
    const auto hits = open_.world.fault_hits();
    auto look = std::make_shared<LiveLook>(LiveLook{
        .scenario = scenario_,
        .plan = plan_,
        .demand = open_.demand,
        .statistics = open_.statistics,
        .books = gather_books(open_.world, open_.world.system_count()),
        .lines = lines_,
        .status = {.now = now},
        .traffic = traffic,
        .counts = counts,
        .fault_hits = {hits.begin(), hits.end()},
        .status_json = status_json(),
        .settled = open_.is_driven && now >= open_.end});
    return look;
}

expected<std::string, std::string> LiveView::inject(Value wish) {
    const std::string_view kind = wish["kind"].string();
    const auto catalogue = fault_catalogue();
    const auto facts = std::ranges::find(catalogue, kind, &FaultFacts::name);
    if (facts == catalogue.end()) {
        return unexpected{fmt::format("there is no fault \"{}\"", kind)};
    }
    if (facts->site == FaultSite::records) {
        return unexpected{fmt::format("a {} is done to the process itself: kill it", kind)};
    }
    auto scenario = std::make_shared<Scenario>(*scenario_);
    const Instant now = open_.world.now();
    FaultSpec spec = spec_of(wish, *facts, plan_->calendar, now);
    const std::size_t number = plan_->faults.faults.size() - planned_count_ + 1;
    spec.id = fmt::format("injected-{}", number);
    scenario->faults.push_back(spec);
    auto plan = plan_rehearsal(*scenario);
    if (!plan) {
        return unexpected{plan.error().front()};
    }
    Fault& fault = plan->faults.faults.back();
    fault.to = now + (fault.to - fault.from);
    fault.from = now;
    if (!open_.world.inject_fault(fault)) {
        return unexpected{std::string{"too many faults have been injected: begin anew"}};
    }
    scenario_ = std::move(scenario);
    plan_ = std::make_shared<const RehearsalPlan>(*std::move(plan));
    return spec.id;
}

expected<void, std::string> LiveView::clear(std::string_view id) {
    const auto found = std::ranges::find(plan_->faults.faults, id, &Fault::id);
    if (found == plan_->faults.faults.end()) {
        return unexpected{fmt::format("there is no fault \"{}\"", id)};
    }
    const auto index = static_cast<std::uint32_t>(found - plan_->faults.faults.begin());
    // What was cut short is shown so; what has not begun stays where it was planned.
    if (open_.world.fault_is_active(index)) {
        auto plan = std::make_shared<RehearsalPlan>(*plan_);
        plan->faults.faults[index].to = open_.world.now();
        plan_ = std::move(plan);
    }
    open_.world.clear_fault(index);
    return {};
}

}  // namespace drydock::harness
