#include "core/add_books.hpp"

#include <iterator>
#include <optional>
#include <utility>

namespace drydock {

namespace {

class Telling {
public:
    explicit Telling(const WallClock& clock) : clock_{clock} {}

    void tell_back(Books& books) const {
        for (ChannelOrder& order : books.channel_orders) {
            all(order.placed, order.accepted);
            for (ChannelCancel& cancel : order.cancels) {
                all(cancel.requested, cancel.answered);
            }
            for (ChannelFulfilment& fulfilment : order.fulfilments) {
                one(fulfilment.at);
                for (auto& [milestone, at] : fulfilment.milestones) {
                    one(at);
                }
            }
        }
        for (SaleOrder& order : books.sale_orders) {
            all(order.created, order.confirmed);
        }
        for (Invoice& invoice : books.invoices) {
            one(invoice.posted_at);
        }
        for (Picking& picking : books.pickings) {
            one(picking.done);
        }
        for (WarehouseOrder& order : books.warehouse_orders) {
            all(order.received, order.cancelled);
        }
        for (Parcel& parcel : books.parcels) {
            all(parcel.packed, parcel.labelled, parcel.shipped, parcel.cancelled);
        }
        for (Label& label : books.labels) {
            all(label.bought, label.voided, label.handed_over, label.delivered);
        }
        for (StockPublication& publication : books.stock_publications) {
            one(publication.at);
        }
        for (OwnedException& exception : books.exceptions) {
            all(exception.opened, exception.closed);
        }
        for (Violation& violation : books.violations) {
            one(violation.at);
        }
    }

private:
    void one(Instant& shown) const { shown = clock_.when(shown); }
    void one(std::optional<Instant>& shown) const {
        if (shown) {
            shown = clock_.when(*shown);
        }
    }
    void all(auto&... shown) const { (one(shown), ...); }

    const WallClock& clock_;
};

void append(auto& to, auto&& from) {
    to.insert(to.end(), std::move_iterator{from.begin()}, std::move_iterator{from.end()});
}

void append_books(Books& to, Books&& from) {
    append(to.channel_orders, from.channel_orders);
    append(to.sale_orders, from.sale_orders);
    append(to.invoices, from.invoices);
    append(to.pickings, from.pickings);
    append(to.warehouse_orders, from.warehouse_orders);
    append(to.parcels, from.parcels);
    append(to.labels, from.labels);
    append(to.stock, from.stock);
    append(to.stock_adjustments, from.stock_adjustments);
    append(to.stock_publications, from.stock_publications);
    append(to.exceptions, from.exceptions);
    append(to.violations, from.violations);
    append(to.violation_counts, from.violation_counts);
    to.orders_unplaced += from.orders_unplaced;
    to.lines_unplaced += from.lines_unplaced;
}

}  // namespace

void add_books(const Node& node, const WallClock& clock, Books& books) {
    if (clock.always_right()) {
        node.write_books(books);
        return;
    }
    Books own;
    node.write_books(own);
    Telling{clock}.tell_back(own);
    append_books(books, std::move(own));
}

}  // namespace drydock
