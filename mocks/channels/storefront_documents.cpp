#include "core/books.hpp"
#include "mocks/channels/storefront.hpp"
#include "mocks/channels/wire.hpp"

/// How a storefront writes its orders and what customers ask about them.
namespace drydock::mocks {

using channels::CustomerRequest;
using channels::Order;
using channels::OrderLine;
using channels::Progress;
using channels::RequestStage;

namespace {

constexpr channels::LineFields line_fields{"id", "quantity"};

}  // namespace

void Storefront::write_order(DocumentWriter& writer, std::uint32_t index) const {
    const Order& order = book_.order(index);
    const DemandOrder& demand = book_.demand_of(order);
    const Calendar& calendar = settings_.channel.calendar;
    const std::string created = channels::date_text(order.placed, calendar);
    const Progress progress = book_.progress_of(index);
    writer.field("id", id_of(index));
    writer.field("name", demand.number);
    writer.field("created_at", created);
    writer.field(
        "updated_at",
        order.updated == order.placed ? created : channels::date_text(order.updated, calendar)
    );
    writer.field("currency", "GBP");
    writer.field(
        "financial_status",
        order.refunded == Money{}          ? "paid"
        : order.refunded == order.captured ? "refunded"
                                           : "partially_refunded"
    );
    if (progress == Progress::partial || progress == Progress::shipped) {
        writer.field("fulfillment_status", progress == Progress::partial ? "partial" : "fulfilled");
    } else {
        writer.field_null("fulfillment_status");
    }
    if (order.cancelled) {
        writer.field("cancelled_at", channels::date_text(*order.cancelled, calendar));
    } else {
        writer.field_null("cancelled_at");
    }
    writer.field_bool("test", false);
    if (demand.customer != 0) {
        writer.begin_object("customer");
        writer.field("id", demand.customer);
        writer.end();
    } else {
        writer.field_null("customer");
    }
    writer.begin_object("shipping_address");
    writer.field("country", demand.country);
    writer.end();
    writer.field("total_price", order.captured);
    writer.begin_array("line_items");
    std::uint32_t id = 0;
    for (const OrderLine& line : book_.lines_of(index)) {
        writer.begin_object();
        writer.field("id", ++id);
        writer.field("sku", book_.product_of(line).sku);
        writer.field("quantity", line.units);
        writer.field("price", Money{book_.demand_of(line).price_thousandths});
        writer.end();
    }
    writer.end();
}

/// With what its customer still waits for: cancellations without an answer, and all returns.
void Storefront::write_listed_order(DocumentWriter& writer, std::uint32_t index) const {
    write_order(writer, index);
    const auto write_requests = [&](ReversalKind kind) {
        for (const std::uint32_t position : book_.order(index).requests) {
            const CustomerRequest& request = book_.request(position);
            if (request.kind == kind && request.stage == RequestStage::asked &&
                request.answer == CancelAnswer::none) {
                writer.begin_object();
                write_request(writer, request);
                writer.end();
            }
        }
    };
    writer.begin_array("cancellation_requests");
    write_requests(ReversalKind::cancel_request);
    writer.end();
    writer.begin_array("return_requests");
    write_requests(ReversalKind::return_request);
    writer.end();
}

void Storefront::write_request(DocumentWriter& writer, const CustomerRequest& request) const {
    writer.field("id", id_of(request.order));
    writer.field("name", book_.demand_of(book_.order(request.order)).number);
    writer.field("request", request.number);
    if (request.kind == ReversalKind::cancel_request) {
        writer.field_bool("whole_order", request.whole_order);
    }
    writer.begin_array("line_items");
    channels::write_units(writer, line_fields, request.lines);
    writer.end();
}

}  // namespace drydock::mocks
