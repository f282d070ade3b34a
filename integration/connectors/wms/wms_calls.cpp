#include "integration/connectors/wms/wms_calls.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "integration/connectors/reading.hpp"

namespace drydock::integration::wms {

namespace {

Request make(SystemId system, Method method, std::string path, Document body) {
    return {
        .to = system,
        .method = method,
        .path = std::move(path),
        .body = std::move(body),
        .headers = {}};
}

constexpr std::string_view no_version = "-";

bool is_duplicate(const Response& response) {
    return response.status == 409 && response.body["code"].string() == "duplicate_reference";
}

void write_line(
    DocumentWriter& writer,
    const LineUnits& part,
    const Order& order,
    const Catalogue& catalogue,
    Substitution substitution = Substitution::refused
) {
    writer.begin_object();
    writer.field("line", part.line + 1);
    writer.field("sku", catalogue.at(order.lines[part.line].product).sku);
    writer.field("quantity", part.units);
    if (substitution == Substitution::allowed) {
        writer.field_bool("substitution", true);
    }
    writer.end();
}

void add_version(Request& request, std::string_view version) {
    if (!version.empty() && version != no_version) {
        request.headers.push_back({"If-Match", std::string{version}});
    }
}

/// Source: RFC 9110, section 15.5.13, 412; RFC 6585, section 3, 428.
bool is_stale(const Response& response) {
    return response.status == 412 || response.status == 428;
}

Reading stale() {
    return {.answer = Answer::stale, .facts = {}, .reason = "WMS: the order has changed"};
}

}  // namespace

Request release_order(
    SystemId system, const Order& order, const Catalogue& catalogue, Substitution substitution
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("reference", order.number);
    writer.begin_object("ship_to");
    writer.field("country", order.country);
    writer.end();
    writer.begin_array("lines");
    for (std::uint32_t line = 0; line < order.lines.size(); ++line) {
        const OrderLine& wanted = order.lines[line];
        if (wanted.open() > 0 && catalogue.at(wanted.product).storable) {
            write_line(writer, {line, wanted.open()}, order, catalogue, substitution);
        }
    }
    writer.end();
    writer.end();
    return make(system, Method::post, "/orders", writer.finish());
}

Request find_order(SystemId system, std::string_view number) {
    return make(
        system, Method::get, fmt::format("/orders?reference={}&detail=summary", number), {}
    );
}

Request cancel_order(
    SystemId system,
    const Order& order,
    std::string_view request,
    const std::vector<LineUnits>& lines,
    std::string_view version
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("request", request);
    if (!lines.empty()) {
        writer.begin_array("lines");
        for (const LineUnits& part : lines) {
            writer.begin_object();
            writer.field("line", part.line + 1);
            writer.field("quantity", part.units);
            writer.end();
        }
        writer.end();
    }
    writer.end();
    Request made =
        make(system, Method::post, fmt::format("/orders/{}/cancel", order.wms_id), writer.finish());
    add_version(made, version);
    return made;
}

Request attach_label(
    SystemId system, std::string_view parcel, std::string_view tracking, std::string_view version
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("tracking_number", tracking);
    writer.field("carrier", "carrier");
    writer.end();
    Request made =
        make(system, Method::put, fmt::format("/parcels/{}/label", parcel), writer.finish());
    add_version(made, version);
    return made;
}

Request authorise_return(
    SystemId system,
    const Order& order,
    std::string_view request,
    const std::vector<LineUnits>& lines,
    const Catalogue& catalogue
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("reference", request);
    writer.field("order_reference", order.number);
    writer.begin_array("lines");
    for (const LineUnits& part : lines) {
        write_line(writer, part, order, catalogue);
    }
    writer.end();
    writer.end();
    return make(system, Method::post, "/returns", writer.finish());
}

Request list_inventory(SystemId system, std::string_view cursor) {
    return make(system, Method::get, fmt::format("/inventory?cursor={}", cursor), {});
}

Request list_messages(SystemId system, std::int64_t after, std::uint32_t limit) {
    return make(system, Method::get, fmt::format("/messages?after={}&limit={}", after, limit), {});
}

Reading read_release(const Response& response) {
    if (response.success() || is_duplicate(response)) {
        const auto id = response.body["id"].integer();
        return id ? Reading::done(*id) : Reading::unknown("WMS: the answer names no order");
    }
    return read_failure("WMS", response);
}

Reading read_found(const Response& response) {
    if (!response.success()) {
        return read_failure("WMS", response);
    }
    const Value orders = response.body["orders"];
    if (orders.is_array() && orders.size() == 0) {
        return Reading::absent();
    }
    const auto id = orders.at(0)["id"].integer();
    return id ? Reading::done(*id) : Reading::unknown("WMS: the answer holds no list of orders");
}

Reading read_version(const Response& response) {
    if (!response.success()) {
        return read_failure("WMS", response);
    }
    Reading reading = Reading::absent();
    const std::string_view version = response.header("ETag");
    reading.facts.text = version.empty() ? no_version : version;
    return reading;
}

Request read_webhooks(SystemId system) {
    return make(system, Method::get, "/webhooks", {});
}

Request enable_webhook(SystemId system, std::int64_t id) {
    return make(system, Method::post, fmt::format("/webhooks/{}/enable", id), {});
}

std::optional<std::int64_t> disabled_webhook(const Response& response) {
    for (const Value webhook : response.body["webhooks"]) {
        if (webhook["enabled"].is_false()) {
            return webhook["id"].integer();
        }
    }
    return std::nullopt;
}

std::string_view topic_of(Value message) {
    const std::string_view topic = message["topic"].string();
    if (!topic.empty()) {
        return topic;
    }
    // Source: developer.shiphero.com/webhooks: no topic header, webhook_type in the body.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words{
        {{"Order Packed Out", "order.packed"},
         {"Shipment Update", "shipment.confirmed"},
         {"Short Pick", "order.closed_short"},
         {"PO Update", "inventory.received"},
         {"Inventory Change", "inventory.adjusted"},
         {"Inventory Update", "inventory.snapshot"},
         {"Return Update", "return.received"}}};
    const std::string_view type = message["webhook_type"].string();
    for (const auto& [word, ours] : words) {
        if (word == type) {
            return ours;
        }
    }
    return type;
}

Reading read_cancel(const Response& response) {
    if (is_stale(response)) {
        return stale();
    }
    if (response.success()) {
        return Reading::done(1);
    }
    if (response.status == 409 && response.body["code"].string() == "too_late") {
        return Reading::done(0);
    }
    return read_failure("WMS", response);
}

Reading read_accepted(const Response& response) {
    if (is_stale(response)) {
        return stale();
    }
    return response.success() || is_duplicate(response) ? Reading::done()
                                                        : read_failure("WMS", response);
}

}  // namespace drydock::integration::wms
