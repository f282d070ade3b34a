#include "mocks/wms/working_hours.hpp"

#include "core/check.hpp"

namespace drydock::mocks::wms {

WorkingHours::WorkingHours(const WmsSettings& settings)
    : calendar_{settings.calendar},
      opens_{settings.opens},
      closes_{settings.closes},
      cut_off_{settings.cut_off},
      wave_interval_{settings.wave_interval},
      collection_interval_{settings.collection_interval} {
    DRYDOCK_CHECK(Duration::zero() <= opens_ && opens_ < cut_off_);
    DRYDOCK_CHECK(cut_off_ <= closes_ && closes_ <= one_day);
    DRYDOCK_CHECK(wave_interval_ > Duration::zero());
}

bool WorkingHours::works_on(Instant instant) const {
    return calendar_.weekday_of(instant) < Weekday::saturday;
}

bool WorkingHours::open_at(Instant instant) const {
    const Duration time = calendar_.time_of_day(instant);
    return works_on(instant) && opens_ <= time && time < closes_;
}

Instant WorkingHours::next_at(Duration time_of_day, Instant instant) const {
    Instant midnight = calendar_.midnight_before(instant);
    // Four rounds at most: from Friday after that time of day to Monday.
    while (!works_on(midnight) || midnight + time_of_day <= instant) {
        midnight += one_day;
    }
    return midnight + time_of_day;
}

Instant WorkingHours::next_opening(Instant instant) const {
    return next_at(opens_, instant);
}

/// Of today, after opening and before the cut-off.
std::optional<Instant> WorkingHours::next_multiple(Duration interval, Instant instant) const {
    const Instant midnight = calendar_.midnight_before(instant);
    const Duration since_opening = instant - (midnight + opens_);
    if (!works_on(instant) || since_opening < Duration::zero()) {
        return std::nullopt;
    }
    const Duration next = opens_ + (since_opening / interval + 1) * interval;
    return next < cut_off_ ? std::optional{midnight + next} : std::nullopt;
}

Instant WorkingHours::next_collection(Instant instant) const {
    std::optional<Instant> extra;
    if (collection_interval_ > Duration::zero()) {
        extra = next_multiple(collection_interval_, instant);
    }
    return extra ? *extra : next_at(cut_off_, instant);
}

Instant WorkingHours::next_wave(Instant instant) const {
    const auto wave = next_multiple(wave_interval_, instant);
    return wave ? *wave : next_opening(instant);
}

Instant WorkingHours::cut_off_on_day_of(Instant instant) const {
    return calendar_.midnight_before(instant) + cut_off_;
}

}  // namespace drydock::mocks::wms
