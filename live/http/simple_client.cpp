#include "live/http/simple_client.hpp"

#include <future>

namespace drydock::live::http {

expected<SimpleClient, std::string> SimpleClient::open(const ClientSettings& settings) {
    SimpleClient simple;
    simple.threads_ = std::make_unique<IoThreads>(1);
    auto client = Client::open(*simple.threads_, settings);
    if (!client) {
        return unexpected{client.error()};
    }
    simple.client_ = std::move(*client);
    return simple;
}

CallResult SimpleClient::call(const Url& peer, const Request& request, Duration timeout) {
    auto done = std::make_shared<std::promise<CallResult>>();
    auto result = done->get_future();
    client_->send({peer, request, {}, timeout}, [done](CallResult&& told) {
        done->set_value(std::move(told));
    });
    return result.get();
}

}  // namespace drydock::live::http
