#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace drydock::harness::contract {

/// Seconds since 1970-01-01 00:00:00 UTC.
using UnixSeconds = std::int64_t;

/// "Sat, 21 Nov 2026 02:23:59 GMT". Source: RFC 9110, 5.6.7, IMF-fixdate.
[[nodiscard]] std::optional<UnixSeconds> parse_http_date(std::string_view text);

/// "2026-11-21 02:25:22", as Odoo writes a datetime; nothing else.
[[nodiscard]] std::optional<UnixSeconds> parse_odoo_datetime(std::string_view text);

/// "2026-11-21", as Odoo writes a date; nothing else. Days since 1970-01-01.
[[nodiscard]] std::optional<std::int64_t> parse_odoo_date(std::string_view text);

/// When an exchange took place: by the clock of the recorded server, and of the one asked now.
struct ExchangeTimes {
    UnixSeconds recorded = 0;
    UnixSeconds own = 0;
};

/// A day that is as far from the one today as the other from the other, or the same day.
[[nodiscard]] bool same_day(
    std::string_view recorded, std::string_view own, const ExchangeTimes& times
);

/// Two moments that the server wrote down by itself: they agree unless the recorded one was "now"
/// and the other is not.
[[nodiscard]] bool same_moment(UnixSeconds recorded, UnixSeconds own, const ExchangeTimes& times);

}  // namespace drydock::harness::contract
