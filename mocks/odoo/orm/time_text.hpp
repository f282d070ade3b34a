#pragma once

#include <string_view>

#include "core/calendar.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo {

/// A date or date and time as Odoo's fields read it, or the ValueError of Python's strptime.
///
/// A date looks at the first ten characters only; a datetime cuts its format to the text's length,
/// so that "2026-11-21" alone is midnight, and takes neither "T" nor "Z".
/// Source: Odoo 18.0, odoo/fields.py, Date.to_date and Datetime.to_datetime; recordings b070, b071.
[[nodiscard]] expected<DateTime, Error> parse_odoo_date(std::string_view text);
[[nodiscard]] expected<DateTime, Error> parse_odoo_datetime(std::string_view text);

}  // namespace drydock::mocks::odoo
