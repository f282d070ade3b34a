#pragma once

#include <memory>

#include "core/landscape/demand.hpp"
#include "mocks/odoo/odoo_settings.hpp"

namespace drydock::mocks::odoo {

/// The same demand with other list prices, to the cent: those of a share of the products, by their
/// codes, so that a product's price changes in every run or in none.
[[nodiscard]] std::shared_ptr<const Demand> with_changed_prices(
    const Demand& demand, const PriceChanges& changes
);

}  // namespace drydock::mocks::odoo
