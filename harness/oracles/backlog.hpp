#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/oracles/evidence.hpp"

namespace drydock::harness {

/// One thing that waits, on [from, to); without `to` it waits to the end of the run.
struct Wait {
    Instant from;
    std::optional<Instant> to;
};

/// How many things waited, over the time of a run.
class Backlog {
public:
    /// A wait that ends when it begins, or before, is none.
    explicit Backlog(const std::vector<Wait>& waits);

    /// The most at any instant, and when that was first so; 0 at the start when nothing waited.
    [[nodiscard]] std::uint64_t length_max() const { return length_max_; }
    [[nodiscard]] Instant length_max_at() const { return length_max_at_; }

    /// Right after what happened at `instant`.
    [[nodiscard]] std::uint64_t length_at(Instant instant) const;

    /// The first instant at or after `from` at which the backlog is at most `length`; none when it
    /// never is again.
    [[nodiscard]] std::optional<Instant> first_at_most(std::uint64_t length, Instant from) const;

    /// The most and the fewest at any instant of [from, to); `from` is before `to`.
    [[nodiscard]] std::uint64_t most_in(Instant from, Instant to) const;
    [[nodiscard]] std::uint64_t least_in(Instant from, Instant to) const;

private:
    struct Level {
        Instant from;
        std::uint64_t length = 0;
    };
    std::vector<Level> levels_;  ///< By time; one an instant at which something changed.
    std::uint64_t length_max_ = 0;
    Instant length_max_at_{};
};

// From the ledgers, never from the runtime's own gauges.

/// Orders placed and not yet accepted by the seller's side or cancelled.
[[nodiscard]] Backlog orders_unheard(const Evidence&);
/// Orders accepted and not yet in Odoo, with a person, or cancelled.
[[nodiscard]] Backlog orders_unbooked(const Evidence&);
/// Orders confirmed in Odoo and not yet with the warehouse, with a person, or cancelled.
[[nodiscard]] Backlog orders_unreleased(const Evidence&);
/// Each order from its placing until it is with the warehouse, in Odoo where there are no goods to
/// send, with a person, or cancelled.
[[nodiscard]] std::vector<Wait> waits_to_release(const Evidence&);
/// Each parcel from its packing until it is labelled or cancelled.
[[nodiscard]] std::vector<Wait> waits_for_label(const Evidence&);

/// Parcels packed and not yet labelled or cancelled.
[[nodiscard]] Backlog parcels_unlabelled(const Evidence&);

}  // namespace drydock::harness
