#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/verdict/expectation.hpp"

namespace drydock::harness {

/// "==", "<=" and the like.
[[nodiscard]] std::optional<Comparison> comparison_of(std::string_view text);

/// In thousandths: "max" is 1000, "p95" 950, "p99.9" 999.
[[nodiscard]] std::optional<std::uint32_t> quantile_of(std::string_view text);

struct Bound {
    BoundUnit unit = BoundUnit::count;
    std::int64_t value = 0;
};
/// "0", "0.125%", "10min".
[[nodiscard]] std::optional<Bound> bound_of(std::string_view text);

/// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace drydock::harness
