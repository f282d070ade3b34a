#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/landscape/demand.hpp"
#include "harness/live/odoo_access.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/scenario/scenario.hpp"
#include "live/http/tls.hpp"
#include "live/http/url.hpp"

namespace drydock::harness {

/// The systems of a landscape that run somewhere already, ready to be called.
struct Externals {
    std::optional<OdooAccount> odoo{};
    std::optional<live::http::Url> runtime{};  ///< Where somebody's middleware takes webhooks.
    live::http::Trust trust{};

    [[nodiscard]] bool any() const { return odoo || runtime; }
};

/// One thing that was looked at.
struct DoctorFinding {
    enum class Result : std::uint8_t { good, warning, bad };
    std::string system{};
    std::string_view check{};  ///< "answers", "credentials", "test database", ...
    Result result = Result::good;
    std::string text{};          ///< For the operator; never holds a secret.
    bool may_be_forced = false;  ///< A bad one that the operator may take upon himself.
};

/// "good", "warning" or "bad".
[[nodiscard]] std::string_view to_text(DoctorFinding::Result result);

/// Whether a database's name says that it is one for tests: test, testing, staging, stage, demo,
/// sandbox, dev, qa, uat or twin is a word of it, as in "acme_test" and "staging-2".
[[nodiscard]] bool is_test_name(std::string_view database);

/// The system parameter of Odoo that marks a database as one for tests, when it is "True" or "1".
inline constexpr std::string_view test_parameter = "drydock.test_database";

/// Asks every external system whether it answers, lets us in and is safe to test. Changes nothing
/// there.
[[nodiscard]] std::vector<DoctorFinding> examine(
    const Externals& externals,
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const Demand& demand
);

/// A system whose address is all that is known.
struct KnownAddress {
    std::string name{};
    std::string kind{};  ///< As in scenarios: "odoo".
    live::http::Url url{};
};
[[nodiscard]] std::vector<DoctorFinding> examine_addresses(
    const std::vector<KnownAddress>& systems, const live::http::Trust& trust
);

}  // namespace drydock::harness
