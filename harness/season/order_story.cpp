#include "harness/season/order_story.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace drydock::harness {

namespace {

constexpr std::array<std::string_view, 5> milestone_texts{
    "nothing", "shipped", "in transit", "out for delivery", "delivered"};

/// Collects the events of one order.
class Tale {
public:
    Tale(const StoryTeller& teller, std::uint32_t order) : teller_{teller}, order_{order} {}

    std::vector<StoryEvent> finish() {
        std::ranges::stable_sort(events_, {}, &StoryEvent::at);
        if (events_.size() > story_events_max) {
            events_.resize(story_events_max);
        }
        return std::move(events_);
    }
    void channel();
    /// What the channel shows of what others did, so that at one instant it comes after them.
    void customer();
    void odoo();
    void warehouse();
    void exceptions();

private:
    [[nodiscard]] const Books& books() const { return teller_.evidence.books; }
    [[nodiscard]] const OrderIndex& index() const { return teller_.evidence.index; }
    void add(std::optional<Instant> at, SystemId system, std::string text, bool bad = false) {
        if (at) {
            events_.push_back({*at, teller_.systems.at(system.value), std::move(text), bad});
        }
    }
    void labels(const Parcel& parcel);

    const StoryTeller& teller_;
    std::uint32_t order_;
    std::vector<StoryEvent> events_;
};

void Tale::channel() {
    const ChannelOrder* const sold = index().channel_order(order_);
    if (sold == nullptr) {
        return;
    }
    const std::size_t lines = sold->lines.size();
    add(sold->placed,
        sold->channel,
        fmt::format("the customer orders {} line{}", lines, lines == 1 ? "" : "s"));
    add(sold->accepted, teller_.runtime, "accepts the order: it is the seller's from here on");
    for (const ChannelCancel& cancel : sold->cancels) {
        add(cancel.requested, sold->channel, fmt::format("cancellation {} asked for", cancel.number)
        );
        add(cancel.answered,
            sold->channel,
            fmt::format(
                "cancellation {} {}",
                cancel.number,
                cancel.answer == CancelAnswer::confirmed ? "confirmed" : "denied"
            ));
    }
}

void Tale::customer() {
    const ChannelOrder* const sold = index().channel_order(order_);
    if (sold == nullptr) {
        return;
    }
    for (const ChannelFulfilment& fulfilment : sold->fulfilments) {
        add(fulfilment.at, sold->channel, fmt::format("is told of parcel {}", fulfilment.reference)
        );
        for (const auto& [milestone, at] : fulfilment.milestones) {
            add(at,
                sold->channel,
                fmt::format(
                    "shows parcel {} as {}",
                    fulfilment.reference,
                    milestone_texts.at(static_cast<std::size_t>(milestone))
                ));
        }
    }
}

void Tale::odoo() {
    const SystemId odoo = teller_.evidence.odoo;
    const bool doubled = index().sale_orders(order_).size() > 1;
    for (const std::uint32_t at : index().sale_orders(order_)) {
        const SaleOrder& sale = books().sale_orders[at];
        add(sale.created, odoo, fmt::format("sale order {} is created", sale.name), doubled);
        add(sale.confirmed, odoo, fmt::format("sale order {} is confirmed", sale.name));
    }
    for (const std::uint32_t at : index().pickings(order_)) {
        const Picking& picking = books().pickings[at];
        add(picking.done,
            odoo,
            fmt::format("{} {} is done", picking.incoming ? "return" : "delivery", picking.name));
    }
    for (const std::uint32_t at : index().invoices(order_)) {
        const Invoice& invoice = books().invoices[at];
        add(invoice.posted_at,
            odoo,
            fmt::format(
                "{} {} is posted",
                invoice.kind == InvoiceKind::invoice ? "invoice" : "credit note",
                invoice.name
            ));
    }
}

void Tale::warehouse() {
    const SystemId wms = teller_.evidence.wms;
    const bool doubled = index().warehouse_orders(order_).size() > 1;
    for (const std::uint32_t at : index().warehouse_orders(order_)) {
        const WarehouseOrder& order = books().warehouse_orders[at];
        add(order.received, wms, "receives the order for picking", doubled);
        add(order.cancelled, wms, "cancels the order");
    }
    for (const std::uint32_t at : index().parcels(order_)) {
        const Parcel& parcel = books().parcels[at];
        add(parcel.packed, wms, fmt::format("parcel {} is packed", parcel.number));
        labels(parcel);
        add(parcel.labelled, wms, fmt::format("parcel {} gets its label", parcel.number));
        add(parcel.shipped, wms, fmt::format("parcel {} is collected", parcel.number));
        add(parcel.cancelled, wms, fmt::format("parcel {} is cancelled", parcel.number));
    }
}

void Tale::labels(const Parcel& parcel) {
    bool another = false;
    for (const Label& label : books().labels) {
        if (label.parcel == parcel.number) {
            add(label.bought,
                teller_.carrier,
                fmt::format("label {} is bought", label.tracking),
                another);
            add(label.voided, teller_.carrier, fmt::format("label {} is void", label.tracking));
            add(label.delivered, teller_.carrier, fmt::format("label {}: delivered", label.tracking)
            );
            another = another || !label.voided;
        }
    }
}

void Tale::exceptions() {
    for (const std::uint32_t at : index().exceptions(order_)) {
        const OwnedException& exception = books().exceptions[at];
        add(exception.opened,
            teller_.runtime,
            fmt::format(
                "cannot go on with \"{}\": {}; {} is to act",
                exception.stage,
                exception.reason,
                exception.owner
            ),
            true);
        add(exception.closed,
            teller_.runtime,
            fmt::format("\"{}\" is settled by {}", exception.stage, exception.owner));
    }
}

}  // namespace

std::vector<StoryEvent> StoryTeller::tell(std::uint32_t order) const {
    Tale tale{*this, order};
    tale.channel();
    tale.odoo();
    tale.warehouse();
    tale.exceptions();
    tale.customer();
    return tale.finish();
}

}  // namespace drydock::harness
