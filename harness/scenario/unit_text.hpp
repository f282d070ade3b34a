#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/calendar.hpp"

namespace drydock::harness {

/// Values with their units as people write them, and back. Each parse takes all of `text` or gives
/// nullopt; what cannot be held exactly is no value. write(parse(x)) may differ from x in its unit,
/// parse(write(v)) == v.

/// "500ms", "2s", "1.5h", "14d"; units ns us ms s min h d.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
/// In the largest unit that is exact: 90 minutes are "90min". Below that "416.11ms".
[[nodiscard]] std::string write_duration(Duration duration);

/// "0.5%" as 5,000 millionths.
[[nodiscard]] std::optional<std::int64_t> parse_share_ppm(std::string_view text);
[[nodiscard]] std::string write_share_ppm(std::int64_t share_ppm);

/// "3x" or "0.9x" in thousandths.
[[nodiscard]] std::optional<std::int64_t> parse_factor_permille(std::string_view text);
[[nodiscard]] std::string write_factor_permille(std::int64_t factor_permille);

/// "10Mbit/s", "2MB/s", "500B/s" in bytes a second; k, M and G are powers of 1,000.
[[nodiscard]] std::optional<std::int64_t> parse_bandwidth(std::string_view text);
[[nodiscard]] std::string write_bandwidth(std::int64_t bytes_per_second);

/// As parse_date_time, and also without seconds: "2011-11-23T12:30".
[[nodiscard]] std::optional<DateTime> parse_date_text(std::string_view text);

/// A whole number, with a sign if it is negative.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace drydock::harness
