#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_set>

#include "core/hash.hpp"
#include "core/time.hpp"

namespace drydock::integration {

/// What makes two deliveries the same event: partner, topic and the partner's key, in one word.
/// Two different events share a word with probability 2^-64 a pair.
/// Source of the triple: Shopify shares one event id among all topics that an action fires, so the
/// id alone would drop events (partner reference, Shopify, "trap").
struct EventKey {
    std::uint64_t word = 0;

    [[nodiscard]] static EventKey of(
        std::string_view partner, std::string_view topic, std::string_view key
    ) {
        return {hash_text(hash_text(hash_text(hash_salt_b, partner), topic), key)};
    }
};

/// Events that already had their effect, for as long as their senders may send them again.
class Dedup {
public:
    explicit Dedup(Duration horizon) : horizon_{horizon} {}

    [[nodiscard]] bool seen(EventKey key) const { return words_.contains(key.word); }

    /// Remembers the key from `now` on and forgets what is older than the horizon.
    void remember(EventKey key, Instant now);

    [[nodiscard]] std::size_t size() const { return by_age_.size(); }

private:
    struct Entry {
        Instant at;
        std::uint64_t word;
    };
    Duration horizon_;
    std::unordered_set<std::uint64_t> words_;  // Looked up only, never walked.
    std::deque<Entry> by_age_;
};

}  // namespace drydock::integration
