#include "app/control_client.hpp"

#include <cstdlib>
#include <fstream>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace drydock::app {

namespace {

/// A verdict of a long run takes seconds to be judged.
constexpr Duration answer_time_max = 60 * one_second;
/// Of what is at hand between two Steps.
constexpr Duration short_answer_time_max = 10 * one_second;
constexpr std::uint16_t status_renewing = 503;

}  // namespace

expected<std::string, std::string> control_token(const std::string& token_file) {
    if (token_file.empty()) {
        const char* const token = std::getenv(control_token_variable);
        return std::string{token == nullptr ? "" : token};
    }
    std::ifstream in{token_file};
    std::string token;
    if (!std::getline(in, token)) {
        return unexpected{token_file + ": no token can be read from it"};
    }
    return token;
}

ControlClient::ControlClient(
    live::http::SimpleClient client, live::http::Url url, std::string token
)
    : client_{std::move(client)}, url_{std::move(url)}, token_{std::move(token)} {}

expected<ControlClient, std::string> ControlClient::open(const ControlOptions& options) {
    auto url = live::http::parse_url(options.url);
    if (!url) {
        return unexpected{fmt::format("--landscape {}: {}", options.url, url.error())};
    }
    auto token = control_token(options.token_file);
    if (!token) {
        return unexpected{token.error()};
    }
    if (token->empty()) {
        return unexpected{fmt::format(
            "the token of the control API is missing: `drydock mocks` has shown it; put it into {} "
            "or name its file with --token-file",
            control_token_variable
        )};
    }
    auto client = live::http::SimpleClient::open({.trust = options.trust});
    if (!client) {
        return unexpected{client.error()};
    }
    return ControlClient{std::move(*client), std::move(*url), std::move(*token)};
}

expected<std::string, std::string> ControlClient::get(const std::string& path) {
    Request request;
    request.method = Method::get;
    request.path = path;
    auto text = call(std::move(request), answer_time_max);
    return text ? expected<std::string, std::string>{std::move(*text)}
                : unexpected{text.error().detail};
}

expected<std::string, std::string> ControlClient::post(
    const std::string& path, const std::string& json
) {
    Request request;
    request.path = path;
    request.raw = make_bytes(json);
    request.headers = {{"Content-Type", "application/json"}};
    auto text = call(std::move(request), answer_time_max);
    return text ? expected<std::string, std::string>{std::move(*text)}
                : unexpected{text.error().detail};
}

template <class Read>
auto ControlClient::read_from(const std::string& path, Read read)
    -> expected<decltype(read(std::string{})), ControlError> {
    Request request;
    request.method = Method::get;
    request.path = path;
    const auto text = call(std::move(request), short_answer_time_max);
    if (!text) {
        return unexpected{text.error()};
    }
    try {
        return read(*text);
    } catch (const nlohmann::json::exception&) {
        return unexpected{ControlError{
            ControlError::Kind::refused,
            fmt::format("{}{}: what answers there is no control API", url_.text(), path)}};
    }
}

expected<MocksStatus, ControlError> ControlClient::status() {
    return read_from("/status", [](const std::string& text) {
        const auto json = nlohmann::json::parse(text);
        return MocksStatus{
            .driven = json.at("driven").get<bool>(),
            .settled = json.at("settled").get<bool>(),
            .drive = json.at("drive").get<std::string>(),
            .now = Instant{Duration{json.at("now_ns").get<std::int64_t>()}},
            .end = Instant{Duration{json.at("end_ns").get<std::int64_t>()}},
            .orders = json.at("orders").get<std::uint64_t>(),
            .orders_due = json.at("orders_due").get<std::uint64_t>()};
    });
}

expected<std::vector<harness::KnownAddress>, ControlError> ControlClient::systems() {
    return read_from("/systems", [](const std::string& text) {
        std::vector<harness::KnownAddress> systems;
        for (const auto& system : nlohmann::json::parse(text)) {
            auto url = live::http::parse_url(system.at("url").get<std::string>());
            if (url) {
                systems.push_back(
                    {system.at("name").get<std::string>(),
                     system.at("kind").get<std::string>(),
                     std::move(*url)}
                );
            }
        }
        return systems;
    });
}

expected<std::string, ControlError> ControlClient::call(Request request, Duration timeout) {
    const std::string what = url_.text() + request.path;
    request.headers.push_back({"Authorization", "Bearer " + token_});
    const live::http::CallResult result = client_.call(url_, request, timeout);
    if (result.delivery != Delivery::answered) {
        const bool absent = result.delivery == Delivery::refused;
        return unexpected{ControlError{
            absent ? ControlError::Kind::absent : ControlError::Kind::silent,
            fmt::format("{} does not answer: {}", what, result.reason)}};
    }
    if (!result.response.success()) {
        const std::string_view detail = result.response.body["detail"].string();
        return unexpected{ControlError{
            result.response.status == status_renewing ? ControlError::Kind::renewing
                                                      : ControlError::Kind::refused,
            fmt::format(
                "{}: {}", what, detail.empty() ? std::to_string(result.response.status) : detail
            )}};
    }
    return std::string{result.response.body_text()};
}

}  // namespace drydock::app
