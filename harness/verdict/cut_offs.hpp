#pragma once

#include <vector>

#include "core/calendar.hpp"
#include "harness/oracles/evidence.hpp"

namespace drydock::harness {

/// When parcels have to be ready, and when they must have left. The carrier collects Monday to
/// Friday.
struct CutOffRule {
    Calendar calendar = Calendar{};
    Duration cut_off = 17 * one_hour;  ///< Time of day.
    /// A parcel packed this long before the cut-off makes it, or that cut-off is missed.
    /// Assumption: time to buy a label and stick it on, ten times over.
    Duration margin = 30 * one_minute;
    /// How long after the cut-off the van may still wait.
    Duration collection_window = 45 * one_minute;
};

/// The first cut-off that a parcel packed at `packed` is in time for.
[[nodiscard]] Instant cut_off_for(Instant packed, const CutOffRule& rule);

/// Parcels that left after the collection for which they were in time, or not at all by `end`.
/// Cancelled ones are left out.
[[nodiscard]] std::uint64_t missed_cut_offs(
    const std::vector<Parcel>& parcels, const CutOffRule& rule, Instant end
);

}  // namespace drydock::harness
