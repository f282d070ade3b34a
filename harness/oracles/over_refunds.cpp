#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/refunds.hpp"

namespace drydock::harness {

Finding over_refunds(const Evidence& evidence) {
    std::vector<Offender> offenders;
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr || sold->refunded.thousandths <= 0) {
            continue;
        }
        Money most = sold->captured;
        // What is due is known only once an order has come to its end in every system.
        if (evidence.settled && !evidence.index.owned_open(order)) {
            most = refund_due(*sold, rows.of(order)).maximum;
        }
        if (sold->refunded > most) {
            offenders.push_back(
                {sold->number,
                 static_cast<std::uint64_t>((sold->refunded - most).thousandths),
                 fmt::format(
                     "{} captured, {} to be given back, {} refunded",
                     thousandths_text(sold->captured.thousandths),
                     thousandths_text(most.thousandths),
                     thousandths_text(sold->refunded.thousandths)
                 )}
            );
        }
    }
    return make_finding("over_refunds", std::move(offenders));
}

}  // namespace drydock::harness
