#include "harness/verdict/figures.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "harness/oracles/backlog.hpp"
#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

namespace {

void count_orders(const Evidence& evidence, Figures& figures) {
    figures.orders = evidence.books.channel_orders.size();
    figures.orders_unplaced = evidence.books.orders_unplaced;
    figures.lines_unplaced = evidence.books.lines_unplaced;
    for (const ChannelOrder& sold : evidence.books.channel_orders) {
        figures.lines += sold.lines.size();
        figures.orders_accepted += sold.accepted ? 1U : 0U;
    }
}

void count_exceptions(const Evidence& evidence, Figures& figures) {
    std::map<std::string_view, std::uint64_t> by_owner;
    for (const OwnedException& exception : evidence.books.exceptions) {
        ++by_owner[exception.owner];
        figures.exceptions_open += exception.closed ? 0U : 1U;
    }
    figures.exceptions = evidence.books.exceptions.size();
    for (const auto& [owner, count] : by_owner) {
        figures.exceptions_by_owner.push_back({std::string{owner}, count});
    }
}

void count_violations(const Books& books, Figures& figures) {
    for (const ViolationCount& counted : books.violation_counts) {
        ViolationFigure& figure = figures.violations_by_kind.emplace_back();
        figure.system = counted.system.value;
        figure.kind = counted.kind;
        figure.count = counted.count;
        figures.violations += counted.count;
        for (const Violation& violation : books.violations) {
            if (violation.system == counted.system && violation.kind == counted.kind &&
                figure.examples.size() < violation_examples_max) {
                figure.examples.emplace_back(violation.at, violation.what);
            }
        }
    }
}

void count_goods(const Evidence& evidence, Figures& figures) {
    SkuRows rows{evidence};
    std::int64_t oversold_thousandths = 0;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const auto shipped =
            std::ranges::count_if(evidence.index.parcels(order), [&](std::uint32_t position) {
                return evidence.books.parcels[position].shipped.has_value();
            });
        figures.parcels += static_cast<std::uint64_t>(shipped);
        figures.backordered_orders += shipped > 1 ? 1U : 0U;
        if (evidence.index.warehouse_orders(order).empty()) {
            continue;
        }
        for (const SkuRow& row : rows.of(order)) {
            // What the customer took back before the release never came to the warehouse.
            const std::int64_t wish = row.cancelled - (row.ordered - row.released);
            oversold_thousandths += std::max<std::int64_t>(
                row.warehouse_cancelled - std::max<std::int64_t>(wish, 0), 0
            );
        }
    }
    figures.oversold_units = static_cast<std::uint64_t>(oversold_thousandths / 1'000);
}

using Samples = std::vector<Duration>;

/// From the placing of each order to the first of its entries in another ledger.
template <class EntriesOf, class InstantOf>
Samples from_placing(const Evidence& evidence, EntriesOf entries_of, InstantOf instant_of) {
    Samples samples;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr) {
            continue;
        }
        std::optional<Instant> first;
        for (const std::uint32_t position : entries_of(order)) {
            const Instant at = instant_of(position);
            first = first ? std::min(*first, at) : at;
        }
        if (first) {
            samples.push_back(*first - sold->placed);
        }
    }
    return samples;
}

/// An order's first invoice is held against its first parcel, its second against its second:
/// neither ledger names the other's documents. A parcel without invoice is left to the oracles.
Samples ship_to_invoice(const Evidence& evidence) {
    Samples samples;
    std::vector<Instant> shipped;
    std::vector<Instant> posted;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        shipped.clear();
        posted.clear();
        for (const std::uint32_t position : evidence.index.parcels(order)) {
            if (const auto at = evidence.books.parcels[position].shipped) {
                shipped.push_back(*at);
            }
        }
        for (const std::uint32_t position : evidence.index.invoices(order)) {
            const Invoice& invoice = evidence.books.invoices[position];
            if (invoice.kind == InvoiceKind::invoice && invoice.posted && invoice.posted_at) {
                posted.push_back(*invoice.posted_at);
            }
        }
        std::ranges::sort(shipped);
        std::ranges::sort(posted);
        for (std::size_t index = 0; index < std::min(shipped.size(), posted.size()); ++index) {
            samples.push_back(std::max(posted[index] - shipped[index], Duration::zero()));
        }
    }
    return samples;
}

/// How long a channel went on showing what another had sold. Orders that never came to the
/// warehouse may not have taken any stock; they are left out. A channel that is never told again is
/// stale to the end.
Samples stock_staleness(const Evidence& evidence, Instant end) {
    std::map<SystemId, std::vector<Instant>> told;
    for (const StockPublication& publication : evidence.books.stock_publications) {
        told[publication.channel].push_back(publication.at);
    }
    for (auto& [channel, instants] : told) {
        std::ranges::sort(instants);
    }
    Samples samples;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr || !sold->accepted || evidence.index.warehouse_orders(order).empty()) {
            continue;
        }
        for (const auto& [channel, instants] : told) {
            if (channel != sold->channel) {
                const auto next = std::ranges::lower_bound(instants, *sold->accepted);
                samples.push_back((next == instants.end() ? end : *next) - *sold->accepted);
            }
        }
    }
    return samples;
}

}  // namespace

Figures figures_of(const Evidence& evidence, const CutOffRule& rule, Instant end) {
    Figures figures;
    count_orders(evidence, figures);
    count_exceptions(evidence, figures);
    count_goods(evidence, figures);
    count_violations(evidence.books, figures);
    figures.missed_cut_offs = missed_cut_offs(evidence.books.parcels, rule, end);
    const Backlog queue = orders_unbooked(evidence);
    figures.queue_length_max = queue.length_max();
    figures.queue_length_max_at = queue.length_max_at();
    const auto add = [&](std::size_t name, Samples samples) {
        figures.distributions.emplace_back(
            std::string{distribution_names[name]}, std::move(samples)
        );
    };
    add(0,
        from_placing(
            evidence,
            [&](std::uint32_t order) { return evidence.index.sale_orders(order); },
            [&](std::uint32_t at) { return evidence.books.sale_orders[at].created; }
        ));
    add(1,
        from_placing(
            evidence,
            [&](std::uint32_t order) { return evidence.index.warehouse_orders(order); },
            [&](std::uint32_t at) { return evidence.books.warehouse_orders[at].received; }
        ));
    add(2, ship_to_invoice(evidence));
    add(3, stock_staleness(evidence, end));
    return figures;
}

}  // namespace drydock::harness
