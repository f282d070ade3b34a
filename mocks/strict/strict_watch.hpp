#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/books.hpp"
#include "core/exchange.hpp"

namespace drydock::mocks {

/// Rules that every partner's client may break; a partner may have more of its own.
namespace violation {
inline constexpr std::string_view unknown_field = "unknown_field";
inline constexpr std::string_view wrong_order = "wrong_order";
inline constexpr std::string_view key_reused = "idempotency_key_reused";
inline constexpr std::string_view retry_after_ignored = "retry_after_ignored";
inline constexpr std::string_view broken_pagination = "broken_pagination";
inline constexpr std::string_view precondition_missing = "precondition_missing";
}  // namespace violation

/// Notes what a client does against the rules of an interface, for the verdict. Changes no answer:
/// a client meets the same partner whether it is watched or not. Not switched on, it costs nothing.
class StrictWatch {
public:
    /// Of each kind so many are kept with their text; all are counted.
    static constexpr std::size_t kept_max = 100;
    /// A request that comes so soon after a refusal may have left before that was read.
    /// Assumption: longer than any round trip.
    static constexpr Duration grace{2'000'000'000};
    /// Assumption: idempotency keys of one partner that are remembered; the oldest is forgotten.
    static constexpr std::size_t keys_max = 100'000;

    StrictWatch(SystemId self, bool strict) : self_{self}, strict_{strict} {}

    [[nodiscard]] bool on() const { return strict_; }

    void note(Instant at, std::string_view kind, std::string what);

    /// Members of `object` that are none of `known`. `where`: "orders/create".
    void fields(
        Instant at,
        std::string_view where,
        Value object,
        std::initializer_list<std::string_view> known
    );

    /// A client was told to stay away from an operation for so long.
    void turned_away(Instant at, SystemId from, std::uint16_t operation, Duration wait);
    /// A request has come: too early when the client was told to wait.
    void request(Instant at, SystemId from, std::uint16_t operation, std::string_view name);

    /// The key of a request and the hash of what it asks for.
    void key_used(Instant at, std::string_view key, std::uint64_t content_hash);

    void write_books(Books& books) const;
    /// So many of that kind.
    [[nodiscard]] std::uint64_t count(std::string_view kind) const;

private:
    struct Wait {
        Instant told;
        Instant until;
    };

    SystemId self_;
    bool strict_;
    std::vector<Violation> kept_;
    std::map<std::string, std::uint64_t, std::less<>> counts_;
    std::map<std::pair<std::uint16_t, std::uint16_t>, Wait> waits_;  ///< Client and operation.
    std::map<std::string, std::uint64_t, std::less<>> keys_;
    std::vector<std::string> keys_by_age_;  ///< A ring of keys_max.
    std::size_t keys_next_ = 0;
};

}  // namespace drydock::mocks
