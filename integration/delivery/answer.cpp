#include "integration/delivery/answer.hpp"

#include <fmt/format.h>

namespace drydock::integration {

std::optional<Reading> read_delivery(const Outcome& outcome) {
    switch (outcome.delivery) {
        case Delivery::refused:
            return Reading::retry("connection refused");
        case Delivery::reset_before_sent:
            return Reading::retry("connection reset before the request was sent");
        case Delivery::reset_after_sent:
            return Reading{Answer::unknown, {}, "connection reset after the request was sent", {}};
        case Delivery::timed_out:
            return Reading{Answer::unknown, {}, "timed out", {}};
        case Delivery::answered:
            break;
    }
    const Response& response = outcome.response;
    if (response.status == 429 || response.status == 503) {
        return Reading{
            Answer::throttled, {}, fmt::format("status {}", response.status), response.retry_after};
    }
    if (response.status >= 500) {
        return Reading{Answer::unknown, {}, fmt::format("status {}", response.status), {}};
    }
    return std::nullopt;
}

}  // namespace drydock::integration
