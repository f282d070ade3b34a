#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/books.hpp"
#include "mocks/channels/storefront.hpp"
#include "mocks/channels/storefront_ids.hpp"

/// What the seller does with one order of a storefront.
namespace drydock::mocks {

using channels::CustomerRequest;
using channels::Fulfilment;
using channels::LineUnits;
using channels::Progress;
using channels::ShopTopic;

namespace {

std::optional<Milestone> milestone_of(std::string_view status) {
    if (status == "in_transit") {
        return Milestone::in_transit;
    }
    if (status == "out_for_delivery") {
        return Milestone::out_for_delivery;
    }
    return status == "delivered" ? std::optional{Milestone::delivered} : std::nullopt;
}

/// The seller's word as a literal.
std::string_view restock_type_of(std::string_view word) {
    return word == "cancel" ? "cancel" : word == "return" ? "return" : "no_restock";
}

}  // namespace

Response Storefront::get(const Errand& errand) const {
    DocumentWriter writer;
    writer.begin_object();
    if (shopify()) {
        writer.begin_object("order");
    }
    write_listed_order(writer, errand.order);
    if (shopify()) {
        writer.end();
    }
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Storefront::fulfil(const Errand& errand, Step& step) {
    const Value body = errand.request.body["fulfillment"];
    const std::string_view reference = body["reference"].string();
    if (reference.empty()) {
        return unprocessable("reference", "can't be blank");
    }
    auto lines = channels::read_units(body["line_items"], channels::storefront_line_fields);
    if (!lines) {
        return unprocessable("line_items", "is invalid");
    }
    const Instant now = errand.moment.now;
    const auto id = book_.fulfil(errand.order, reference, *std::move(lines), now);
    if (!id) {
        return unprocessable("base", channels::to_text(id.error()));
    }
    book_.accept(errand.order, now);
    customers_.on_goods_moved(errand.moment, errand.order, step);
    const auto& fulfilments = book_.order(errand.order).fulfilments;
    fire(
        errand.moment,
        {ShopTopic::fulfilment_created,
         ShopTopic::order_updated,
         book_.progress_of(errand.order) == Progress::shipped
             ? ShopTopic::order_fulfilled
             : ShopTopic::order_partially_fulfilled},
        {errand.order,
         static_cast<std::uint32_t>(fulfilments.size() - 1),
         fmt::format("{}-f{}", book_.demand_of(book_.order(errand.order)).number, *id)},
        step
    );
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("fulfillment");
    write_fulfilment(writer, errand.order, fulfilments.back());
    writer.end();
    writer.end();
    return channels::answer_with(201, writer.finish());
}

Response Storefront::list_fulfilments(const Errand& errand) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("fulfillments");
    for (const Fulfilment& fulfilment : book_.order(errand.order).fulfilments) {
        writer.begin_object();
        write_fulfilment(writer, errand.order, fulfilment);
        writer.end();
    }
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Storefront::add_event(const Errand& errand) {
    const Value event = errand.request.body["event"];
    const auto milestone = milestone_of(event["status"].string());
    if (!milestone) {
        return unprocessable("status", "is not included in the list");
    }
    const Instant now = errand.moment.now;
    if (!book_.add_milestone(errand.order, errand.item, *milestone, now)) {
        return not_found();
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("event");
    writer.field("status", event["status"]);
    writer.end();
    writer.end();
    return channels::answer_with(201, writer.finish());
}

Response Storefront::answer_cancel(const Errand& errand, CancelAnswer answer, Step& step) {
    const auto index = book_.find_cancel(errand.order, errand.item);
    if (!index) {
        return not_found();
    }
    if (book_.request(*index).answer != CancelAnswer::none) {
        return unprocessable(
            "cancellation_request", "The cancellation request was answered before"
        );
    }
    const bool was_cancelled = book_.order(errand.order).cancelled.has_value();
    book_.answer_cancel(*index, answer, errand.moment.now);
    book_.accept(errand.order, errand.moment.now);
    const bool confirmed = answer == CancelAnswer::confirmed;
    if (confirmed) {
        customers_.on_goods_moved(errand.moment, errand.order, step);
    } else {
        customers_.on_denied(errand.moment, *index, step);
    }
    const std::string& number = book_.request(*index).number;
    const bool all = book_.order(errand.order).cancelled.has_value() && !was_cancelled;
    const Act act{errand.order, *index, number + "-answer"};
    if (all) {
        fire(errand.moment, {ShopTopic::order_updated, ShopTopic::order_cancelled}, act, step);
    } else {
        fire(errand.moment, {ShopTopic::order_updated}, act, step);
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("cancellation_request");
    writer.field("request", number);
    writer.field("status", confirmed ? "accepted" : "rejected");
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

/// The seller cancels all that is open, as if the customer had asked for it and been granted it.
/// Shopify: POST .../cancel.json; WooCommerce: PUT with the status "cancelled".
Response Storefront::cancel(const Errand& errand, Step& step) {
    if (!shopify() && errand.request.body["status"].string() != "cancelled") {
        return unprocessable("status", "status can only become cancelled here");
    }
    std::vector<LineUnits> open;
    const auto lines = book_.lines_of(errand.order);
    for (std::uint32_t line = 0; line < lines.size(); ++line) {
        if (lines[line].open() > 0) {
            open.push_back({line, lines[line].open()});
        }
    }
    if (open.empty() || !book_.order(errand.order).fulfilments.empty()) {
        return unprocessable("base", "Cannot cancel an order that is fulfilled or cancelled");
    }
    const Instant now = errand.moment.now;
    const std::string number =
        fmt::format("{}-seller", book_.demand_of(book_.order(errand.order)).number);
    CustomerRequest request;
    request.whole_order = true;
    request.order = errand.order;
    request.number = number;
    request.requested = now;
    request.lines = std::move(open);
    const std::uint32_t index = book_.add_request(std::move(request));
    book_.ask(index, now);
    book_.answer_cancel(index, CancelAnswer::confirmed, now);
    book_.accept(errand.order, now);
    customers_.on_goods_moved(errand.moment, errand.order, step);
    fire(
        errand.moment,
        {ShopTopic::order_updated, ShopTopic::order_cancelled},
        {errand.order, index, number},
        step
    );
    return get(errand);
}

/// The order is no longer there for the seller; what was promised to the customer stays.
Response Storefront::remove(const Errand& errand, Step& step) {
    const std::uint32_t order = errand.order;
    Response response = shopify() ? channels::answer_with(200) : get(errand);
    removed_.insert(order);
    const std::string& number = book_.demand_of(book_.order(order)).number;
    fire(errand.moment, {ShopTopic::order_deleted}, {order, 0, number + "-deleted"}, step);
    return response;
}

Response Storefront::refund(const Errand& errand, Step& step) {
    const Value body = shopify() ? errand.request.body["refund"] : errand.request.body.root();
    std::string_view key = errand.request.header("Idempotency-Key");
    if (!settings_.refund_key_required) {
        key = {};
    } else if (key.empty()) {
        // Source: Shopify, mandatory on refunds from API version 2026-04.
        return unprocessable("base", "Idempotency-Key is missing");
    }
    const std::size_t known = book_.order(errand.order).refunds.size();
    const auto position =
        book_.refund(errand.order, key, body["amount"].money(), errand.moment.now);
    if (!position) {
        return unprocessable("amount", channels::to_text(position.error()));
    }
    const bool is_new = *position >= known;
    if (is_new) {
        auto lines = channels::read_units(body["line_items"], channels::storefront_line_fields);
        book_.explain_refund(
            errand.order,
            *position,
            lines ? *std::move(lines) : std::vector<LineUnits>{},
            restock_type_of(body["restock_type"].string()),
            body["note"].string()
        );
        fire(
            errand.moment,
            {ShopTopic::refund_created, ShopTopic::order_updated},
            {errand.order,
             static_cast<std::uint32_t>(*position),
             fmt::format(
                 "{}-r{}", book_.demand_of(book_.order(errand.order)).number, *position + 1
             )},
            step
        );
    }
    DocumentWriter writer;
    writer.begin_object();
    if (shopify()) {
        writer.begin_object("refund");
    }
    write_refund(writer, errand.order, *position);
    if (shopify()) {
        writer.end();
    }
    writer.end();
    return channels::answer_with(is_new ? 201 : 200, writer.finish());
}

Response Storefront::list_refunds(const Errand& errand) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("refunds");
    for (std::size_t index = 0; index < book_.order(errand.order).refunds.size(); ++index) {
        writer.begin_object();
        write_refund(writer, errand.order, index);
        writer.end();
    }
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

}  // namespace drydock::mocks
