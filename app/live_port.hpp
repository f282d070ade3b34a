#pragma once

#include <string>

#include "core/expected.hpp"
#include "live/http/simple_client.hpp"
#include "reports/traces/http_port.hpp"

namespace drydock::app {

/// A peer over a real socket, in real time.
class LivePort final : public reports::HttpPort {
public:
    /// The error says what is wrong with the URL.
    [[nodiscard]] static expected<std::unique_ptr<LivePort>, std::string> open(
        const std::string& url
    );

    Outcome call(const Request& request) override;
    void wait(Duration duration) override;

private:
    LivePort(live::http::Url peer, live::http::SimpleClient client);

    live::http::Url peer_;
    live::http::SimpleClient client_;
};

}  // namespace drydock::app
