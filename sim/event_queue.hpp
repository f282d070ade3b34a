#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/hash.hpp"
#include "core/time.hpp"

namespace drydock::sim {

/// Which of two events of one instant comes first.
enum class Priority : std::uint8_t {
    landscape,  ///< Faults begin and end before anything meets them.
    traffic,
    observer,  ///< Gauges show an instant when all of it has happened.
};

/// Something that will happen. What `kind`, `payload`, `index` and `life` mean is its owner's
/// affair.
struct Event {
    std::int64_t at_ns = 0;
    std::uint64_t order = 0;  ///< Among events of one instant; given by the queue.
    std::uint64_t payload = 0;
    std::uint32_t index = 0;
    std::uint16_t life = 0;
    std::uint8_t kind = 0;
};
static_assert(sizeof(Event) == 32, "two events share a cache line");

/// Events by (nanosecond, priority, order of arrival): a heap of four children a parent, which
/// needs half the cache lines of a binary one. Ties can be permuted by a seed, to find code that
/// relies on the order of things that happen at once.
class EventQueue {
public:
    explicit EventQueue(std::optional<std::uint64_t> permute_ties_seed = {})
        : permute_{permute_ties_seed.has_value()},
          salt_{hash_combine(hash_salt_b, permute_ties_seed.value_or(0)) & sequence_mask} {}

    /// Its place among the events of its instant, for push() or for a later push_placed().
    [[nodiscard]] std::uint64_t place(Priority priority) {
        const std::uint64_t sequence = sequence_++ & sequence_mask;
        return (std::uint64_t{static_cast<std::uint8_t>(priority)} << sequence_bits) |
               (permute_ ? permuted(sequence) : sequence);
    }
    void push(Priority priority, Event event) {
        event.order = place(priority);
        push_placed(event);
    }
    /// `event.order` came from place().
    void push_placed(const Event& event);

    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] std::size_t size() const { return heap_.size(); }
    [[nodiscard]] const Event& top() const { return heap_.front(); }
    /// The first event. There is one.
    Event pop();

private:
    static constexpr std::uint32_t sequence_bits = 56;
    static constexpr std::uint64_t sequence_mask = (std::uint64_t{1} << sequence_bits) - 1;

    [[nodiscard]] static bool before(const Event& left, const Event& right) {
        return left.at_ns != right.at_ns ? left.at_ns < right.at_ns : left.order < right.order;
    }
    /// A bijection of 56 bits, so that no two places fall together: each step can be undone.
    [[nodiscard]] std::uint64_t permuted(std::uint64_t sequence) const {
        std::uint64_t word = sequence ^ salt_;
        word = (word * hash_salt_a) & sequence_mask;
        word ^= word >> 28U;
        word = (word * hash_salt_b) & sequence_mask;
        word ^= word >> 28U;
        return word;
    }

    std::vector<Event> heap_;
    std::uint64_t sequence_ = 0;
    bool permute_;
    std::uint64_t salt_;
};

}  // namespace drydock::sim
