#include "harness/season/stages.hpp"

#include <algorithm>
#include <utility>

namespace drydock::harness {

namespace {

using Instants = std::vector<Instant>;

void keep_first(std::optional<Instant>& first, std::optional<Instant> at) {
    if (at && (!first || *at < *first)) {
        first = at;
    }
}

/// What ends the waiting: the deed itself, or that nobody waits for it any more.
StageWait wait(
    std::uint32_t order, Instant from, std::optional<Instant> deed, std::optional<Instant> off
) {
    const bool done = deed && (!off || *deed <= *off);
    return {.order = order, .from = from, .to = done ? deed : off, .done = done};
}

template <class Positions, class InstantOf>
std::optional<Instant> first_of(Positions positions, InstantOf instant_of) {
    std::optional<Instant> first;
    for (const std::uint32_t position : positions) {
        keep_first(first, instant_of(position));
    }
    return first;
}

std::optional<Instant> booked(const Evidence& evidence, std::uint32_t order) {
    return first_of(evidence.index.sale_orders(order), [&](std::uint32_t at) {
        return std::optional{evidence.books.sale_orders[at].created};
    });
}

std::optional<Instant> confirmed(const Evidence& evidence, std::uint32_t order) {
    return first_of(evidence.index.sale_orders(order), [&](std::uint32_t at) {
        return evidence.books.sale_orders[at].confirmed;
    });
}

std::optional<Instant> received(const Evidence& evidence, std::uint32_t order) {
    return first_of(evidence.index.warehouse_orders(order), [&](std::uint32_t at) {
        return std::optional{evidence.books.warehouse_orders[at].received};
    });
}

std::optional<Instant> packed(const Evidence& evidence, std::uint32_t order) {
    return first_of(evidence.index.parcels(order), [&](std::uint32_t at) {
        return std::optional{evidence.books.parcels[at].packed};
    });
}

bool has_goods(const Evidence& evidence, const ChannelOrder& sold) {
    return std::ranges::any_of(sold.lines, [&](const ChannelLine& line) {
        return evidence.storable(line.sku);
    });
}

/// The wait of one order in a stage that an order passes once; none when it never came there.
std::optional<StageWait> wait_of_order(
    const Evidence& evidence, Stage stage, std::uint32_t order, const ChannelOrder& sold
) {
    std::optional<Instant> from;
    std::optional<Instant> deed;
    switch (stage) {
        case Stage::accept:
            from = sold.placed;
            deed = sold.accepted;
            break;
        case Stage::book:
            from = sold.accepted;
            deed = booked(evidence, order);
            break;
        case Stage::confirm:
            from = booked(evidence, order);
            deed = confirmed(evidence, order);
            break;
        case Stage::release:
            from = has_goods(evidence, sold) ? confirmed(evidence, order) : std::nullopt;
            deed = received(evidence, order);
            break;
        default:
            from = received(evidence, order);
            deed = packed(evidence, order);
            break;
    }
    std::optional<Instant> off = taken_off(evidence, order);
    if (stage == Stage::pack) {
        for (const std::uint32_t at : evidence.index.warehouse_orders(order)) {
            keep_first(off, evidence.books.warehouse_orders[at].cancelled);
        }
    }
    return from ? std::optional{wait(order, *from, deed, off)} : std::nullopt;
}

void add_parcels(
    const Evidence& evidence, Stage stage, std::uint32_t order, std::vector<StageWait>& waits
) {
    for (const std::uint32_t at : evidence.index.parcels(order)) {
        const Parcel& parcel = evidence.books.parcels[at];
        if (stage == Stage::label) {
            std::optional<Instant> labelled = parcel.labelled;
            keep_first(labelled, parcel.shipped);
            waits.push_back(wait(order, parcel.packed, labelled, parcel.cancelled));
        } else if (parcel.labelled) {
            waits.push_back(wait(order, *parcel.labelled, parcel.shipped, parcel.cancelled));
        }
    }
}

/// The n-th parcel is held against the n-th invoice: neither ledger names the other's documents.
void add_invoices(const Evidence& evidence, std::uint32_t order, std::vector<StageWait>& waits) {
    Instants shipped;
    Instants posted;
    for (const std::uint32_t at : evidence.index.parcels(order)) {
        if (const auto shipment = evidence.books.parcels[at].shipped) {
            shipped.push_back(*shipment);
        }
    }
    for (const std::uint32_t at : evidence.index.invoices(order)) {
        const Invoice& invoice = evidence.books.invoices[at];
        if (invoice.kind == InvoiceKind::invoice && invoice.posted_at) {
            posted.push_back(*invoice.posted_at);
        }
    }
    std::ranges::sort(shipped);
    std::ranges::sort(posted);
    for (std::size_t index = 0; index < shipped.size(); ++index) {
        const std::optional<Instant> deed =
            index < posted.size() ? std::optional{std::max(posted[index], shipped[index])}
                                  : std::nullopt;
        waits.push_back(wait(order, shipped[index], deed, std::nullopt));
    }
}

}  // namespace

std::optional<Instant> taken_off(const Evidence& evidence, std::uint32_t order) {
    std::optional<Instant> first;
    for (const std::uint32_t at : evidence.index.exceptions(order)) {
        keep_first(first, evidence.books.exceptions[at].opened);
    }
    if (const ChannelOrder* const sold = evidence.index.channel_order(order)) {
        for (const ChannelCancel& cancel : sold->cancels) {
            if (cancel.whole_order && cancel.answer == CancelAnswer::confirmed) {
                keep_first(first, cancel.answered);
            }
        }
    }
    return first;
}

std::vector<StageWait> waits_of(const Evidence& evidence, Stage stage) {
    std::vector<StageWait> waits;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        if (stage == Stage::label || stage == Stage::ship) {
            add_parcels(evidence, stage, order, waits);
        } else if (stage == Stage::invoice) {
            add_invoices(evidence, order, waits);
        } else if (const ChannelOrder* const sold = evidence.index.channel_order(order)) {
            if (const auto one = wait_of_order(evidence, stage, order, *sold)) {
                waits.push_back(*one);
            }
        }
    }
    return waits;
}

std::vector<std::int64_t> levels_over(const Axis& axis, const std::vector<StageWait>& waits) {
    std::vector<std::pair<Instant, std::int64_t>> changes;
    for (const StageWait& wait : waits) {
        if (!wait.to || *wait.to > wait.from) {
            changes.emplace_back(wait.from, 1);
            if (wait.to) {
                changes.emplace_back(*wait.to, -1);
            }
        }
    }
    std::ranges::sort(changes);  // At one instant, who leaves goes first.
    std::vector<std::int64_t> levels(axis.points, 0);
    std::int64_t level = 0;
    std::size_t next = 0;
    for (std::size_t index = 0; index < axis.points; ++index) {
        levels[index] = level;
        while (next < changes.size() && axis.index_of(changes[next].first) == index) {
            level += changes[next].second;
            levels[index] = std::max(levels[index], level);
            ++next;
        }
    }
    return levels;
}

}  // namespace drydock::harness
