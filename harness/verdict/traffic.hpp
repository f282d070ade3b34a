#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace drydock::harness {

/// What one system was asked, over a whole run, from the World's count and no system's own.
struct SystemTraffic {
    std::string system;
    std::uint64_t calls = 0;       ///< Requests sent to it, tries after failures included.
    std::uint64_t succeeded = 0;   ///< Answered 2xx.
    std::uint64_t rejected = 0;    ///< Answered 4xx other than 429: final, too.
    std::uint64_t throttled = 0;   ///< Answered 429.
    std::uint64_t failed = 0;      ///< Answered 5xx.
    std::uint64_t refused = 0;     ///< No connection: the accept queue was full, or it was down.
    std::uint64_t overflowed = 0;  ///< Of the refused: its accept queue was full.
    std::uint64_t reset = 0;       ///< Cut off before an answer.
    std::uint64_t timed_out = 0;   ///< Not answered in time.
    /// The most calls within a minute that said the same as one that the same system had made
    /// before: retries, and polls.
    std::uint64_t retries_a_minute_max = 0;

    [[nodiscard]] std::uint64_t errors() const {
        return rejected + throttled + failed + refused + reset + timed_out;
    }
};

/// How many calls were made for every one that was settled, 2xx or final 4xx, in thousandths: 1000
/// when none had to be repeated. 0 when none was settled.
[[nodiscard]] constexpr std::uint64_t retry_amplification_permille(const SystemTraffic& traffic) {
    const std::uint64_t settled = traffic.succeeded + traffic.rejected;
    return settled == 0 ? 0 : traffic.calls * 1'000 / settled;
}

}  // namespace drydock::harness
