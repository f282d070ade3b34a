#include "harness/season/season_json.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/season/book_lines.hpp"
#include "harness/season/fault_harm.hpp"
#include "harness/season/notable_orders.hpp"
#include "harness/season/stages.hpp"
#include "harness/verdict/distribution.hpp"

namespace drydock::harness {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t exception_orders_shown_max = 12;

std::int64_t ms(Duration duration) {
    return duration / (one_second / 1'000);
}
std::int64_t ms(Instant instant) {
    return ms(instant.time_since_epoch());
}

std::string_view kind_of(const SystemSpec& system) {
    constexpr std::array<std::string_view, 6> kinds{
        "runtime", "odoo", "wms", "carrier", "storefront", "marketplace"};
    return kinds.at(system.settings.index());
}

Json landscape_json(const Scenario& scenario) {
    Json json;
    json["name"] = scenario.landscape.name;
    json["systems"] = Json::array();
    for (const SystemSpec& system : scenario.landscape.systems) {
        json["systems"].push_back({{"name", system.name}, {"kind", kind_of(system)}});
    }
    json["links"] = Json::array();
    for (const LinkSpec& link : scenario.landscape.links) {
        json["links"].push_back({{"from", link.from}, {"to", link.to}});
    }
    return json;
}

Json lines_json(const Axis& axis, std::vector<Line> lines) {
    Json json;
    if (axis.start > Instant{}) {
        json["start_ms"] = ms(axis.start);
    }
    json["step_ms"] = ms(axis.step);
    json["points"] = lines.empty() ? 0 : lines.front().values.size();
    json["lines"] = Json::array();
    for (Line& line : lines) {
        json["lines"].push_back(
            {{"system", std::move(line.system)},
             {"name", std::move(line.name)},
             {"kind", line.kind == LineKind::count ? "count" : "level"},
             {"values", std::move(line.values)}}
        );
    }
    return json;
}

Json stage_json(const Evidence& evidence, const StageName& name) {
    const std::vector<StageWait> waits = waits_of(evidence, name.stage);
    std::vector<Duration> done;
    std::uint64_t waiting = 0;
    for (const StageWait& wait : waits) {
        if (wait.done) {
            done.push_back(*wait.to - wait.from);
        }
        waiting += wait.to ? 0U : 1U;
    }
    const Distribution distribution{{}, std::move(done)};
    Json json{{"name", name.name}, {"words", name.words}, {"count", distribution.count()}};
    constexpr std::array<std::pair<const char*, std::uint32_t>, 4> quantiles{
        {{"p50_ms", 500}, {"p95_ms", 950}, {"p99_ms", 990}, {"max_ms", 1'000}}};
    for (const auto& [label, permille] : quantiles) {
        const auto value = distribution.quantile(permille);
        json[label] = value ? Json(ms(*value)) : Json(nullptr);
    }
    json["waiting_at_end"] = waiting;
    return json;
}

Json fault_json(
    const Evidence& evidence, const Fault& fault, const Scenario& scenario, const FaultHarm& harm
) {
    const auto name = [&](SystemId system) {
        return scenario.landscape.systems.at(system.value).name;
    };
    Json json{
        {"id", fault.id},
        {"from_ms", ms(fault.from)},
        {"to_ms", ms(fault.to)},
        {"sender", fault.sender ? Json(name(*fault.sender)) : Json(nullptr)},
        {"share_ppm", fault.share_ppm},
        {"timed", harm.timed}};
    if (harm.timed) {
        json["of"] = harm.of;
        json["held_up"] = harm.held_up;
        json["waiting_max"] = harm.waiting_max;
        json["waiting_max_at_ms"] = ms(harm.waiting_max_at);
        json["worst"] = Json::array();
        for (const HeldUp& held : harm.worst) {
            json["worst"].push_back(
                {{"order", evidence.index.number(held.order)},
                 {"from_ms", ms(held.from)},
                 {"waited_ms", ms(held.waited)}}
            );
        }
    }
    return json;
}

/// By owner, then by stage and reason.
Json exceptions_json(const Evidence& evidence) {
    struct Group {
        std::uint64_t count = 0;
        std::uint64_t open = 0;
        Instant first;
        std::vector<std::string_view> orders;
    };
    using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
    std::map<Key, Group> groups;
    for (const OwnedException& exception : evidence.books.exceptions) {
        Group& group = groups[{exception.owner, exception.stage, exception.reason}];
        group.first = group.count == 0 ? exception.opened : std::min(group.first, exception.opened);
        ++group.count;
        group.open += exception.closed ? 0U : 1U;
        if (group.orders.size() < exception_orders_shown_max) {
            group.orders.push_back(exception.order);
        }
    }
    Json json = Json::array();
    for (const auto& [key, group] : groups) {
        json.push_back(
            {{"owner", std::get<0>(key)},
             {"stage", std::get<1>(key)},
             {"reason", std::get<2>(key)},
             {"count", group.count},
             {"open", group.open},
             {"first_ms", ms(group.first)},
             {"orders", group.orders}}
        );
    }
    return json;
}

Json orders_json(
    const Evidence& evidence, const std::vector<NotableOrder>& notables, const StoryTeller& teller
) {
    Json json = Json::array();
    for (const NotableOrder& notable : notables) {
        Json events = Json::array();
        for (const StoryEvent& event : teller.tell(notable.order)) {
            Json one{{"at_ms", ms(event.at)}, {"system", event.system}, {"text", event.text}};
            if (event.bad) {
                one["bad"] = true;
            }
            events.push_back(std::move(one));
        }
        json.push_back(
            {{"number", evidence.index.number(notable.order)},
             {"reasons", notable.reasons},
             {"events", std::move(events)}}
        );
    }
    return json;
}

}  // namespace

std::string season_json(
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const Evidence& evidence,
    const GaugeLines& gauges,
    const Verdict& verdict
) {
    std::vector<std::string> systems;
    for (const SystemSpec& system : scenario.landscape.systems) {
        systems.push_back(system.name);
    }
    const std::vector<FaultHarm> harms = fault_harm(evidence, verdict.faults, verdict.end);
    const StoryTeller teller{
        .evidence = evidence,
        .systems = systems,
        .carrier = plan.roles.carrier,
        .runtime = plan.roles.runtime};
    const Instant begin = plan.calendar.instant_of(scenario.workload.from);
    const Duration length = std::max(last_booking(evidence) - begin, one_second);
    const Axis axis = axis_for(length, length < one_day ? one_second : 5 * one_minute, begin);

    Json json;
    json["format"] = series_format;
    json["start"] = to_text(plan.calendar.date_time_of(Instant{}));
    json["end_ms"] = ms(verdict.end);
    json["description"] = scenario.description;
    json["landscape"] = landscape_json(scenario);
    json["business"] = lines_json(axis, book_lines(evidence, systems, verdict.end, axis));
    json["technical"] = lines_json(gauges.axis(), gauges.lines());
    json["stages"] = Json::array();
    for (const StageName& name : stage_names) {
        json["stages"].push_back(stage_json(evidence, name));
    }
    json["faults"] = Json::array();
    for (std::size_t index = 0; index < harms.size(); ++index) {
        json["faults"].push_back(
            fault_json(evidence, plan.faults.faults[index], scenario, harms[index])
        );
    }
    json["exceptions"] = exceptions_json(evidence);
    json["orders"] = orders_json(
        evidence,
        notable_orders(evidence, verdict.findings, verdict.faults, harms, verdict.end),
        teller
    );
    // Order numbers come from files: a byte that is no UTF-8 is replaced, not thrown over.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace drydock::harness
