#include "harness/rehearsal/rehearsal_plan.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/landscape/fault_catalogue.hpp"
#include "harness/verdict/nearest.hpp"

namespace drydock::harness {

std::string_view to_text(FaultKind kind) {
    return facts_of(kind).name;
}

namespace {

/// Looks names up and collects what is wrong with them.
class Planner {
public:
    explicit Planner(const Scenario& scenario) : scenario_{scenario} {
        for (const SystemSpec& system : scenario.landscape.systems) {
            names_.push_back(system.name);
        }
    }

    /// The one system whose settings are of that type.
    template <class Settings>
    SystemId role(std::string_view part) {
        std::vector<SystemId> found;
        const auto& systems = scenario_.landscape.systems;
        for (std::size_t index = 0; index < systems.size(); ++index) {
            if (std::holds_alternative<Settings>(systems[index].settings)) {
                found.emplace_back(static_cast<std::uint16_t>(index));
            }
        }
        if (found.size() != 1) {
            errors_.push_back(fmt::format(
                "the landscape \"{}\" has {} systems that are {}; it needs one",
                scenario_.landscape.name,
                found.size(),
                part
            ));
            return {};
        }
        return found.front();
    }

    SystemId system(std::string_view name, std::string_view where) {
        const auto found = std::ranges::find(names_, name);
        if (found == names_.end()) {
            const std::string_view close = nearest(name, names_);
            errors_.push_back(fmt::format(
                "{}: the landscape has no system \"{}\"{}",
                where,
                name,
                close.empty() ? "" : fmt::format(", did you mean \"{}\"?", close)
            ));
            return {};
        }
        return SystemId{static_cast<std::uint16_t>(found - names_.begin())};
    }

    Fault fault(const FaultSpec& spec, const Calendar& calendar) {
        const std::string where = fmt::format("fault \"{}\"", spec.id);
        if (spec.to <= spec.from) {
            errors_.push_back(where + ": it ends before it begins");
        }
        Fault planned;
        planned.id = spec.id;
        planned.kind = spec.kind;
        planned.from = calendar.instant_of(spec.from);
        planned.to = calendar.instant_of(spec.to);
        planned.system = system(spec.system, where);
        if (!spec.sender.empty()) {
            planned.sender = system(spec.sender, where);
        }
        if (!spec.operation.empty()) {
            planned.operation = spec.operation;
        }
        planned.share_ppm = spec.share_ppm;
        planned.factor_permille = spec.factor_permille;
        planned.delay = spec.delay;
        planned.copies = spec.copies;
        planned.status = static_cast<std::uint16_t>(spec.status);
        planned.bandwidth_bytes_per_second = spec.bandwidth_bytes_per_second;
        planned.field = spec.field;
        return planned;
    }

    std::vector<Expectation> expectations() {
        ExpectationSubjects subjects;
        subjects.systems.assign(names_.begin(), names_.end());
        for (const FaultSpec& fault : scenario_.faults) {
            subjects.faults.push_back(fault.id);
        }
        std::vector<Expectation> expectations;
        for (const ExpectationSpec& spec : scenario_.expectations) {
            auto parsed = parse_expectation(spec.text, subjects);
            if (parsed) {
                expectations.push_back(*std::move(parsed));
            } else {
                errors_.push_back(fmt::format("expectation \"{}\": {}", spec.text, parsed.error()));
            }
        }
        return expectations;
    }

    void check_links() {
        for (const LinkSpec& link : scenario_.landscape.links) {
            static_cast<void>(system(link.from, "link"));
            static_cast<void>(system(link.to, "link"));
        }
    }

    [[nodiscard]] std::vector<std::string>& errors() { return errors_; }

private:
    const Scenario& scenario_;
    std::vector<std::string_view> names_;
    std::vector<std::string> errors_;
};

}  // namespace

expected<RehearsalPlan, std::vector<std::string>> plan_rehearsal(const Scenario& scenario) {
    Planner planner{scenario};
    RehearsalPlan plan;
    plan.roles.runtime = planner.role<std::monostate>("an integration runtime");
    plan.roles.odoo = planner.role<mocks::OdooSettings>("an Odoo");
    plan.roles.wms = planner.role<mocks::WmsSettings>("a warehouse");
    plan.roles.carrier = planner.role<mocks::CarrierSettings>("a carrier");
    plan.roles.storefront = planner.role<mocks::StorefrontSettings>("a storefront");
    plan.roles.marketplace = planner.role<mocks::MarketplaceSettings>("a marketplace");
    planner.check_links();
    const DateTime& from = scenario.workload.from;
    plan.calendar = Calendar{{from.year, from.month, from.day, 0, 0, 0}};
    for (const FaultSpec& fault : scenario.faults) {
        plan.faults.faults.push_back(planner.fault(fault, plan.calendar));
    }
    plan.expectations = planner.expectations();
    if (!planner.errors().empty()) {
        return unexpected{std::move(planner.errors())};
    }
    return plan;
}

}  // namespace drydock::harness
