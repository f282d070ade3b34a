#include <algorithm>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

Finding live_after_cancel(const Evidence& evidence) {
    if (!evidence.settled) {
        return not_applicable("live_after_cancel");
    }
    std::vector<Offender> offenders;
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr || sold->cancels.empty() || evidence.index.owned_open(order)) {
            continue;
        }
        Offender offender;
        for (const SkuRow& row : rows.of(order)) {
            const std::int64_t beyond = row.sale_ordered - (row.ordered - row.cancelled);
            if (row.cancelled == 0 || beyond <= 0) {
                continue;
            }
            offender.severity += static_cast<std::uint64_t>(beyond);
            offender.key = sold->number;
            offender.explanation = fmt::format(
                "{}: {} confirmed as cancelled, and Odoo still sells {} of {}",
                evidence.sku_text(row.sku),
                thousandths_text(row.cancelled),
                thousandths_text(row.sale_ordered),
                thousandths_text(row.ordered)
            );
        }
        if (offender.severity > 0) {
            offenders.push_back(std::move(offender));
        }
    }
    return make_finding("live_after_cancel", std::move(offenders));
}

}  // namespace drydock::harness
