#include <algorithm>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

Finding overshipped_lines(const Evidence& evidence) {
    std::vector<Offender> offenders;
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const bool sold = evidence.index.channel_order(order) != nullptr;
        for (const SkuRow& row : rows.of(order)) {
            // An order that no channel knows is held to what the warehouse was asked for.
            const std::int64_t ordered = sold ? row.ordered : row.released;
            const std::int64_t most = std::max(row.shipped, row.delivered);
            if (most <= ordered || !row.storable) {
                continue;
            }
            offenders.push_back(
                {std::string{evidence.index.number(order)},
                 static_cast<std::uint64_t>(most - ordered),
                 fmt::format(
                     "{}: {} ordered, {} shipped, {} delivered in Odoo",
                     evidence.sku_text(row.sku),
                     thousandths_text(ordered),
                     thousandths_text(row.shipped),
                     thousandths_text(row.delivered)
                 )}
            );
        }
    }
    return make_finding("overshipped_lines", std::move(offenders));
}

}  // namespace drydock::harness
