#include <fmt/format.h>

#include "core/books.hpp"
#include "mocks/channels/storefront.hpp"
#include "mocks/channels/storefront_ids.hpp"

/// How a storefront writes its orders and what customers ask about them.
namespace drydock::mocks {

using channels::CustomerRequest;
using channels::Fulfilment;
using channels::Order;
using channels::OrderLine;
using channels::Progress;
using channels::Refund;
using channels::RequestStage;
using channels::storefront_line_fields;

namespace {

/// "139.12"; not negative.
std::string amount_text(Money amount) {
    const std::int64_t hundredths = (amount.thousandths + 5) / 10;
    return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

}  // namespace

std::uint64_t Storefront::id_of(std::uint32_t order) const {
    return channels::order_id_first + book_.order(order).demand;
}

void Storefront::write_order(DocumentWriter& writer, std::uint32_t index) const {
    if (shopify()) {
        write_shopify_order(writer, index);
    } else {
        write_woocommerce_order(writer, index);
    }
}

void Storefront::write_shopify_order(DocumentWriter& writer, std::uint32_t index) const {
    const Order& order = book_.order(index);
    const DemandOrder& demand = book_.demand_of(order);
    const Calendar& calendar = settings_.channel.calendar;
    const std::string created = channels::date_text(order.placed, calendar);
    const Progress progress = book_.progress_of(index);
    writer.field("id", id_of(index));
    writer.field("name", demand.number);
    if (demand.customer != 0) {
        writer.field("email", fmt::format("customer-{}@example.com", demand.customer));
    } else {
        writer.field_null("email");
    }
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
        writer.field("cancel_reason", "customer");
    } else {
        writer.field_null("cancelled_at");
        writer.field_null("cancel_reason");
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
        const DemandLine& demanded = book_.demand_of(line);
        writer.begin_object();
        writer.field("id", ++id);
        writer.field("variant_id", channels::variant_id_base + demanded.sku.value);
        writer.field("sku", book_.product_of(line).sku);
        writer.field("quantity", line.units);
        writer.field("price", Money{demanded.price_thousandths});
        writer.field("fulfillable_quantity", std::max(line.open(), 0));
        writer.end();
    }
    writer.end();
    writer.begin_array("fulfillments");
    for (const Fulfilment& fulfilment : order.fulfilments) {
        writer.begin_object();
        write_fulfilment(writer, index, fulfilment);
        writer.end();
    }
    writer.end();
    writer.begin_array("refunds");
    for (std::size_t position = 0; position < order.refunds.size(); ++position) {
        writer.begin_object();
        write_refund(writer, index, position);
        writer.end();
    }
    writer.end();
}

/// Source: common knowledge of the REST API: amounts of an order are text, its number is text, and
/// its status says how far the goods are.
void Storefront::write_woocommerce_order(DocumentWriter& writer, std::uint32_t index) const {
    const Order& order = book_.order(index);
    const DemandOrder& demand = book_.demand_of(order);
    const Calendar& calendar = settings_.channel.calendar;
    const bool shipped = book_.progress_of(index) == Progress::shipped;
    writer.field("id", id_of(index));
    writer.field("number", demand.number);
    writer.field(
        "status",
        order.cancelled                                                 ? "cancelled"
        : order.refunded == order.captured && order.refunded != Money{} ? "refunded"
        : shipped                                                       ? "completed"
                                                                        : "processing"
    );
    writer.field("currency", "GBP");
    writer.field("date_created", channels::date_text(order.placed, calendar));
    writer.field("date_modified", channels::date_text(order.updated, calendar));
    writer.field("total", amount_text(order.captured));
    writer.field("customer_id", demand.customer);
    writer.begin_object("shipping");
    writer.field("country", demand.country);
    writer.end();
    writer.begin_array("line_items");
    std::uint32_t id = 0;
    for (const OrderLine& line : book_.lines_of(index)) {
        const DemandLine& demanded = book_.demand_of(line);
        writer.begin_object();
        writer.field("id", ++id);
        writer.field("product_id", channels::variant_id_base + demanded.sku.value);
        writer.field("sku", book_.product_of(line).sku);
        writer.field("quantity", line.units);
        writer.field("price", Money{demanded.price_thousandths});
        writer.end();
    }
    writer.end();
    writer.begin_array("refunds");
    for (std::size_t position = 0; position < order.refunds.size(); ++position) {
        writer.begin_object();
        writer.field("id", position + 1);
        writer.field("reason", order.refunds[position].note);
        writer.field("total", "-" + amount_text(order.refunds[position].amount));
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
    writer.field(
        shopify() ? Key{"name"} : Key{"number"}, book_.demand_of(book_.order(request.order)).number
    );
    writer.field("request", request.number);
    if (request.kind == ReversalKind::cancel_request) {
        writer.field_bool("whole_order", request.whole_order);
    }
    writer.begin_array("line_items");
    channels::write_units(writer, storefront_line_fields, request.lines);
    writer.end();
}

void Storefront::write_fulfilment(
    DocumentWriter& writer, std::uint32_t order, const Fulfilment& fulfilment
) const {
    writer.field("id", channels::fulfilment_id_base + fulfilment.id);
    writer.field("order_id", id_of(order));
    writer.field("status", "success");
    writer.field("reference", fulfilment.reference);
    writer.field("created_at", channels::date_text(fulfilment.at, settings_.channel.calendar));
    writer.begin_array("line_items");
    channels::write_units(writer, storefront_line_fields, fulfilment.lines);
    writer.end();
}

void Storefront::write_refund(DocumentWriter& writer, std::uint32_t order, std::size_t position)
    const {
    const Refund& refund = book_.order(order).refunds.at(position);
    writer.field("id", position + 1);
    writer.field("order_id", id_of(order));
    writer.field("amount", refund.amount);
    writer.field("note", refund.note);
    writer.field("created_at", channels::date_text(refund.at, settings_.channel.calendar));
    writer.begin_array("refund_line_items");
    for (const channels::LineUnits part : refund.lines) {
        writer.begin_object();
        writer.field("line_item_id", part.line + 1);
        writer.field("quantity", part.units);
        writer.field("restock_type", refund.restock_type);
        writer.end();
    }
    writer.end();
}

}  // namespace drydock::mocks
