#include "integration/operations/natural_keys.hpp"

#include <fmt/format.h>

namespace drydock::integration {

std::string partner_reference(const Order& order) {
    return order.customer == 0 ? fmt::format("GUEST {}", order.country)
                               : fmt::format("C{}", order.customer);
}

}  // namespace drydock::integration
