#include "harness/scenario/rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/landscape/fault_catalogue.hpp"
#include "harness/scenario/external.hpp"
#include "harness/scenario/scenario_format.hpp"
#include "harness/scenario/unit_text.hpp"
#include "harness/verdict/expectation.hpp"

namespace drydock::harness {

namespace {

class Rules {
public:
    Rules(const Scenario& scenario, const Places& places, Diagnostics& diagnostics)
        : scenario_{scenario}, places_{places}, diagnostics_{diagnostics} {
        for (const SystemSpec& system : scenario.landscape.systems) {
            systems_.push_back(system.name);
        }
    }

    void check() {
        check_workload();
        check_strategy();
        check_systems();
        check_links();
        for (std::size_t index = 0; index < scenario_.faults.size(); ++index) {
            check_fault(scenario_.faults[index], fmt::format("faults.{}", index));
        }
        check_expectations();
    }

private:
    void complain(const std::string& path, std::string message) {
        if (!places_.broken(path)) {
            diagnostics_.add(places_.at(path), std::move(message));
        }
    }

    void check_workload();
    void check_strategy();
    void check_systems();
    void check_kinds();
    void check_door(const SystemSpec& system, const std::string& path);
    void check_settings(const SystemSpec& system, const std::string& path);
    void check_links();
    void check_fault(const FaultSpec& fault, const std::string& path);
    void check_fault_numbers(const FaultSpec& fault, const std::string& path);
    void check_fault_window(const FaultSpec& fault, const std::string& path);
    void check_expectations();
    bool check_system_name(const std::string& name, const std::string& path);
    void check_operation(
        const SystemSpec& system, const std::string& operation, const std::string& path
    );

