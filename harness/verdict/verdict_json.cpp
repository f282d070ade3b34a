#include "harness/verdict/verdict_json.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace drydock::harness {

namespace {

using Json = nlohmann::ordered_json;

std::int64_t ms(Duration duration) {
    return duration / (one_second / 1'000);
}

std::string date(const Verdict& verdict, Instant instant) {
    return to_text(verdict.calendar.date_time_of(instant));
}

Json expectation_json(const ExpectationResult& result) {
    Json json;
    json["text"] = result.expectation.text;
    json["grade"] = to_text(result.expectation.grade);
    json["result"] = to_text(result.judgement);
    constexpr std::array<std::string_view, 3> units{"observed", "observed_ppm", "observed_ms"};
    const auto unit = static_cast<std::size_t>(result.expectation.unit);
    Json value;
    if (result.observed.state == Observation::State::value) {
        value = result.expectation.unit == BoundUnit::nanoseconds
                    ? ms(Duration{result.observed.value})
                    : result.observed.value;
    }
    json[std::string{units[unit]}] = std::move(value);
    json["observed_text"] = observed_text(result);
    return json;
}

Json finding_json(const Finding& finding) {
    Json json;
    json["oracle"] = finding.oracle;
    json["applicable"] = finding.applicable;
    json["count"] = finding.count;
    json["worst"] = Json::array();
    const std::size_t shown = std::min(finding.offenders.size(), offenders_shown_max);
    for (std::size_t index = 0; index < shown; ++index) {
        const Offender& offender = finding.offenders[index];
        Json worst;
        worst["key"] = offender.key;
        worst["severity"] = offender.severity;
        worst["explanation"] = offender.explanation;
        if (!offender.stage.empty()) {
            worst["stage"] = offender.stage;
        }
        if (!offender.phase.empty()) {
            worst["phase"] = offender.phase;
        }
        json["worst"].push_back(std::move(worst));
    }
    return json;
}

Json distribution_json(const Distribution& distribution) {
    const auto quantile = [&](std::uint32_t permille) {
        const auto value = distribution.quantile(permille);
        return value ? Json(ms(*value)) : Json(nullptr);
    };
    Json json;
    json["count"] = distribution.count();
    json["p50_ms"] = quantile(500);
    json["p95_ms"] = quantile(950);
    json["p99_ms"] = quantile(990);
    json["max_ms"] = quantile(1'000);
    return json;
}

Json figures_json(const Verdict& verdict) {
    const Figures& figures = verdict.figures;
    Json json;
    json["orders"] = figures.orders;
    json["orders_accepted"] = figures.orders_accepted;
    json["lines"] = figures.lines;
    json["orders_unplaced"] = figures.orders_unplaced;
    json["lines_unplaced"] = figures.lines_unplaced;
    json["exceptions"] = figures.exceptions;
    json["exceptions_open"] = figures.exceptions_open;
    json["exceptions_by_owner"] = Json::object();
    for (const OwnerCount& owner : figures.exceptions_by_owner) {
        json["exceptions_by_owner"][owner.owner] = owner.count;
    }
    json["oversold_units"] = figures.oversold_units;
    json["backordered_orders"] = figures.backordered_orders;
    json["parcels"] = figures.parcels;
    json["missed_cut_offs"] = figures.missed_cut_offs;
    json["queue_length_max"] = figures.queue_length_max;
    json["violations"] = figures.violations;
    json["queue_length_max_at"] = date(verdict, figures.queue_length_max_at);
    for (const Distribution& distribution : figures.distributions) {
        json[distribution.name()] = distribution_json(distribution);
    }
    return json;
}

Json traffic_json(const SystemTraffic& traffic) {
    Json json;
    json["system"] = traffic.system;
    json["calls"] = traffic.calls;
    json["errors"] = traffic.errors();
    json["succeeded"] = traffic.succeeded;
    json["rejected"] = traffic.rejected;
    json["throttled"] = traffic.throttled;
    json["failed"] = traffic.failed;
    json["refused"] = traffic.refused;
    json["overflowed"] = traffic.overflowed;
    json["reset"] = traffic.reset;
    json["timed_out"] = traffic.timed_out;
    json["retries_a_minute_max"] = traffic.retries_a_minute_max;
    const std::uint64_t amplification = retry_amplification_permille(traffic);
    json["retry_amplification_permille"] = amplification == 0 ? Json(nullptr) : Json(amplification);
    return json;
}

Json violation_json(const Verdict& verdict, const ViolationFigure& violation) {
    Json json;
    json["system"] = verdict.system_name(violation.system);
    json["kind"] = violation.kind;
    json["count"] = violation.count;
    json["first"] = Json::array();
    for (const auto& [at, what] : violation.examples) {
        json["first"].push_back(Json{{"at", date(verdict, at)}, {"what", what}});
    }
    return json;
}

Json effects_json(const FaultEffects& effects) {
    if (!effects.known) {
        return nullptr;
    }
    Json json = Json::object();
    for (std::size_t effect = 0; effect < fault_effect_names.size(); ++effect) {
        json[std::string{fault_effect_names[effect]}] = effects.counts[effect];
    }
    json["damaged_orders"] = effects.damaged_orders;
    return json;
}

Json fault_json(const Verdict& verdict, const FaultReport& fault) {
    constexpr std::array<std::string_view, 3> texts{"yes", "never", "not_known"};
    Json json;
    json["id"] = fault.id;
    json["kind"] = fault.kind;
    json["system"] = fault.system;
    json["from"] = date(verdict, fault.from);
    json["to"] = date(verdict, fault.to);
    json["hits"] = fault.hits;
    json["recovered"] = texts[static_cast<std::size_t>(fault.recovered)];
    json["time_to_recover_ms"] =
        fault.recovered == Recovered::yes ? Json(ms(fault.time_to_recover)) : Json(nullptr);
    json["effects"] = effects_json(fault.effects);
    return json;
}

Json optional_json(std::optional<std::uint64_t> number) {
    return number ? Json(*number) : Json(nullptr);
}

Json phase_json(const PhaseReport& report, Phase phase) {
    const PhaseFigures& figures = report.figures[static_cast<std::size_t>(phase)];
    Json json;
    json["phase"] = to_text(phase);
    json["length_ms"] = ms(figures.length);
    json["orders"] = figures.orders;
    json["released"] = figures.released;
    json["goodput_permille"] = optional_json(goodput_permille(figures));
    json["calls"] = report.calls_known ? Json(figures.calls) : Json(nullptr);
    json["retry_amplification_permille"] = optional_json(amplification_permille(report, phase));
    json["order_to_odoo"] = distribution_json(figures.order_to_odoo);
    json["order_to_release"] = distribution_json(figures.order_to_release);
    return json;
}

Json phases_json(const Verdict& verdict) {
    const PhaseReport& report = verdict.phases;
    Json json;
    json["spans"] = Json::array();
    for (const PhaseSpan& span : report.spans) {
        json["spans"].push_back(
            {{"phase", to_text(span.phase)},
             {"from", date(verdict, span.from)},
             {"to", date(verdict, span.to)}}
        );
    }
    json["figures"] = Json::array();
    for (std::size_t phase = 0; phase < phase_names.size() && !report.spans.empty(); ++phase) {
        json["figures"].push_back(phase_json(report, static_cast<Phase>(phase)));
    }
    json["backlog_drain_ms"] =
        report.backlog_drain ? Json(ms(*report.backlog_drain)) : Json(nullptr);
    json["backlog_left"] = report.backlog_left;
    json["metastable"] = Json::array();
    for (const Metastable& stretch : report.metastable) {
        json["metastable"].push_back(
            {{"fault", verdict.faults.at(stretch.fault).id},
             {"from", date(verdict, stretch.from)},
             {"to", date(verdict, stretch.to)},
             {"came", stretch.came},
             {"went_on", stretch.went_on}}
        );
    }
    return json;
}

template <class Items, class ToJson>
Json list_of(const Items& items, ToJson to_json_of) {
    Json list = Json::array();
    for (const auto& item : items) {
        list.push_back(to_json_of(item));
    }
    return list;
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string{text};
    }
    std::string field = "\"";
    for (const char character : text) {
        field.append(character == '"' ? 2 : 1, character);
    }
    field += '"';
    return field;
}

}  // namespace

std::string to_json(const Verdict& verdict) {
    Json json;
    json["format"] = verdict_format;
    json["outcome"] = to_text(verdict.outcome);
    json["scenario"] = verdict.scenario;
    json["strategy"] = verdict.strategy;
    json["seed"] = verdict.seed;
    json["scale"] = verdict.scale;
    json["from"] = to_text(verdict.from);
    json["to"] = to_text(verdict.to);
    json["end"] = date(verdict, verdict.end);
    json["fingerprint"] = fmt::format("{:016x}", verdict.fingerprint);
    json["steps"] = verdict.steps;
    json["exchanges"] = verdict.exchanges;
    json["repeat_command"] = verdict.repeat_command;
    json["expectations"] = list_of(verdict.expectations, expectation_json);
    json["oracles"] = list_of(verdict.findings, finding_json);
    json["figures"] = figures_json(verdict);
    json["traffic"] = list_of(verdict.traffic, traffic_json);
    json["faults"] = list_of(verdict.faults, [&](const FaultReport& fault) {
        return fault_json(verdict, fault);
    });
    json["phases"] = phases_json(verdict);
    json["probes"] = Json::object();
    for (const auto& [name, count] : verdict.probes) {
        json["probes"][name] = count;
    }
    json["violations"] = Json::array();
    for (const ViolationFigure& violation : verdict.figures.violations_by_kind) {
        json["violations"].push_back(violation_json(verdict, violation));
    }
    json["workload"] = Json::object();
    for (const auto& [name, number] : verdict.workload) {
        json["workload"][name] = number;
    }
    // Order numbers come from files: a byte that is no UTF-8 is replaced, not thrown over.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string differences_csv(const Verdict& verdict) {
    std::string csv = "oracle,key,severity,explanation\n";
    for (const Finding& finding : verdict.findings) {
        for (const Offender& offender : finding.offenders) {
            csv += fmt::format(
                "{},{},{},{}\n",
                finding.oracle,
                csv_field(offender.key),
                offender.severity,
                csv_field(offender.explanation)
            );
        }
    }
    return csv;
}

}  // namespace drydock::harness
