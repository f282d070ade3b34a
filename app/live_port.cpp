#include "app/live_port.hpp"

#include <thread>
#include <utility>

namespace drydock::app {

LivePort::LivePort(live::http::Url peer, live::http::SimpleClient client)
    : peer_{std::move(peer)}, client_{std::move(client)} {}

expected<std::unique_ptr<LivePort>, std::string> LivePort::open(const std::string& url) {
    auto peer = live::http::parse_url(url);
    if (!peer) {
        return unexpected{url + ": " + peer.error()};
    }
    auto client = live::http::SimpleClient::open();
    if (!client) {
        return unexpected{client.error()};
    }
    return std::unique_ptr<LivePort>{new LivePort{*std::move(peer), *std::move(client)}};
}

Outcome LivePort::call(const Request& request) {
    // Source: OpenTelemetry specification 1.33, OTEL_EXPORTER_OTLP_TIMEOUT, 10 s.
    live::http::CallResult result = client_.call(peer_, request, 10 * one_second);
    return {{}, result.delivery, std::move(result.response)};
}

void LivePort::wait(Duration duration) {
    std::this_thread::sleep_for(duration);
}

}  // namespace drydock::app
