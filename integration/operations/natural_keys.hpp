#pragma once

#include <string>

#include "integration/model/order.hpp"

namespace drydock::integration {

/// The `ref` of the res.partner that an order's customer is: one a customer number, one a country
/// for guests.
[[nodiscard]] std::string partner_reference(const Order& order);

}  // namespace drydock::integration
