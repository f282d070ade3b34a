#pragma once

#include <string>
#include <string_view>

#include "core/books.hpp"
#include "core/landscape/demand.hpp"
#include "harness/oracles/order_index.hpp"

namespace drydock::harness {

/// All that oracles and business figures look at. Refers to books and demand, which must outlive
/// it.
struct Evidence {
    const Books& books;
    const Demand& demand;
    OrderIndex index;
    SystemId odoo;
    SystemId wms;
    /// The run went on until nothing was left to happen, or as long as the scenario grants for
    /// that. False for a run that was stopped: rules about the end say nothing then.
    bool settled = true;

    /// "SKU 85123A"; a SKU that is no product of the demand is "an unknown SKU".
    [[nodiscard]] std::string sku_text(SkuId sku) const;
    /// Everything but postage, fees and the like; unknown SKUs, too.
    [[nodiscard]] bool storable(SkuId sku) const;
};

/// "12" or "12.5": thousandths without trailing zeros.
[[nodiscard]] std::string thousandths_text(std::int64_t thousandths);

}  // namespace drydock::harness
