#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/calendar.hpp"
#include "harness/oracles/oracles.hpp"

namespace drydock::harness {

namespace {

/// Odoo keeps whole seconds, so what it booked may seem to be so much earlier than it was.
constexpr Duration booked_early_max = one_second;

/// What an invoice comes to at most for each unit of money without tax, in percent. Source:
/// Directive 2006/112/EC sets no upper limit; the highest standard rate of the EU is Hungary's 27
/// %.
constexpr std::int64_t with_tax_percent_max = 127;

using UnitsBySku = std::map<SkuId, std::int64_t>;  ///< Thousandths.

void add_to(UnitsBySku& units, const std::vector<MovedLine>& lines) {
    for (const MovedLine& line : lines) {
        units[line.sku] += line.quantity.thousandths;
    }
}

/// One order's parcels and deliveries in the order of time.
class Departures {
public:
    Departures(const Evidence& evidence, std::uint32_t order)
        : evidence_{evidence}, number_{evidence.index.number(order)} {
        for (const std::uint32_t position : evidence.index.parcels(order)) {
            const Parcel& parcel = evidence.books.parcels[position];
            if (parcel.shipped) {
                parcels_.push_back(&parcel);
            }
        }
        for (const std::uint32_t position : evidence.index.pickings(order)) {
            const Picking& picking = evidence.books.pickings[position];
            if (!picking.incoming) {
                deliveries_.push_back(&picking);
            }
        }
        std::ranges::stable_sort(parcels_, {}, [](const Parcel* parcel) {
            return *parcel->shipped;
        });
        std::ranges::stable_sort(deliveries_, {}, &Picking::done);
    }

    /// The most units of one product that Odoo had delivered and that were still in the warehouse.
    [[nodiscard]] std::optional<Offender> delivered_ahead() const {
        std::optional<Offender> worst;
        UnitsBySku shipped;
        UnitsBySku delivered;
        auto next = parcels_.begin();
        for (const Picking* const delivery : deliveries_) {
            for (; next != parcels_.end() && left_by(**next, delivery->done); ++next) {
                add_to(shipped, (*next)->lines);
            }
            add_to(delivered, delivery->lines);
            for (const MovedLine& line : delivery->lines) {
                const std::int64_t ahead = delivered[line.sku] - shipped[line.sku];
                if (ahead <= 0 || (worst && std::cmp_less_equal(ahead, worst->severity))) {
                    continue;
                }
                worst = Offender{
                    .key = number_,
                    .severity = static_cast<std::uint64_t>(ahead),
                    .explanation = fmt::format(
                        "{}: Odoo had delivered {} with {}, {} had left the warehouse",
                        evidence_.sku_text(line.sku),
                        thousandths_text(delivered[line.sku]),
                        delivery->name,
                        thousandths_text(shipped[line.sku])
                    )};
            }
        }
        return worst;
    }

    [[nodiscard]] bool any_left_by(Instant at) const {
        return !parcels_.empty() && left_by(*parcels_.front(), at);
    }

private:
    static bool left_by(const Parcel& parcel, Instant at) {
        return *parcel.shipped <= at + booked_early_max;
    }

    const Evidence& evidence_;
    std::string number_;
    std::vector<const Parcel*> parcels_{};
    std::vector<const Picking*> deliveries_{};
};

/// What an order's postage and other services can come to on an invoice; they may be billed at
/// once. As the channel sold them: what was cancelled since is no longer on the sale order.
std::int64_t services_thousandths(const Evidence& evidence, std::uint32_t order) {
    std::int64_t net = 0;
    if (const ChannelOrder* const sold = evidence.index.channel_order(order)) {
        for (const ChannelLine& line : sold->lines) {
            net += evidence.storable(line.sku) ? 0 : (line.price * line.ordered).thousandths;
        }
    }
    return net * with_tax_percent_max / 100;
}

/// An invoice for goods that was posted before any parcel had left.
std::optional<Offender> billed_ahead(
    const Evidence& evidence, std::uint32_t order, const Departures& departures
) {
    for (const std::uint32_t position : evidence.index.invoices(order)) {
        const Invoice& invoice = evidence.books.invoices[position];
        const bool counts = invoice.kind == InvoiceKind::invoice && invoice.posted_at &&
                            !invoice.cancelled && !departures.any_left_by(*invoice.posted_at);
        if (counts && invoice.total.thousandths > services_thousandths(evidence, order)) {
            return Offender{
                .key = std::string{evidence.index.number(order)},
                .severity = static_cast<std::uint64_t>(invoice.total.thousandths),
                .explanation = fmt::format(
                    "{} over {} was posted before anything had left the warehouse",
                    invoice.name,
                    thousandths_text(invoice.total.thousandths)
                )};
        }
    }
    return std::nullopt;
}

}  // namespace

Finding invoiced_before_shipped(const Evidence& evidence) {
    std::vector<Offender> offenders;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const Departures departures{evidence, order};
        auto offender = departures.delivered_ahead();
        if (!offender) {
            offender = billed_ahead(evidence, order, departures);
        }
        if (offender) {
            offenders.push_back(*std::move(offender));
        }
    }
    return make_finding("invoiced_before_shipped", std::move(offenders));
}

}  // namespace drydock::harness
