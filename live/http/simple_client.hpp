#pragma once

#include <memory>
#include <string>

#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "live/http/client.hpp"

namespace drydock::live::http {

/// One call at a time, waiting for each: for commands and tests.
class SimpleClient {
public:
    [[nodiscard]] static expected<SimpleClient, std::string> open(
        const ClientSettings& settings = {}
    );

    /// Sends `request` to the system there and waits. Not from an I/O thread.
    [[nodiscard]] CallResult call(
        const Url& peer, const Request& request, Duration timeout = 30 * one_second
    );

private:
    SimpleClient() = default;
    // In this order: the client goes before its threads.
    std::unique_ptr<IoThreads> threads_;
    std::unique_ptr<Client> client_;
};

}  // namespace drydock::live::http
