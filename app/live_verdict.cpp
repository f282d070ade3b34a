#include "app/live_verdict.hpp"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace drydock::app {

namespace {

using Json = nlohmann::json;

/// Offenders of one oracle that are shown.
constexpr std::size_t offenders_shown_max = 3;

ExitCode code_of(const std::string& outcome) {
    if (outcome == "passed") {
        return ExitCode::passed;
    }
    return outcome == "failed" ? ExitCode::failed : ExitCode::inconclusive;
}

std::string text_of(const Json& verdict) {
    std::string text = fmt::format(
        "{}  {} with {}, until {}\n\nExpectations\n",
        verdict.at("outcome").get<std::string>(),
        verdict.at("scenario").get<std::string>(),
        "the middleware that is there",
        verdict.at("end").get<std::string>()
    );
    for (const Json& expectation : verdict.at("expectations")) {
        text += fmt::format(
            "  {:<12} {:<34} {}\n",
            expectation.at("result").get<std::string>(),
            expectation.at("text").get<std::string>(),
            expectation.at("observed_text").get<std::string>()
        );
    }
    text += "\nOracles\n";
    for (const Json& oracle : verdict.at("oracles")) {
        const bool applicable = oracle.at("applicable").get<bool>();
        text += fmt::format(
            "  {:<24} {}\n",
            oracle.at("oracle").get<std::string>(),
            applicable ? std::to_string(oracle.at("count").get<std::uint64_t>()) : "not settled yet"
        );
        std::size_t shown = 0;
        for (const Json& offender : oracle.at("worst")) {
            if (shown++ == offenders_shown_max) {
                break;
            }
            text += fmt::format(
                "      {}  {}\n",
                offender.at("key").get<std::string>(),
                offender.at("explanation").get<std::string>()
            );
        }
    }
    return text;
}

}  // namespace

expected<LiveVerdict, std::string> read_live_verdict(const std::string& json) {
    try {
        const Json verdict = Json::parse(json);
        return LiveVerdict{text_of(verdict), code_of(verdict.at("outcome").get<std::string>())};
    } catch (const Json::exception& error) {
        return unexpected{fmt::format("the answer is no verdict: {}", error.what())};
    }
}

ExitCode refuse_usage(const std::string& error) {
    std::cerr << "drydock: " << error << "\n";
    return ExitCode::usage;
}

ExitCode print_live_verdict(ControlClient& client, VerdictForm form) {
    const auto json = client.get("/verdict");
    if (!json) {
        return refuse_usage(json.error());
    }
    const auto verdict = read_live_verdict(*json);
    if (!verdict) {
        return refuse_usage(verdict.error());
    }
    std::cout << (form == VerdictForm::json ? *json : verdict->text) << std::flush;
    return verdict->code;
}

}  // namespace drydock::app
