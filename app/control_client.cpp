#include "app/control_client.hpp"

#include <cstdlib>
#include <fstream>
#include <utility>

#include <fmt/format.h>

namespace drydock::app {

namespace {

/// A verdict of a long run takes seconds to be judged.
constexpr Duration answer_time_max = 60 * one_second;

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
    return call(std::move(request));
}

expected<std::string, std::string> ControlClient::post(
    const std::string& path, const std::string& json
) {
    Request request;
    request.path = path;
    request.raw = make_bytes(json);
    request.headers = {{"Content-Type", "application/json"}};
    return call(std::move(request));
}

expected<std::string, std::string> ControlClient::call(Request request) {
    const std::string what = url_.text() + request.path;
    request.headers.push_back({"Authorization", "Bearer " + token_});
    const live::http::CallResult result = client_.call(url_, request, answer_time_max);
    if (result.delivery != Delivery::answered) {
        return unexpected{fmt::format("{} does not answer: {}", what, result.reason)};
    }
    if (!result.response.success()) {
        const std::string_view detail = result.response.body["detail"].string();
        return unexpected{fmt::format(
            "{}: {}", what, detail.empty() ? std::to_string(result.response.status) : detail
        )};
    }
    return std::string{result.response.body_text()};
}

}  // namespace drydock::app
