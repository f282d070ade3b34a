#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "integration/model/order.hpp"

namespace drydock::integration {

/// Who has to act when a message names what Odoo's catalogue does not have.
inline constexpr std::string_view owner_catalogue = "catalogue";

/// Whole units of a quantity as written; 0 when it is none that an order line can have.
[[nodiscard]] std::int32_t units_of(Value number);
[[nodiscard]] std::int32_t units_of(std::int64_t units);

/// Lines that name an order's lines, numbered from 1; those without number or units are left out.
[[nodiscard]] std::vector<LineUnits> read_units(Value lines, Key id, Key quantity);

}  // namespace drydock::integration
