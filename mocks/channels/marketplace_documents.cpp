#include "mocks/channels/marketplace.hpp"
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

std::string_view status_of(Progress progress) {
    switch (progress) {
        case Progress::unshipped:
            return "Unshipped";
        case Progress::partial:
            return "PartiallyShipped";
        case Progress::shipped:
            return "Shipped";
        case Progress::cancelled:
            return "Canceled";
    }
    return {};
}

}  // namespace

void Marketplace::write_order(DocumentWriter& writer, std::uint32_t index) const {
    const Order& order = book_.order(index);
    const DemandOrder& demand = book_.demand_of(order);
    const Calendar& calendar = settings_.channel.calendar;
    const std::string placed = channels::date_text(order.placed, calendar);
    writer.field("AmazonOrderId", demand.number);
    writer.field("OrderStatus", status_of(book_.progress_of(index)));
    writer.field("PurchaseDate", placed);
    writer.field(
        "LastUpdateDate",
        order.updated == order.placed ? placed : channels::date_text(order.updated, calendar)
    );
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
    writer.field_bool("Acknowledged", order.accepted.has_value());
    writer.begin_array("OrderItems");
    std::uint32_t id = 0;
    for (const OrderLine& line : book_.lines_of(index)) {
        writer.begin_object();
        writer.field("OrderItemId", ++id);
        writer.field("SellerSKU", book_.product_of(line).sku);
        writer.field("QuantityOrdered", line.units);
        writer.field("ItemPrice", Money{book_.demand_of(line).price_thousandths});
        writer.end();
    }
    writer.end();
    writer.begin_array("CancellationRequests");
    write_requests(writer, index, ReversalKind::cancel_request);
    writer.end();
    writer.begin_array("ReturnRequests");
    write_requests(writer, index, ReversalKind::return_request);
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

}  // namespace drydock::mocks
