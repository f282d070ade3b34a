#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

namespace {

/// When the customer was first told that the whole order is cancelled.
std::optional<Instant> cancelled_at(const ChannelOrder& sold) {
    std::optional<Instant> first;
    for (const ChannelCancel& cancel : sold.cancels) {
        if (cancel.whole_order && cancel.answer == CancelAnswer::confirmed && cancel.answered &&
            (!first || *cancel.answered < *first)) {
            first = cancel.answered;
        }
    }
    return first;
}

std::optional<Offender> whole_order(
    const Evidence& evidence, std::uint32_t order, const ChannelOrder& sold
) {
    const auto cancelled = cancelled_at(sold);
    if (!cancelled) {
        return std::nullopt;
    }
    std::uint64_t later = 0;
    std::string parcel_number;
    for (const std::uint32_t position : evidence.index.parcels(order)) {
        const Parcel& parcel = evidence.books.parcels[position];
        if (parcel.shipped && *parcel.shipped > *cancelled) {
            ++later;
            parcel_number = parcel.number;
        }
    }
    if (later == 0) {
        return std::nullopt;
    }
    return Offender{
        sold.number,
        later * 1'000'000,
        fmt::format("parcel {} left after the order's cancellation was confirmed", parcel_number)};
}

/// Units both cancelled and shipped: whichever came first, the customer was told a wrong thing.
std::optional<Offender> some_units(
    const Evidence& evidence, const std::vector<SkuRow>& rows, const ChannelOrder& sold
) {
    Offender offender;
    for (const SkuRow& row : rows) {
        const std::int64_t both = row.cancelled + std::min(row.shipped, row.ordered) - row.ordered;
        if (row.cancelled == 0 || both <= 0) {
            continue;
        }
        offender.severity += static_cast<std::uint64_t>(both);
        if (offender.explanation.empty()) {
            offender.key = sold.number;
            offender.explanation = fmt::format(
                "{}: {} ordered, {} confirmed as cancelled, {} shipped",
                evidence.sku_text(row.sku),
                thousandths_text(row.ordered),
                thousandths_text(row.cancelled),
                thousandths_text(row.shipped)
            );
        }
    }
    return offender.severity == 0 ? std::nullopt : std::optional{std::move(offender)};
}

}  // namespace

Finding shipped_after_cancel(const Evidence& evidence) {
    std::vector<Offender> offenders;
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr || sold->cancels.empty()) {
            continue;
        }
        auto offender = whole_order(evidence, order, *sold);
        if (!offender) {
            offender = some_units(evidence, rows.of(order), *sold);
        }
        if (offender) {
            offenders.push_back(*std::move(offender));
        }
    }
    return make_finding("shipped_after_cancel", std::move(offenders));
}

}  // namespace drydock::harness
