#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/exchange.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock {

/// What happened to the calls to one operation of one system. Outcomes are counted as the callers
/// saw them: calls whose caller crashed, and those still on their way, have none.
struct TrafficCount {
    SystemId system;
    std::string system_name;
    std::string_view operation;
    std::uint64_t calls = 0;    ///< Sent to it; copies made by a fault not counted.
    std::uint64_t copies = 0;   ///< Made by a duplicate fault.
    std::uint64_t handled = 0;  ///< Told to its Node, copies and abandoned calls included.
    std::uint64_t answered_2xx = 0;
    std::uint64_t answered_429 = 0;
    std::uint64_t answered_4xx = 0;  ///< Without 429.
    std::uint64_t answered_5xx = 0;
    std::uint64_t answered_other = 0;
    std::uint64_t refused = 0;
    std::uint64_t reset = 0;
    std::uint64_t timed_out = 0;
    Duration busy{};    ///< Worker time.
    Duration waited{};  ///< Time in the accept queue.

    /// One call has ended so for its caller. The status counts only when it was answered.
    void count_outcome(Delivery delivery, std::uint16_t status);
};

/// Levels of one system over the whole run.
struct SystemCount {
    std::string name;
    std::uint64_t steps = 0;
    std::uint64_t records = 0;
    std::uint64_t record_bytes = 0;
    std::uint64_t crashes = 0;
    std::uint64_t calls_made = 0;
    std::uint64_t calls_repeated = 0;  ///< Said the same as one shortly before: retries and polls.
    /// The most calls that one sender repeated to it within a minute.
    std::uint64_t repeats_a_minute_max = 0;
    std::uint64_t waiting_max = 0;  ///< Most requests ever in its accept queue.
    std::uint64_t overflowed = 0;   ///< Requests refused because that queue was full.
};

}  // namespace drydock
