#include "harness/scenario/external.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace drydock::harness {

std::vector<ExternalProblem> external_problems(const SystemSpec& system) {
    const ExternalSpec& external = system.external;
    std::vector<ExternalProblem> problems;
    const auto complain = [&problems](std::string_view key, std::string message) {
        problems.push_back({key, std::move(message)});
    };
    if (external.url.empty()) {
        if (!external.database.empty() || !external.user.empty() ||
            !external.password_env.empty() || !external.password_file.empty()) {
            complain("url", "\"url\" is missing: without it the mock is used, which has no users");
        }
        return problems;
    }
    if (!external.url.starts_with("http://") && !external.url.starts_with("https://")) {
        complain("url", "url: expected one that begins with http:// or https://");
    } else if (external.url.find('@') != std::string::npos) {
        complain("url", "url: expected one without user and password in it");
    }
    if (!std::holds_alternative<mocks::OdooSettings>(system.settings)) {
        return problems;
    }
    const auto must = [&](std::string_view key, const std::string& value) {
        if (value.empty()) {
            complain(key, fmt::format("\"{}\" is missing: an Odoo with a url needs it", key));
        }
    };
    must("database", external.database);
    must("user", external.user);
    if (external.password_env.empty() == external.password_file.empty()) {
        complain(
            "password_env",
            "an Odoo with a url needs password_env, the environment variable that holds the "
            "password, or password_file, and not both"
        );
    }
    return problems;
}

bool names_a_secret(std::string_view key) {
    constexpr std::array<std::string_view, 5> secrets{
        "password", "secret", "token", "api_key", "credentials"};
    return std::ranges::find(secrets, key) != secrets.end();
}

std::string secret_refusal(std::string_view key) {
    return fmt::format(
        "\"{}\" never stands in a scenario, which is shared and saved with every verdict: put it "
        "into an environment variable or a file, and name that with password_env or password_file",
        key
    );
}

}  // namespace drydock::harness
