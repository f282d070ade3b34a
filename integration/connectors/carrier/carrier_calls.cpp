#include "integration/connectors/carrier/carrier_calls.hpp"

#include <fmt/format.h>

#include "integration/connectors/reading.hpp"

namespace drydock::integration::carrier {

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
    Reading reading = Reading::done();
    reading.facts.text = response.body["tracking_code"].string();
    return reading;
}

Reading read_found(const Response& response) {
    if (!response.success()) {
        return read_failure("carrier", response);
    }
    for (const Value shipment : response.body["shipments"]) {
        if (shipment["status"].string() != "refunded") {
            Reading reading = Reading::done();
            reading.facts.text = shipment["tracking_code"].string();
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
    std::vector<std::string> ids;
    for (const Value shipment : response.body["shipments"]) {
        if (shipment["status"].string() != "refunded" &&
            shipment["tracking_code"].string() != tracking) {
            ids.emplace_back(shipment["id"].string());
        }
    }
    return ids;
}

Reading read_voided(const Response& response) {
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
