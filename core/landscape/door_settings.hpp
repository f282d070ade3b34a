#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/landscape/distribution.hpp"
#include "core/time.hpp"

namespace drydock {

/// How long one operation keeps a worker busy: a draw, plus a fixed time for each line.
struct ServiceTime {
    std::string operation{};  ///< One of Node::operations(), or "*" for every other one.
    Quantiles base{};
    Duration per_line{};
};

/// A token bucket: `burst` tokens, one more each `interval`, one taken a request.
struct RateLimit {
    std::string operation = "*";  ///< One of Node::operations(), or "*" for all together.
    std::uint32_t burst = 1;      ///< At least 1.
    Duration interval{};          ///< Above zero.
    std::uint16_t status = 429;
};

/// What stands before a system: its accept queue, worker slots, service times and rate limits.
struct DoorSettings {
    std::uint32_t workers = 1;             ///< Requests in service at once. At least 1.
    std::uint32_t accept_queue_max = 128;  ///< Requests waiting for a worker; more are refused.
    std::vector<ServiceTime> service_times{};
    std::vector<RateLimit> rate_limits{};
};

}  // namespace drydock
