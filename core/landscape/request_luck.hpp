#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/hash.hpp"
#include "core/time.hpp"

namespace drydock {

/// Names each request for its draws of chance by what it says, not by when its turn came. So an
/// order meets the same luck under every strategy, and removing another order changes nothing for
/// it; yet a second try of the same request meets luck of its own.
///
/// Repeats are told apart by a count, kept for the last contents seen. Memory is fixed: a content
/// that was pushed out begins at 0 again, with the hour of the run mixed in, so that it cannot meet
/// one and the same luck for ever.
class RequestLuck {
public:
    /// `content` hashes all that the request says. Equal for equal histories.
    [[nodiscard]] std::uint64_t entity_of(std::uint64_t content, Instant now) {
        if (seen_.empty()) {
            seen_.resize(slot_count);  // Most pairs of systems never talk.
        }
        // Two slots a content: the younger is kept when a third content comes.
        Seen* const pair = &seen_[(content % (slot_count / 2)) * 2];
        if (pair[0].content != content) {
            std::swap(pair[0], pair[1]);
            if (pair[0].content != content) {
                pair[0] = {content, 0};
            }
        }
        const std::uint64_t repeat = pair[0].count++;
        if (repeat > 0) {
            count_repeat(now);
        }
        const auto hour =
            static_cast<std::uint64_t>(now.time_since_epoch().count()) / hour_nanoseconds;
        return hash_combine(content, (repeat << 32U) | hour);
    }

    /// Requests that said the same as one shortly before: retries and polls.
    [[nodiscard]] std::uint64_t repeat_count() const { return repeat_count_; }
    /// The most of them within one minute of the run.
    [[nodiscard]] std::uint64_t repeats_a_minute_max() const { return repeats_a_minute_max_; }

private:
    struct Seen {
        std::uint64_t content = 0;
        std::uint64_t count = 0;
    };
    /// Assumption: fewer other requests than this lie between two tries on one link; 64 KiB a link.
    static constexpr std::size_t slot_count = 4'096;
    static constexpr std::int64_t minute_nanoseconds = 60'000'000'000;
    static constexpr std::uint64_t hour_nanoseconds = 3'600'000'000'000;

    std::vector<Seen> seen_;
    void count_repeat(Instant now) {
        ++repeat_count_;
        const auto minute = now.time_since_epoch().count() / minute_nanoseconds;
        repeats_of_minute_ = minute == minute_ ? repeats_of_minute_ + 1 : 1;
        minute_ = minute;
        repeats_a_minute_max_ = std::max(repeats_a_minute_max_, repeats_of_minute_);
    }

    std::uint64_t repeat_count_ = 0;
    std::int64_t minute_ = -1;
    std::uint64_t repeats_of_minute_ = 0;
    std::uint64_t repeats_a_minute_max_ = 0;
};

}  // namespace drydock
