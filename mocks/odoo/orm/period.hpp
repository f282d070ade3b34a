#pragma once

#include <string>
#include <string_view>

#include "core/calendar.hpp"

namespace drydock::mocks::odoo {

/// What a date is grouped to.
enum class Granularity : std::uint8_t { hour, day, week, month, quarter, year };

/// The one named, or month for an empty or unknown name, which is Odoo's own choice.
[[nodiscard]] Granularity granularity_of(std::string_view name);

/// The first instant of the period that `when` is in, and of the next.
[[nodiscard]] DateTime period_start(DateTime when, Granularity granularity);
[[nodiscard]] DateTime period_end(DateTime start, Granularity granularity);

/// "November 2026", "W47 2026", "Q4 2026", "21 Nov 2026".
/// Source: Odoo 18.0, odoo/models.py, READ_GROUP_DISPLAY_FORMAT, in English.
[[nodiscard]] std::string period_label(DateTime start, Granularity granularity);

}  // namespace drydock::mocks::odoo
