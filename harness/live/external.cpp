#include "harness/live/external.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include <fmt/format.h>

#include "core/landscape/fault_catalogue.hpp"
#include "harness/live/odoo_examination.hpp"

namespace drydock::harness {

namespace {

using Result = DoctorFinding::Result;

bool is_of_this_machine(const live::http::Url& url) {
    return url.host == "localhost" || url.host == "::1" || url.host.starts_with("127.");
}

void look_at_transport(const live::http::Url& url, FindingNotes& notes) {
    if (!url.secure && !is_of_this_machine(url)) {
        notes.add(
            "transport",
            Result::warning,
            "http: the password and all orders can be read on the way; https is meant for this"
        );
    }
}

/// True when it answers, whatever it says.
bool look_whether_it_answers(
    const live::http::Url& url, const live::http::Trust& trust, FindingNotes& notes
) {
    auto client = live::http::SimpleClient::open({.trust = trust});
    if (!client) {
        notes.add("answers", Result::bad, client.error());
        return false;
    }
    Request request;
    request.method = Method::get;
    request.path = "/";
    const auto result = client->call(url, request, 10 * one_second);
    const bool answers = result.delivery == Delivery::answered;
    notes.add(
        "answers",
        answers ? Result::good : Result::bad,
        answers ? fmt::format("{} answers", url.text())
                : fmt::format("{} does not answer: {}", url.text(), result.reason)
    );
    return answers;
}

/// Sends an event that nobody has signed.
void look_at_signatures(
    const live::http::Url& url, const live::http::Trust& trust, FindingNotes& notes
) {
    auto client = live::http::SimpleClient::open({.trust = trust});
    if (!client) {
        return;
    }
    Request request;
    request.path = "/webhooks/storefront";
    request.raw = make_bytes("{}");
    request.headers = {{"Content-Type", "application/json"}};
    const auto result = client->call(url, request, 10 * one_second);
    const std::uint16_t status = result.response.status;
    const bool refused = result.delivery == Delivery::answered && status >= 400;
    notes.add(
        "signatures",
        refused ? Result::good : Result::warning,
        refused ? fmt::format("an event without a signature is refused with {}", status)
                : fmt::format(
                      "an event without a signature is answered {} at /webhooks/storefront", status
                  )
    );
}

/// Faults that only its own door, disk or process could have.
void look_at_faults(
    const Scenario& scenario, const std::string& system, bool is_runtime, FindingNotes& notes
) {
    std::string names;
    for (const FaultSpec& fault : scenario.faults) {
        const FaultSite site = facts_of(fault.kind).site;
        if (fault.system == system && site != FaultSite::link) {
            names += (names.empty() ? "" : ", ") + fault.id;
        }
    }
    if (!names.empty()) {
        notes.add(
            "faults",
            Result::warning,
            fmt::format(
                "these faults are inside of {} and will not happen: {}",
                is_runtime ? "your middleware" : "that Odoo",
                names
            )
        );
    }
}

}  // namespace

std::string_view to_text(Result result) {
    switch (result) {
        case Result::good:
            return "good";
        case Result::warning:
            return "warning";
        case Result::bad:
            break;
    }
    return "bad";
}

bool is_test_name(std::string_view database) {
    constexpr std::array<std::string_view, 10> markers{
        "test", "testing", "staging", "stage", "demo", "sandbox", "dev", "qa", "uat", "twin"};
    std::string word;
    const auto marks = [&markers](const std::string& text) {
        return std::ranges::find(markers, text) != markers.end();
    };
    for (const char character : database) {
        const auto byte = static_cast<unsigned char>(character);
        if (std::isalpha(byte) != 0) {
            word += static_cast<char>(std::tolower(byte));
        } else if (marks(word)) {
            return true;
        } else {
            word.clear();
        }
    }
    return marks(word);
}

std::vector<DoctorFinding> examine(
    const Externals& externals,
    const Scenario& scenario,
    const RehearsalPlan& plan,
    const Demand& demand
) {
    std::vector<DoctorFinding> findings;
    const auto name = [&scenario](SystemId system) {
        return scenario.landscape.systems.at(system.value).name;
    };
    if (externals.odoo) {
        FindingNotes notes{findings, name(plan.roles.odoo)};
        look_at_transport(externals.odoo->url, notes);
        auto odoo = OdooAccess::open(*externals.odoo, externals.trust);
        if (!odoo) {
            notes.add(
                "answers",
                Result::bad,
                fmt::format("{}: {}", externals.odoo->url.text(), odoo.error().detail)
            );
        } else {
            notes.add(
                "answers", Result::good, fmt::format("{} answers", externals.odoo->url.text())
            );
            examine_odoo(*odoo, demand, notes);
        }
        look_at_faults(scenario, name(plan.roles.odoo), false, notes);
    }
    if (externals.runtime) {
        FindingNotes notes{findings, name(plan.roles.runtime)};
        look_at_transport(*externals.runtime, notes);
        if (look_whether_it_answers(*externals.runtime, externals.trust, notes)) {
            look_at_signatures(*externals.runtime, externals.trust, notes);
        }
        look_at_faults(scenario, name(plan.roles.runtime), true, notes);
    }
    return findings;
}

std::vector<DoctorFinding> examine_addresses(
    const std::vector<KnownAddress>& systems, const live::http::Trust& trust
) {
    std::vector<DoctorFinding> findings;
    for (const KnownAddress& system : systems) {
        FindingNotes notes{findings, system.name};
        if (!look_whether_it_answers(system.url, trust, notes) || system.kind != "odoo") {
            continue;
        }
        const auto odoo = OdooAccess::open({.url = system.url}, trust);
        notes.add(
            "version",
            odoo ? Result::good : Result::bad,
            odoo ? "Odoo " + odoo->series() : odoo.error().detail
        );
    }
    return findings;
}

}  // namespace drydock::harness
