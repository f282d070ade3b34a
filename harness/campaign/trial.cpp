#include "harness/campaign/trial.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/check.hpp"
#include "harness/oracles/oracles.hpp"
#include "harness/rehearsal/rehearsal.hpp"
#include "harness/verdict/expectation.hpp"

namespace drydock::harness {

namespace {

constexpr std::array<std::string_view, 8> class_names{
    "passed", "crash", "safety", "liveness", "metastable", "excused", "bound", "unknown"};

/// What must hold in the end only: work left over breaks no promise yet.
bool is_liveness(std::string_view oracle) {
    return oracle == "unsettled_orders" || oracle == "parcels_in_flight";
}

bool is_oracle(std::string_view metric) {
    return std::ranges::find(oracle_names, metric) != oracle_names.end();
}

/// What a protection promises in any weather: a queue has a bound, a partner that is down is left
/// alone, none is asked more than it can take or again and again, and nobody is called for what
/// time will do.
bool is_promise(std::string_view metric) {
    return metric == "queue_length_max" || metric == "overflows" || metric == "hammered_outages" ||
           metric == "exceptions" || metric == "retries_a_minute";
}

/// By system: the lasting outage that took it away; empty for none.
std::map<std::string, std::string> lasting_outages(const Scenario& scenario) {
    std::map<std::string, std::string> outages;
    for (const FaultSpec& fault : scenario.faults) {
        if (fault.kind == FaultKind::outage && fault.to > scenario.workload.to) {
            outages.emplace(fault.system, fault.id);
        }
    }
    return outages;
}

Excuses excuses_of(const Scenario& scenario, const Demand& demand) {
    Excuses excuses;
    const std::map<std::string, std::string> gone = lasting_outages(scenario);
    for (const SystemSpec& system : scenario.landscape.systems) {
        const bool storefront = std::holds_alternative<mocks::StorefrontSettings>(system.settings);
        const bool marketplace =
            std::holds_alternative<mocks::MarketplaceSettings>(system.settings);
        const auto outage = gone.find(system.name);
        if (outage == gone.end() || (!storefront && !marketplace)) {
            continue;
        }
        for (const DemandOrder& order : demand.orders) {
            if (order.channel == (storefront ? 0 : 1)) {
                excuses.emplace(order.number, outage->second);
            }
        }
    }
    return excuses;
}

void keep_findings(const Verdict& verdict, const Excuses& excuses, TrialResult& result) {
    bool unsafe = false;
    bool stuck = false;
    bool forgiven = false;
    for (const Finding& finding : verdict.findings) {
        if (!finding.applicable || finding.count == 0) {
            continue;
        }
        const Offender& worst = finding.offenders.front();
        result.oracles.push_back(
            {finding.oracle, finding.count, worst.key, worst.explanation, worst.stage}
        );
        const bool pardonable =
            std::ranges::all_of(finding.offenders, [&](const Offender& offender) {
                return excuses.contains(offender.key);
            });
        if (pardonable) {
            result.excused_by = excuses.find(worst.key)->second;
        }
        forgiven = forgiven || pardonable;
        unsafe = unsafe || (!pardonable && !is_liveness(finding.oracle));
        stuck = stuck || (!pardonable && is_liveness(finding.oracle));
    }
    using enum TrialResult::Class;
    result.outcome = unsafe ? safety : stuck ? liveness : forgiven ? excused : passed;
}

/// That all came to its end does not make good that work stood still long after the faults.
void keep_metastable(const Verdict& verdict, TrialResult& result) {
    using enum TrialResult::Class;
    const bool clean = result.outcome == passed || result.outcome == excused;
    if (!clean || verdict.phases.metastable.empty()) {
        return;
    }
    const Metastable& stretch = verdict.phases.metastable.front();
    result.outcome = metastable;
    result.words = fmt::format(
        "after {}: from {} {} came in an hour, and {} went on",
        verdict.faults.at(stretch.fault).id,
        to_text(verdict.calendar.date_time_of(stretch.from)),
        stretch.came,
        stretch.went_on
    );
}

void keep_expectations(const Verdict& verdict, TrialResult& result) {
    bool missed = false;
    bool no_data = false;
    for (const ExpectationResult& expectation : verdict.expectations) {
        if (is_oracle(expectation.expectation.metric.name) ||
            expectation.expectation.grade == Grade::warn) {
            continue;  // Judged from the findings; or no more than a warning.
        }
        missed = missed || expectation.judgement == Judgement::failed;
        no_data = no_data || expectation.judgement == Judgement::inconclusive;
        if (expectation.judgement != Judgement::passed) {
            result.expectations.push_back(expectation.expectation.text);
        }
    }
    if (result.outcome == TrialResult::Class::passed && (missed || no_data)) {
        result.outcome = missed ? TrialResult::Class::bound : TrialResult::Class::unknown;
    }
}

constexpr std::array<std::uint32_t, 3> kept_quantiles{500, 950, 990};

std::string quantile_name(std::uint32_t permille, std::string_view distribution) {
    return fmt::format("p{}({})", permille / 10, distribution);
}

void keep_figures(const Verdict& verdict, TrialResult& result) {
    const auto add = [&](std::string name, std::uint64_t value) {
        result.figures.emplace_back(std::move(name), static_cast<std::int64_t>(value));
    };
    const Figures& figures = verdict.figures;
    for (const Finding& finding : verdict.findings) {
        add(finding.oracle, finding.count);
    }
    add("orders", figures.orders);
    add("oversold_units", figures.oversold_units);
    add("missed_cut_offs", figures.missed_cut_offs);
    add("exceptions", figures.exceptions);
    add("queue_length_max", figures.queue_length_max);
    std::uint64_t calls = 0;
    for (const SystemTraffic& traffic : verdict.traffic) {
        calls += traffic.calls;
    }
    add("api_calls", calls);
    add("api_calls_per_1000_orders", calls * 1'000 / std::max<std::uint64_t>(figures.orders, 1));
    for (const Distribution& distribution : figures.distributions) {
        for (const std::uint32_t permille : kept_quantiles) {
            if (const auto value = distribution.quantile(permille)) {
                result.figures.emplace_back(
                    quantile_name(permille, distribution.name()), value->count()
                );
            }
        }
    }
    Duration recovery{};
    bool any = false;
    for (const FaultReport& fault : verdict.faults) {
        if (fault.recovered == Recovered::yes) {
            recovery = std::max(recovery, fault.time_to_recover);
            any = true;
        }
    }
    if (any) {
        result.figures.emplace_back("time_to_recover_max", recovery.count());
    }
    if (verdict.phases.backlog_drain) {
        result.figures.emplace_back("backlog_drain_time", verdict.phases.backlog_drain->count());
    }
    add("metastable_faults", verdict.phases.metastable.size());
}

}  // namespace

std::vector<std::string> figure_names() {
    std::vector<std::string> names{
        "api_calls", "api_calls_per_1000_orders", "time_to_recover_max", "backlog_drain_time"};
    for (const MetricName& metric : metric_names()) {
        if (metric.kind == MetricKind::distribution) {
            for (const std::uint32_t permille : kept_quantiles) {
                names.push_back(quantile_name(permille, metric.name));
            }
        } else if (metric.kind == MetricKind::count && metric.subject == MetricSubject::none) {
            names.emplace_back(metric.name);
        }
    }
    return names;
}

std::string_view to_text(TrialResult::Class outcome) {
    return class_names.at(static_cast<std::size_t>(outcome));
}

Scenario scenario_of_seed(const Scenario& base, std::uint64_t seed, const SwarmSettings* swarm) {
    Scenario scenario = base;
    scenario.seed = seed;
    if (swarm != nullptr) {
        for (FaultSpec& fault : swarm_faults(base, *swarm, seed)) {
            scenario.faults.push_back(std::move(fault));
        }
        // Other bounds on figures were set for the faults of the scenario, not for a storm.
        std::erase_if(scenario.expectations, [](const ExpectationSpec& expectation) {
            const std::string_view text = split_grade(expectation.text).condition;
            const std::string_view metric = text.substr(0, text.find_first_of(" (=!<>"));
            return !is_oracle(metric) && !is_promise(metric);
        });
    }
    return scenario;
}

TrialResult result_of(const Verdict& verdict, const Excuses& excuses) {
    TrialResult result;
    result.exchanges = verdict.exchanges;
    result.fingerprint = verdict.fingerprint;
    result.probes = verdict.probes;
    keep_findings(verdict, excuses, result);
    keep_metastable(verdict, result);
    keep_expectations(verdict, result);
    keep_figures(verdict, result);
    return result;
}

Trial run_trial(const Scenario& scenario, RecordedWorkload recorded, const RehearsalHooks& hooks) {
    auto plan = plan_rehearsal(scenario);
    DRYDOCK_CHECK(plan.has_value());
    Workload workload = make_workload(std::move(recorded), scenario.workload, scenario.seed);
    const Excuses excuses = excuses_of(scenario, workload.demand);
    Trial trial;
    trial.verdict = rehearse(scenario, std::move(workload), *plan, hooks).verdict;
    trial.result = result_of(trial.verdict, excuses);
    trial.result.seed = scenario.seed;
    std::set<std::string> kinds;
    for (const FaultSpec& fault : scenario.faults) {
        kinds.insert(std::string{to_text(fault.kind)});
    }
    trial.result.fault_kinds.assign(kinds.begin(), kinds.end());
    return trial;
}

std::string to_json_line(const TrialResult& result) {
    nlohmann::ordered_json json;
    json["seed"] = result.seed;
    json["outcome"] = to_text(result.outcome);
    json["exchanges"] = result.exchanges;
    json["fingerprint"] = fmt::format("{:016x}", result.fingerprint);
    json["oracles"] = nlohmann::ordered_json::array();
    for (const TrialResult::Oracle& oracle : result.oracles) {
        json["oracles"].push_back(
            {{"name", oracle.name},
             {"count", oracle.count},
             {"first", oracle.first_key},
             {"explanation", oracle.explanation},
             {"stage", oracle.stage}}
        );
    }
    json["expectations"] = result.expectations;
    json["fault_kinds"] = result.fault_kinds;
    json["figures"] = nlohmann::ordered_json::object();
    for (const auto& [name, value] : result.figures) {
        json["figures"][name] = value;
    }
    if (!result.excused_by.empty()) {
        json["excused_by"] = result.excused_by;
    }
    json["probes"] = nlohmann::ordered_json::object();
    for (const auto& [name, count] : result.probes) {
        json["probes"][name] = count;
    }
    if (!result.words.empty()) {
        json["words"] = result.words;
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

expected<TrialResult, std::string> trial_of_json(std::string_view line) {
    try {
        const auto json = nlohmann::ordered_json::parse(line);
        TrialResult result;
        result.seed = json.at("seed").get<std::uint64_t>();
        const auto outcome = std::ranges::find(class_names, json.at("outcome").get<std::string>());
        if (outcome == class_names.end()) {
            return unexpected{std::string{"unknown outcome"}};
        }
        result.outcome = static_cast<TrialResult::Class>(outcome - class_names.begin());
        result.exchanges = json.at("exchanges").get<std::uint64_t>();
        result.fingerprint = std::stoull(json.at("fingerprint").get<std::string>(), nullptr, 16);
        for (const auto& oracle : json.at("oracles")) {
            result.oracles.push_back(
                {oracle.at("name").get<std::string>(),
                 oracle.at("count").get<std::uint64_t>(),
                 oracle.at("first").get<std::string>(),
                 oracle.at("explanation").get<std::string>(),
                 oracle.value("stage", "")}
            );
        }
        json.at("expectations").get_to(result.expectations);
        json.at("fault_kinds").get_to(result.fault_kinds);
        for (const auto& [name, value] : json.at("figures").items()) {
            result.figures.emplace_back(name, value.get<std::int64_t>());
        }
        if (const auto probes = json.find("probes"); probes != json.end()) {
            for (const auto& [name, count] : probes->items()) {
                result.probes.emplace_back(name, count.get<std::uint64_t>());
            }
        }
        result.excused_by = json.value("excused_by", "");
        result.words = json.value("words", "");
        return result;
    } catch (const std::exception& error) {
        return unexpected{std::string{error.what()}};
    }
}

}  // namespace drydock::harness
