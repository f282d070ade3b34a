#include <fmt/format.h>

#include "mocks/channels/marketplace.hpp"
#include "mocks/channels/marketplace_answers.hpp"
#include "mocks/channels/marketplace_list.hpp"
#include "mocks/channels/wire.hpp"

/// How a marketplace writes its orders and what customers ask about them.
namespace drydock::mocks {

using channels::CustomerRequest;
using channels::Order;
using channels::OrderLine;
using channels::Progress;
using channels::RequestStage;

namespace {

constexpr channels::LineFields line_fields{"OrderItemId", "Quantity"};

/// Whether a query that names statuses wants this one.
bool is_wanted(std::uint32_t statuses, std::string_view status) {
    for (std::size_t index = 0; statuses != 0 && index < channels::order_statuses.size(); ++index) {
        if (channels::order_statuses.at(index) == status) {
            return (statuses >> index & 1U) != 0;
        }
    }
    return statuses == 0;
}

}  // namespace

/// Source: ordersV0.json, OrderStatus.
std::string_view Marketplace::status_of(std::uint32_t order) const {
    switch (book_.progress_of(order)) {
        case Progress::unshipped:
            return book_.order(order).awaits_payment ? "Pending" : "Unshipped";
        case Progress::partial:
            return "PartiallyShipped";
        case Progress::shipped:
            return "Shipped";
        case Progress::cancelled:
            return "Canceled";
    }
    return {};
}

std::string Marketplace::date_text(Instant instant) const {
    return channels::date_text(instant, settings_.channel.calendar) + 'Z';
}

Response Marketplace::list(const Moment& moment, const Request& request) {
    auto query = channels::read_order_query(settings_, request.path, moment.now);
    if (!query) {
        return channels::invalid_input(query.error());
    }
    if (!query->continued) {
        query->position = book_.position_at(query->after);
    }
    // What was created by then may have been updated since.
    const Instant until =
        query->by_creation ? moment.now - settings_.order_visible_after : query->before;
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("payload");
    writer.begin_array("Orders");
    std::uint32_t count = 0;
    bool more = true;
    while (more && count < query->page_size) {
        const auto page = book_.page(query->position, query->page_size - count, until);
        for (const std::uint32_t index : page.orders) {
            const Instant placed = book_.order(index).placed;
            const bool in_time =
                !query->by_creation || (placed >= query->after && placed <= query->before);
            if (in_time && is_wanted(query->statuses, status_of(index))) {
                writer.begin_object();
                write_order(writer, index);
                writer.end();
                ++count;
            }
        }
        more = page.next.has_value();
        query->position = page.next.value_or(query->position);
    }
    writer.end();
    if (more) {
        writer.field("NextToken", channels::next_token(*query));
    }
    const std::string before = date_text(query->before);
    query->by_creation ? writer.field("CreatedBefore", before)
                       : writer.field("LastUpdatedBefore", before);
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Marketplace::get(std::uint32_t order) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("payload");
    write_order(writer, order);
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Marketplace::get_items(std::uint32_t order) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("payload");
    writer.field("AmazonOrderId", book_.demand_of(book_.order(order)).number);
    write_items(writer, order);
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

/// Source: ordersV0.json; a Pending order has no address and no total, and nobody who pays yet. The
/// items stand within the order as in orders_2026-01-01.json.
void Marketplace::write_order(DocumentWriter& writer, std::uint32_t index) const {
    const Order& order = book_.order(index);
    const DemandOrder& demand = book_.demand_of(order);
    const std::string placed = date_text(order.placed);
    writer.field("AmazonOrderId", demand.number);
    writer.field("MarketplaceId", settings_.marketplace_id);
    writer.field("OrderStatus", status_of(index));
    writer.field("PurchaseDate", placed);
    writer.field(
        "LastUpdateDate", order.updated == order.placed ? placed : date_text(order.updated)
    );
    if (!order.awaits_payment) {
        writer.begin_object("OrderTotal");
        writer.field("Amount", order.captured);
        writer.field("CurrencyCode", "GBP");
        writer.end();
        if (demand.customer != 0) {
            writer.field("BuyerId", demand.customer);
        } else {
            writer.field_null("BuyerId");
        }
        writer.begin_object("ShippingAddress");
        writer.field("Country", demand.country);
        writer.end();
    }
    writer.field_bool("Acknowledged", order.accepted.has_value());
    write_items(writer, index);
    writer.begin_array("CancellationRequests");
    write_requests(writer, index, ReversalKind::cancel_request);
    writer.end();
    writer.begin_array("ReturnRequests");
    write_requests(writer, index, ReversalKind::return_request);
    writer.end();
}

void Marketplace::write_items(DocumentWriter& writer, std::uint32_t index) const {
    const bool awaits_payment = book_.order(index).awaits_payment;
    writer.begin_array("OrderItems");
    std::uint32_t id = 0;
    for (const OrderLine& line : book_.lines_of(index)) {
        writer.begin_object();
        writer.field("OrderItemId", ++id);
        writer.field("SellerSKU", book_.product_of(line).sku);
        writer.field("QuantityOrdered", line.units);
        writer.field("QuantityShipped", line.fulfilled);
        if (!awaits_payment) {
            writer.field("ItemPrice", Money{book_.demand_of(line).price_thousandths});
        }
        writer.end();
    }
    writer.end();
}

/// What the customer still waits for: cancellations without an answer, and all returns.
void Marketplace::write_requests(DocumentWriter& writer, std::uint32_t index, ReversalKind kind)
    const {
    for (const std::uint32_t position : book_.order(index).requests) {
        const CustomerRequest& request = book_.request(position);
        if (request.kind != kind || request.stage != RequestStage::asked ||
            request.answer != CancelAnswer::none) {
            continue;
        }
        writer.begin_object();
        writer.field("RequestId", request.number);
        writer.field_bool("WholeOrder", request.whole_order);
        writer.begin_array("Items");
        channels::write_units(writer, line_fields, request.lines);
        writer.end();
        writer.end();
    }
}

/// Source: notifications_v1, ORDER_CHANGE: OrderStatusChange or BuyerRequestedChange.
void Marketplace::tell(
    const Moment& moment, std::uint32_t order, std::string_view change, Step& step
) {
    if (!notices_.on()) {
        return;
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("notificationVersion", "1.0");
    writer.field("notificationType", "ORDER_CHANGE");
    writer.field("payloadVersion", "1.0");
    writer.field("eventTime", date_text(moment.now));
    writer.begin_object("payload");
    writer.begin_object("OrderChangeNotification");
    writer.field("NotificationLevel", "OrderLevel");
    writer.field("SellerId", settings_.seller_id);
    writer.field("AmazonOrderId", book_.demand_of(book_.order(order)).number);
    writer.field("OrderChangeType", change);
    writer.begin_object("Summary");
    writer.field("MarketplaceId", settings_.marketplace_id);
    writer.field("OrderStatus", status_of(order));
    writer.field("PurchaseDate", date_text(book_.order(order).placed));
    writer.end();
    writer.end();
    writer.end();
    writer.begin_object("notificationMetadata");
    writer.field("publishTime", date_text(moment.now));
    writer.field("notificationId", fmt::format("n-{}", notices_.next_number()));
    writer.end();
    writer.end();
    notices_.send(moment, writer.finish(), step);
}

}  // namespace drydock::mocks
