#pragma once

#include <functional>

#include "core/exchange.hpp"

namespace drydock::mocks::testing {

/// Who answers a request. Called once, on the thread of the test.
using Answering = std::function<Response(const Request&)>;

/// Takes a request to who answers it, and what he said back. By default both are handed over as
/// they are. The programs ..._on_sockets_test have the same tests, with a wire of real sockets.
using Wire = std::function<Response(const Request&, const Answering&)>;

[[nodiscard]] inline Wire& wire() {
    static Wire used = [](const Request& request, const Answering& answering) {
        return answering(request);
    };
    return used;
}

}  // namespace drydock::mocks::testing
