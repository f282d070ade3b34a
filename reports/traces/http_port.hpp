#pragma once

#include "core/exchange.hpp"
#include "core/time.hpp"

namespace drydock::reports {

/// One peer that is called over HTTP, and the time that passes meanwhile. Request::to says nothing.
class HttpPort {
public:
    HttpPort() = default;
    HttpPort(const HttpPort&) = delete;
    HttpPort& operator=(const HttpPort&) = delete;
    virtual ~HttpPort() = default;

    /// Waits for the end. The response's body is parsed where it is JSON.
    [[nodiscard]] virtual Outcome call(const Request& request) = 0;
    virtual void wait(Duration duration) = 0;
};

}  // namespace drydock::reports
