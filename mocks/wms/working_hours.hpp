#pragma once

#include <optional>

#include "core/calendar.hpp"
#include "mocks/wms/wms_settings.hpp"

namespace drydock::mocks::wms {

/// When a warehouse works: Monday to Friday, between two times of day, without holidays.
class WorkingHours {
public:
    /// 0 <= opens < cut_off <= closes <= one day, and wave_interval above zero.
    explicit WorkingHours(const WmsSettings& settings);

    [[nodiscard]] bool open_at(Instant instant) const;
    /// The next of its kind after `instant`, never `instant` itself.
    [[nodiscard]] Instant next_opening(Instant instant) const;
    [[nodiscard]] Instant next_wave(Instant instant) const;
    [[nodiscard]] Instant next_collection(Instant instant) const;
    /// The cut-off on the date of `instant`, whether or not it is a working day.
    [[nodiscard]] Instant cut_off_on_day_of(Instant instant) const;

private:
    [[nodiscard]] bool works_on(Instant instant) const;
    [[nodiscard]] Instant next_at(Duration time_of_day, Instant instant) const;
    [[nodiscard]] std::optional<Instant> next_multiple(Duration interval, Instant instant) const;

    Calendar calendar_;
    Duration opens_;
    Duration closes_;
    Duration cut_off_;
    Duration wave_interval_;
    Duration collection_interval_;
};

}  // namespace drydock::mocks::wms