    const Scenario& scenario_;
    const Places& places_;
    Diagnostics& diagnostics_;
    std::vector<std::string_view> systems_;
};

void Rules::check_workload() {
    const WorkloadSpec& workload = scenario_.workload;
    if (!(workload.from < workload.to) && !places_.broken("workload.from")) {
        complain(
            "workload.to",
            fmt::format(
                "to: found {}, expected a date after from, {}",
                to_text(workload.to),
                to_text(workload.from)
            )
        );
    }
    if (workload.receipt_cover_percent_max < workload.receipt_cover_percent_min) {
        complain(
            "workload.stock.receipts_max",
            fmt::format(
                "receipts_max: found {}%, expected at least receipts_min, {}%",
                workload.receipt_cover_percent_max,
                workload.receipt_cover_percent_min
            )
        );
    }
}

void Rules::check_strategy() {
    const integration::Strategy& strategy = scenario_.strategy;
    const auto ordered = [&](Duration low, Duration high, const char* path, const char* what) {
        if (high < low) {
            complain(
                path,
                fmt::format(
                    "{}: found {}, expected at least {}",
                    what,
                    write_duration(high),
                    write_duration(low)
                )
            );
        }
    };
    ordered(strategy.retry.base, strategy.retry.cap, "strategy.retry.cap", "cap");
    ordered(
        strategy.breaker.open, strategy.breaker.open_max, "strategy.breaker.open_max", "open_max"
    );
    if (strategy.limiter.concurrency_max < strategy.limiter.concurrency_start) {
        complain(
            "strategy.limiter.concurrency_max",
            fmt::format(
                "concurrency_max: found {}, expected at least concurrency_start, {}",
                strategy.limiter.concurrency_max,
                strategy.limiter.concurrency_start
            )
        );
    }
}

void Rules::check_operation(
    const SystemSpec& system, const std::string& operation, const std::string& path
) {
    const auto known = operations_of(system);
    if (operation != "*" && std::ranges::find(known, operation) == known.end()) {
        complain(
            path,
            fmt::format(
                "{} has no operation \"{}\"{}", system.name, operation, suggestion(operation, known)
            )
        );
    }
}

void Rules::check_door(const SystemSpec& system, const std::string& path) {
    for (const ServiceTime& time : system.door.service_times) {
        const std::string at = fmt::format("{}.service_times.{}", path, time.operation);
        check_operation(system, time.operation, at);
        if (!time.base.ordered() && !places_.broken_within(at)) {
            complain(
                at, fmt::format("{}: expected min <= p50 <= p95 <= p99 <= max", time.operation)
            );
        }
    }
    for (const RateLimit& limit : system.door.rate_limits) {
        check_operation(
            system, limit.operation, fmt::format("{}.rate_limits.{}", path, limit.operation)
        );
    }
}

void Rules::check_settings(const SystemSpec& system, const std::string& path) {
    const auto* wms = std::get_if<mocks::WmsSettings>(&system.settings);
    if (wms != nullptr && wms->closes <= wms->opens) {
        complain(
            path + ".closes",
            fmt::format(
                "closes: found {}, expected later than opens, {}",
                write_duration(wms->closes),
                write_duration(wms->opens)
            )
        );
    }
    const auto* carrier = std::get_if<mocks::CarrierSettings>(&system.settings);
    if (carrier != nullptr && carrier->transit_max < carrier->transit_min) {
        complain(
            path + ".transit_max",
            fmt::format(
                "transit_max: found {}, expected at least transit_min, {}",
                write_duration(carrier->transit_max),
                write_duration(carrier->transit_min)
            )
        );
    }
}

void Rules::check_kinds() {
    std::array<std::size_t, std::variant_size_v<SystemSpec::Settings>> counts{};
    for (const SystemSpec& system : scenario_.landscape.systems) {
        const std::string path = fmt::format("landscape.systems.{}", system.name);
        if (places_.broken(path + ".kind")) {
            return;  // Its kind may be the one that seems to be missing.
        }
        const std::size_t kind = system.settings.index();
        if (++counts[kind] == 2) {
            complain(
                path, fmt::format("{}: there is a {} already", system.name, system_kinds()[kind])
            );
        }
    }
    for (std::size_t kind = 0; kind < counts.size(); ++kind) {
        if (counts[kind] == 0) {
            complain(
                "landscape.systems",
                fmt::format("systems: there is none of kind {}", system_kinds()[kind])
            );
        }
    }
}

void Rules::check_systems() {
    if (scenario_.landscape.systems.empty()) {
        complain("landscape.systems", "systems: there is none");
        return;
    }
    check_kinds();
    for (const SystemSpec& system : scenario_.landscape.systems) {
        const std::string path = fmt::format("landscape.systems.{}", system.name);
        if (!places_.broken(path + ".kind")) {
            check_door(system, path);
            check_settings(system, path);
            for (ExternalProblem& problem : external_problems(system)) {
                complain(fmt::format("{}.{}", path, problem.key), std::move(problem.message));
            }
        }
    }
}

bool Rules::check_system_name(const std::string& name, const std::string& path) {
    if (name.empty() || places_.broken("landscape.systems")) {
        return false;
    }
    if (std::ranges::find(systems_, name) != systems_.end()) {
        return true;
    }
    complain(path, fmt::format("unknown system \"{}\"{}", name, suggestion(name, systems_)));
    return false;
}

void Rules::check_links() {
    std::set<std::pair<std::string, std::string>> pairs;
    for (std::size_t index = 0; index < scenario_.landscape.links.size(); ++index) {
        const LinkSpec& link = scenario_.landscape.links[index];
        const std::string path = fmt::format("landscape.links.{}", index);
        const bool from = check_system_name(link.from, path + ".from");
        const bool to = check_system_name(link.to, path + ".to");
        if (!from || !to) {
            continue;
        }
        if (link.from == link.to) {
            complain(path + ".to", fmt::format("to: {} is linked to itself", link.to));
        } else if (!pairs.insert(std::minmax(link.from, link.to)).second) {
            complain(path, fmt::format("{} and {} are linked already", link.from, link.to));
        }
    }
}

void Rules::check_fault_window(const FaultSpec& fault, const std::string& path) {
    const WorkloadSpec& workload = scenario_.workload;
    if (places_.broken("workload.from") || places_.broken("workload.to") ||
        places_.broken(path + ".from") || places_.broken(path + ".to")) {
        return;
    }
    if (!(fault.from < fault.to)) {
        complain(
            path + ".to",
            fmt::format(
                "to: found {}, expected a date after from, {}",
                to_text(fault.to),
                to_text(fault.from)
            )
        );
        return;
    }
    if (fault.to <= workload.from || fault.from >= workload.to) {
        complain(
            path + ".from",
            fmt::format(
                "the fault lies outside of the run, {} to {}",
                to_text(workload.from),
                to_text(workload.to)
            )
        );
    }
}

void Rules::check_fault_numbers(const FaultSpec& fault, const std::string& path) {
    const FaultFacts& facts = facts_of(fault.kind);
    const auto check = [&](std::string_view key, Takes takes, bool given, std::string_view least) {
        if (takes == Takes::must && !given) {
            complain(
                fmt::format("{}.{}", path, key),
                fmt::format("a fault of kind {} needs a {}{}", facts.name, key, least)
            );
        } else if (takes == Takes::no && given) {
            complain(
                fmt::format("{}.{}", path, key),
                fmt::format("a fault of kind {} has no {}", facts.name, key)
            );
        }
    };
    const FaultSpec untold;
    check("delay", facts.delay, fault.delay != untold.delay, " above 0s");
    check("factor", facts.factor, fault.factor_permille != untold.factor_permille, " above 1x");
    check("copies", facts.copies, fault.copies != untold.copies, "");
    check("status", facts.status, fault.status != untold.status, "");
    check(
        "bandwidth",
        facts.bandwidth,
        fault.bandwidth_bytes_per_second != untold.bandwidth_bytes_per_second,
        ""
    );
    check("field", facts.field, fault.field != untold.field, "");
}

void Rules::check_fault(const FaultSpec& fault, const std::string& path) {
    check_fault_window(fault, path);
    check_system_name(fault.sender, path + ".sender");
    if (places_.broken(path + ".kind")) {
        check_system_name(fault.system, path + ".system");
        return;
    }
    const std::string_view kind = fault_kinds()[static_cast<std::size_t>(fault.kind)];
    const FaultFacts& facts = facts_of(fault.kind);
    if (!fault.sender.empty() && facts.site != FaultSite::link) {
        complain(path + ".sender", fmt::format("a fault of kind {} has no sender", kind));
    }
    if (!fault.operation.empty() && !facts.by_request) {
        complain(path + ".operation", fmt::format("a fault of kind {} hits every operation", kind));
    } else if (check_system_name(fault.system, path + ".system") && !fault.operation.empty()) {
        const auto system =
            std::ranges::find(scenario_.landscape.systems, fault.system, &SystemSpec::name);
        check_operation(*system, fault.operation, path + ".operation");
    }
    check_fault_numbers(fault, path);
    if (facts.site == FaultSite::records && fault.system != "" &&
        !places_.broken(path + ".system")) {
        const auto system =
            std::ranges::find(scenario_.landscape.systems, fault.system, &SystemSpec::name);
        if (system != scenario_.landscape.systems.end() &&
            !std::holds_alternative<std::monostate>(system->settings)) {
            complain(
                path + ".system",
                fmt::format(
                    "{} keeps its books in memory only; of all systems the runtime can crash",
                    fault.system
                )
            );
        }
    }
}

void Rules::check_expectations() {
    if (places_.broken("landscape.systems")) {
        return;  // Their systems are not known.
    }
    ExpectationSubjects subjects;
    for (const SystemSpec& system : scenario_.landscape.systems) {
        subjects.systems.push_back(system.name);
    }
    for (const FaultSpec& fault : scenario_.faults) {
        subjects.faults.push_back(fault.id);
    }
    for (std::size_t index = 0; index < scenario_.expectations.size(); ++index) {
        const std::string& text = scenario_.expectations[index].text;
        const auto parsed = parse_expectation(text, subjects);
        if (!parsed) {
            complain(fmt::format("expect.{}", index), parsed.error());
        }
    }
}

}  // namespace

void check_rules(const Scenario& scenario, const Places& places, Diagnostics& diagnostics) {
    Rules{scenario, places, diagnostics}.check();
}

}  // namespace drydock::harness
