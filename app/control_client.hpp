#pragma once

#include <cstdint>
#include <string>

#include "core/expected.hpp"
#include "live/http/simple_client.hpp"

namespace drydock::app {

/// Where the control API of running mocks is, and what opens it.
struct ControlOptions {
    std::string url;
    std::string token_file;  ///< Empty: the environment variable DRYDOCK_CONTROL_TOKEN.
    live::http::Trust trust{};
};

inline constexpr const char* control_token_variable = "DRYDOCK_CONTROL_TOKEN";

/// The token from the file or the environment; empty when there is none. The error: the file cannot
/// be read.
[[nodiscard]] expected<std::string, std::string> control_token(const std::string& token_file);

/// Asks running mocks. Errors are whole sentences for the operator.
class ControlClient {
public:
    [[nodiscard]] static expected<ControlClient, std::string> open(const ControlOptions& options);

    /// The text of a JSON answer.
    [[nodiscard]] expected<std::string, std::string> get(const std::string& path);
    [[nodiscard]] expected<std::string, std::string> post(
        const std::string& path, const std::string& json
    );

private:
    ControlClient(live::http::SimpleClient client, live::http::Url url, std::string token);
    [[nodiscard]] expected<std::string, std::string> call(Request request);

    live::http::SimpleClient client_;
    live::http::Url url_;
    std::string token_;
};

}  // namespace drydock::app
