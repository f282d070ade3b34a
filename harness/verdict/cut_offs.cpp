#include "harness/verdict/cut_offs.hpp"

#include <algorithm>

namespace drydock::harness {

Instant cut_off_for(Instant packed, const CutOffRule& rule) {
    Instant midnight = rule.calendar.midnight_before(packed);
    // Four rounds at most: from Friday after the cut-off to Monday.
    while (rule.calendar.weekday_of(midnight) >= Weekday::saturday ||
           midnight + rule.cut_off < packed + rule.margin) {
        midnight += one_day;
    }
    return midnight + rule.cut_off;
}

std::uint64_t missed_cut_offs(
    const std::vector<Parcel>& parcels, const CutOffRule& rule, Instant end
) {
    return static_cast<std::uint64_t>(std::ranges::count_if(parcels, [&](const Parcel& parcel) {
        const Instant latest = cut_off_for(parcel.packed, rule) + rule.collection_window;
        return !parcel.cancelled && parcel.shipped.value_or(end) > latest;
    }));
}

}  // namespace drydock::harness
