#pragma once

#include <cstdint>
#include <map>

#include "core/exchange.hpp"
#include "core/step.hpp"

namespace drydock::mocks::odoo {

/// Source: Odoo 18.0, odoo/service/model.py, MAX_TRIES_ON_CONCURRENCY_FAILURE; recordings i040 to
/// i042.
inline constexpr unsigned tries_max = 5;

/// One try to answer a request.
struct Try {
    ExchangeId exchange;
    SystemId from;
    Request request{};
    Duration service{};   ///< That one try takes.
    Instant begun{};      ///< When this one began.
    unsigned number = 1;  ///< From 1 to tries_max.
};

/// Requests that lost a race for a row and wait for their next try. Their worker sleeps with them.
class Retries {
public:
    /// Sets the timer at which the next try ends. Precondition: `lost.number` < tries_max.
    void add(const Moment& moment, Try lost, Step& step);

    /// The try that ends now. Precondition: that timer was set, and has not fired before.
    [[nodiscard]] Try take(TimerId timer);

private:
    std::map<TimerId, Try> waiting_;
    std::uint64_t timers_ = 0;
};

}  // namespace drydock::mocks::odoo
