#include "integration/connectors/carrier/carrier_calls.hpp"

#include <fmt/format.h>

#include "core/calendar.hpp"
#include "integration/connectors/reading.hpp"

namespace drydock::integration::carrier {

namespace {

/// Before a refund that came too early is asked for again. Assumption: what is too early is counted
/// in hours.
constexpr Duration refund_again_after = one_hour;
constexpr const char* no_shipments = "carrier: the answer holds no list of shipments";

}  // namespace

Request buy_label(
    SystemId system, std::string_view parcel, std::string_view country, std::int64_t weight_grams
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("reference", parcel);
    writer.begin_object("to");
    writer.field("country", country);
    writer.end();
    writer.begin_object("parcel");
    writer.field("weight_grams", weight_grams);
    writer.end();
    writer.end();
    return {
        .to = system,
        .method = Method::post,
        .path = "/v2/shipments",
        .body = writer.finish(),
        .headers = {}};
}

Request create_shipment(
    SystemId system, std::string_view parcel, std::string_view country, std::int64_t weight_grams
) {
    return buy_label(system, parcel, country, weight_grams);  // The carrier decides what it does.
}

Reading read_created(const Response& response) {
    if (!response.success()) {
        return read_failure("carrier", response);
    }
    // The cheapest comes first; assumption: nobody pays for a faster one.
    const std::string_view rate = response.body["rates"].at(0)["id"].string();
    if (rate.empty()) {
        return Reading::rejected("carrier: no rate for this parcel");
    }
    Reading reading = Reading::done();
    reading.facts.text = fmt::format("{} {}", response.body["id"].string(), rate);
    return reading;
}

Request buy_rate(SystemId system, std::string_view shipment_and_rate) {
    const std::size_t space = shipment_and_rate.find(' ');
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("rate");
    writer.field("id", shipment_and_rate.substr(space + 1));
    writer.end();
    writer.end();
    return {
        .to = system,
        .method = Method::post,
        .path = fmt::format("/v2/shipments/{}/buy", shipment_and_rate.substr(0, space)),
        .body = writer.finish(),
        .headers = {}};
}

Request find_shipment(SystemId system, std::string_view shipment_and_rate) {
    const std::size_t space = shipment_and_rate.find(' ');
    return {
        .to = system,
        .method = Method::get,
        .path = fmt::format("/v2/shipments/{}", shipment_and_rate.substr(0, space)),
        .body = {},
        .headers = {}};
}

Reading read_shipment_found(const Response& response) {
    if (!response.success()) {
        return read_failure("carrier", response);
    }
    const std::string_view tracking = response.body["tracking_code"].string();
    if (tracking.empty() || response.body["status"].string() == "refunded") {
        return Reading::absent();
    }
    Reading reading = Reading::done();
    reading.facts.text = tracking;
    return reading;
}

Request enable_webhook(SystemId system) {
    return {
        .to = system,
        .method = Method::patch,
        .path = "/v2/webhooks/hook_1",
        .body = {},
        .headers = {}};
}

Request find_label(SystemId system, std::string_view parcel) {
    return {
        .to = system,
        .method = Method::get,
        .path = fmt::format("/v2/shipments?reference={}", parcel),
        .body = {},
        .headers = {}};
}

Request read_tracker(SystemId system, std::string_view tracking) {
    return {
        .to = system,
        .method = Method::get,
        .path = fmt::format("/v2/trackers/{}", tracking),
        .body = {},
        .headers = {}};
}

Reading read_bought(const Response& response) {
    if (!response.success()) {
        return read_failure("carrier", response);
    }
    const std::string_view tracking = response.body["tracking_code"].string();
    if (tracking.empty()) {
        return Reading::unknown("carrier: the answer names no tracking code");
    }
    Reading reading = Reading::done();
    reading.facts.text = tracking;
    return reading;
}

Reading read_found(const Response& response) {
    if (!response.success()) {
        return read_failure("carrier", response);
    }
    if (!response.body["shipments"].is_array()) {
        return Reading::unknown(no_shipments);
    }
    for (const Value shipment : response.body["shipments"]) {
        const std::string_view tracking = shipment["tracking_code"].string();
        if (shipment["status"].string() != "refunded" && !tracking.empty()) {
            Reading reading = Reading::done();
            reading.facts.text = tracking;
            return reading;
        }
    }
    return Reading::absent();
}

Request void_label(SystemId system, std::string_view shipment) {
    return {
        .to = system,
        .method = Method::post,
        .path = fmt::format("/v2/shipments/{}/refund", shipment),
        .body = {},
        .headers = {}};
}

expected<std::vector<std::string>, Reading> other_labels(
    const Response& response, std::string_view tracking
) {
    if (!response.success()) {
        return unexpected{read_failure("carrier", response)};
    }
    if (!response.body["shipments"].is_array()) {
        return unexpected{Reading::unknown(no_shipments)};
    }
    std::vector<std::string> ids;
    for (const Value shipment : response.body["shipments"]) {
        // A shipment that is only rated costs nothing.
        const std::string_view other = shipment["tracking_code"].string();
        if (shipment["status"].string() != "refunded" && !other.empty() && other != tracking) {
            ids.emplace_back(shipment["id"].string());
        }
    }
    return ids;
}

Reading read_voided(const Response& response) {
    // Source: EasyPost, shipping refunds: rejected too early after the purchase, retry allowed.
    if (response.success() && response.body["status"].string() == "rejected") {
        Reading reading = Reading::retry("carrier: the refund is rejected for now");
        reading.retry_after = refund_again_after;
        return reading;
    }
    if (response.success()) {
        return Reading::done();
    }
    Reading reading = read_failure("carrier", response);
    return reading.answer == Answer::rejected ? Reading::retry(std::move(reading.reason)) : reading;
}

ParcelStatus status_of(std::string_view word) {
    if (word == "in_transit") {
        return ParcelStatus::in_transit;
    }
    if (word == "out_for_delivery") {
        return ParcelStatus::out_for_delivery;
    }
    return word == "delivered" ? ParcelStatus::delivered : ParcelStatus::packed;
}

}  // namespace drydock::integration::carrier
