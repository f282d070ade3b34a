#include "integration/connectors/channels/channel_calls.hpp"

#include <fmt/format.h>

#include "integration/connectors/channels/storefront_calls.hpp"
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
        writer.begin_object("packageDetail");
        writer.field("packageReferenceId", reference);
        writer.field("carrierCode", "Other");
        writer.field("trackingNumber", tracking);
        write_lines(writer, "orderItems", "orderItemId", "quantity", lines);
        writer.end();
        writer.field("marketplaceId", settings.marketplace_id);
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
        shop::path_to(settings, fmt::format("orders/{}/fulfillments", order.channel_id)),
        writer.finish()
    );
}

Request find_fulfilment(const RuntimeSettings& settings, const Order& order) {
    return make(
        settings.storefront,
        Method::get,
        shop::path_to(settings, fmt::format("orders/{}/fulfillments", order.channel_id)),
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
        shop::path_to(
            settings, fmt::format("orders/{}/fulfillments/{}/events", order.channel_id, parcel)
        ),
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
        shop::path_to(
            settings,
            fmt::format(
                "orders/{}/cancellation_requests/{}/{}",
                order.channel_id,
                request,
                accept ? "accept" : "reject"
            )
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
    const std::string_view word = reason == RefundReason::cancel ? "cancel" : "return";
    if (is_storefront(order)) {
        return shop::refund(settings, order, key, word, lines);
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("reference", key);
    writer.field("amount", order.price_of(lines));
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

Reading read_done(const Response& response) {
    return read_success("channel", response);
}

Reading read_cancel_answered(const Response& response) {
    const bool before = response.status == 422 ||
                        (response.status == 400 &&
                         response.body["data"]["params"]["cancellation_request"].present());
    return before ? Reading::done() : read_done(response);
}

Reading read_fulfilment_found(const Response& response, std::string_view reference) {
    if (!response.success()) {
        return read_failure("channel", response);
    }
    if (!response.body["fulfillments"].is_array()) {
        return Reading::unknown("channel: the answer holds no list of fulfilments");
    }
    for (const Value fulfilment : response.body["fulfillments"]) {
        if (fulfilment["reference"].string() == reference) {
            return Reading::done();
        }
    }
    return Reading::absent();
}

}  // namespace drydock::integration::channels
