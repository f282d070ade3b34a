#include "integration/connectors/channels/channel_calls.hpp"

#include <fmt/format.h>

#include "integration/connectors/reading.hpp"

namespace drydock::integration::channels {

namespace {

Request make(SystemId system, Method method, std::string path, Document body) {
    return {
        .to = system,
        .method = method,
        .path = std::move(path),
        .body = std::move(body),
        .headers = {}};
}

bool is_storefront(const Order& order) {
    return order.channel == Channel::storefront;
}

std::string date_parameter(const RuntimeSettings& settings, Instant instant) {
    return to_text(settings.calendar.date_time_of(instant));
}

std::string_view word_of(ParcelStatus status) {
    switch (status) {
        case ParcelStatus::in_transit:
            return "in_transit";
        case ParcelStatus::out_for_delivery:
            return "out_for_delivery";
        case ParcelStatus::delivered:
            return "delivered";
        case ParcelStatus::packed:
        case ParcelStatus::labelled:
        case ParcelStatus::shipped:
            break;
    }
    return "confirmed";
}

void write_lines(
    DocumentWriter& writer, Key list, Key id, Key quantity, const std::vector<LineUnits>& lines
) {
    writer.begin_array(list);
    for (const LineUnits& part : lines) {
        writer.begin_object();
        writer.field(id, part.line + 1);
        writer.field(quantity, part.units);
        writer.end();
    }
    writer.end();
}

}  // namespace

Request list_storefront_orders(
    const RuntimeSettings& settings, Instant updated_from, std::string_view cursor
) {
    constexpr int page_size = 250;  // Source: Shopify REST pagination, limit at most 250.
    std::string path = fmt::format(
        "/admin/orders.json?updated_at_min={}&limit={}",
        date_parameter(settings, updated_from),
        page_size
    );
    if (!cursor.empty()) {
        path += fmt::format("&page_info={}", cursor);
    }
    return make(settings.storefront, Method::get, std::move(path), {});
}

Request list_marketplace_orders(
    const RuntimeSettings& settings, Instant updated_from, std::string_view next_token
) {
    std::string path = fmt::format(
        "/orders/v0/orders?LastUpdatedAfter={}", date_parameter(settings, updated_from)
    );
    if (!next_token.empty()) {
        path += fmt::format("&NextToken={}", next_token);
    }
    return make(settings.marketplace, Method::get, std::move(path), {});
}

Request acknowledge(const RuntimeSettings& settings, const Order& order) {
    DocumentWriter writer;
    writer.begin_object();
    writer.end();
    return make(
        settings.marketplace,
        Method::post,
        fmt::format("/orders/v0/orders/{}/acknowledgement", order.number),
        writer.finish()
    );
}

Request fulfil(
    const RuntimeSettings& settings,
    const Order& order,
    std::string_view reference,
    std::string_view tracking,
    const std::vector<LineUnits>& lines
) {
    DocumentWriter writer;
    writer.begin_object();
    if (!is_storefront(order)) {
        writer.field("packageReferenceId", reference);
        writer.field("trackingNumber", tracking);
        write_lines(writer, "orderItems", "orderItemId", "quantity", lines);
        writer.end();
        return make(
            settings.marketplace,
            Method::post,
            fmt::format("/orders/v0/orders/{}/shipmentConfirmation", order.number),
            writer.finish()
        );
    }
    writer.begin_object("fulfillment");
    writer.field("reference", reference);
    writer.field("tracking_number", tracking);
    writer.field("tracking_company", "carrier");
    write_lines(writer, "line_items", "id", "quantity", lines);
    writer.end();
    writer.end();
    return make(
        settings.storefront,
        Method::post,
        fmt::format("/admin/orders/{}/fulfillments.json", order.channel_id),
        writer.finish()
    );
}

Request find_fulfilment(const RuntimeSettings& settings, const Order& order) {
    return make(
        settings.storefront,
        Method::get,
        fmt::format("/admin/orders/{}/fulfillments.json", order.channel_id),
        {}
    );
}

Request report_milestone(
    const RuntimeSettings& settings,
    const Order& order,
    std::string_view parcel,
    ParcelStatus status
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("event");
    writer.field("status", word_of(status));
    writer.end();
    writer.end();
    return make(
        settings.storefront,
        Method::post,
        fmt::format("/admin/orders/{}/fulfillments/{}/events.json", order.channel_id, parcel),
        writer.finish()
    );
}

Request answer_cancel(
    const RuntimeSettings& settings,
    const Order& order,
    std::string_view request,
    CancelDecision decision
) {
    const bool accept = decision == CancelDecision::accept;
    DocumentWriter writer;
    writer.begin_object();
    if (!is_storefront(order)) {
        writer.field("requestId", request);
        writer.field_bool("accepted", accept);
        writer.end();
        return make(
            settings.marketplace,
            Method::post,
            fmt::format("/orders/v0/orders/{}/cancellation", order.number),
            writer.finish()
        );
    }
    writer.end();
    return make(
        settings.storefront,
        Method::post,
        fmt::format(
            "/admin/orders/{}/cancellation_requests/{}/{}.json",
            order.channel_id,
            request,
            accept ? "accept" : "reject"
        ),
        writer.finish()
    );
}

Request refund(
    const RuntimeSettings& settings,
    const Order& order,
    std::string_view key,
    RefundReason reason,
    const std::vector<LineUnits>& lines
) {
    const Money amount = order.price_of(lines);
    const std::string_view word = reason == RefundReason::cancel ? "cancel" : "return";
    DocumentWriter writer;
    writer.begin_object();
    if (!is_storefront(order)) {
        writer.field("reference", key);
        writer.field("amount", amount);
        writer.field("reason", word);
        write_lines(writer, "items", "orderItemId", "quantity", lines);
        writer.end();
        return make(
            settings.marketplace,
            Method::post,
            fmt::format("/orders/v0/orders/{}/refund", order.number),
            writer.finish()
        );
    }
    writer.begin_object("refund");
    writer.field("amount", amount);
    write_lines(writer, "line_items", "id", "quantity", lines);
    writer.field("restock_type", word);
    writer.field("note", key);
    writer.end();
    writer.end();
    Request request = make(
        settings.storefront,
        Method::post,
        fmt::format("/admin/orders/{}/refunds.json", order.channel_id),
        writer.finish()
    );
    request.headers.push_back({"Idempotency-Key", std::string{key}});
    return request;
}

Request publish_stock(
    const RuntimeSettings& settings,
    Channel channel,
    const std::vector<std::uint32_t>& products,
    const std::vector<std::int64_t>& units,
    const Catalogue& catalogue
) {
    const bool storefront = channel == Channel::storefront;
    DocumentWriter writer;
    writer.begin_object();
    storefront ? writer.begin_array("quantities") : writer.begin_array("items");
    for (std::size_t index = 0; index < products.size(); ++index) {
        writer.begin_object();
        writer.field("sku", catalogue.at(products[index]).sku);
        storefront ? writer.field("available", units[index])
                   : writer.field("quantity", units[index]);
        writer.end();
    }
    writer.end();
    writer.end();
    return storefront ? make(
                            settings.storefront,
                            Method::post,
                            "/admin/inventory_levels/set.json",
                            writer.finish()
                        )
                      : make(
                            settings.marketplace,
                            Method::post,
                            "/feeds/2021-06-30/inventory",
                            writer.finish()
                        );
}

Reading read_done(const Response& response) {
    return read_success("channel", response);
}

Reading read_cancel_answered(const Response& response) {
    return response.status == 422 ? Reading::done() : read_done(response);
}

Reading read_fulfilment_found(const Response& response, std::string_view reference) {
    if (!response.success()) {
        return read_failure("channel", response);
    }
    for (const Value fulfilment : response.body["fulfillments"]) {
        if (fulfilment["reference"].string() == reference) {
            return Reading::done();
        }
    }
    return Reading::absent();
}

}  // namespace drydock::integration::channels
