#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/expected.hpp"

namespace drydock::harness {

/// Splits one line of a CSV (RFC 4180, without line breaks inside quotes). The fields are views of
/// `line`, or of `unquoted` where quotes were doubled. False when a quote is not closed.
[[nodiscard]] bool split_csv(
    std::string_view line, std::vector<std::string_view>& fields, std::string& unquoted
);

/// Positions of the named columns in a header; the error is the name of the one that is missing.
template <std::size_t count>
[[nodiscard]] expected<std::array<std::size_t, count>, std::string_view> find_columns(
    const std::vector<std::string_view>& header, const std::array<std::string_view, count>& names
) {
    std::array<std::size_t, count> positions{};
    for (std::size_t index = 0; index < count; ++index) {
        const auto found = std::ranges::find(header, names[index]);
        if (found == header.end()) {
            return unexpected{names[index]};
        }
        positions[index] = static_cast<std::size_t>(found - header.begin());
    }
    return positions;
}

/// A whole number with an optional sign, all of `text`; nullopt otherwise or out of range.
[[nodiscard]] std::optional<std::int32_t> parse_whole(std::string_view text);

/// "12.5" as 12,500: a decimal number in thousandths. More than three decimals are rounded half
/// away from zero. Nullopt for anything else or out of the range of 32 bits.
[[nodiscard]] std::optional<std::int32_t> parse_thousandths(std::string_view text);

}  // namespace drydock::harness
