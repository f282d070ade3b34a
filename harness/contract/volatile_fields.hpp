#pragma once

#include <cstdint>
#include <string_view>

namespace drydock::harness::contract {

/// How the value of a field is compared. Declared by field, never by case.
enum class Comparison : std::uint8_t {
    exact,      ///< As it stands, after ids and numbers are bound.
    moment,     ///< A datetime that the server wrote down: kind, format, and "now" stays "now".
    kind_only,  ///< Differs between any two servers: only its kind is compared.
    traceback,  ///< Starts as a traceback and ends with the same exception line.
};

/// Source: recordings of 18.0 read twice, and what Odoo draws at random or reads off a clock.
[[nodiscard]] Comparison comparison_of(std::string_view field);

/// Likewise for a response header, by its name in lower case. Date and Content-Length say nothing
/// about the answer.
enum class HeaderComparison : std::uint8_t { exact, cookie, ignored };
[[nodiscard]] HeaderComparison header_comparison_of(std::string_view lower_name);

}  // namespace drydock::harness::contract
