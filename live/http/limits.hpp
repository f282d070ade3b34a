#pragma once

#include <cstddef>
#include <cstdint>

#include "core/calendar.hpp"
#include "core/time.hpp"

namespace drydock::live::http {

/// What one side takes from the other before it gives up. Every number bounds memory or time that a
/// hostile or broken peer could otherwise hold.
struct Limits {
    /// Start line and fields together. Source: the default of nginx, Apache and Node.js.
    std::size_t head_size_max_bytes = std::size_t{8} * 1'024;
    /// Source: Apache, LimitRequestFields 100.
    std::size_t field_count_max = 100;
    /// Assumption: a catalogue page of 1,000 products is 2 MiB; more means a wrong page size.
    std::size_t body_size_max_bytes = std::size_t{16} * 1'024 * 1'024;
    /// From the first byte of a head to its last. Also for the handshake of TLS.
    Duration head_time_max = 10 * one_second;
    /// From the end of the head to the last byte of the body.
    Duration body_time_max = one_minute;
    /// A connection on which nothing is asked is closed.
    Duration idle_time_max = one_minute;
    /// Until a peer has taken a whole response.
    Duration write_time_max = one_minute;
    /// Until a request that was told is answered. Above every service time of a landscape.
    Duration answer_time_max = one_hour;
};

}  // namespace drydock::live::http
