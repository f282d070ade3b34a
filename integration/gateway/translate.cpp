#include "integration/gateway/translate.hpp"

#include <fmt/format.h>

#include "integration/connectors/carrier/carrier_calls.hpp"
#include "integration/flows/flow.hpp"
#include "integration/gateway/line_units.hpp"

namespace drydock::integration {

namespace {

constexpr std::string_view owner_integration = "integration";

/// Names of the fields in which a channel writes an order's lines.
struct LineFields {
    Key lines;
    Key id;
    Key sku;
    Key quantity;
    Key price;
};

constexpr LineFields storefront_fields{"line_items", "id", "sku", "quantity", "price"};
constexpr LineFields marketplace_fields{
    "OrderItems", "OrderItemId", "SellerSKU", "QuantityOrdered", "ItemPrice"};

void read_order_lines(
    Value body, const LineFields& fields, const Vocabulary& vocabulary, Event& event
) {
    Order& order = *event.order;
    const Value lines = body[fields.lines];
    order.lines.reserve(lines.size());
    for (const Value line : lines) {
        const std::string_view sku = line[fields.sku].string();
        const auto product = vocabulary.catalogue.find(sku);
        const std::int32_t units = units_of(line[fields.quantity]);
        // The line's id is its position: every later message names lines by it.
        const bool in_place =
            line[fields.id].integer_or(0) == static_cast<std::int64_t>(order.lines.size()) + 1;
        if (!product) {
            event.problem = fmt::format("SKU {} is not in Odoo's catalogue", sku);
            event.owner = owner_catalogue;
            return;
        }
        if (units <= 0 || !in_place) {
            event.problem =
                fmt::format("line {} has no usable quantity or id", order.lines.size() + 1);
            event.owner = owner_integration;
            return;
        }
        order.lines.push_back(
            {.product = *product,
             .units = units,
             .price_thousandths = static_cast<std::int32_t>(line[fields.price].money().thousandths)}
        );
    }
    if (order.lines.empty()) {
        event.problem = "the order has no lines";
        event.owner = owner_integration;
    }
}

Event order_event(std::string_view channel, std::string_view number) {
    Event event;
    event.number = number;
    event.key = EventKey::of(channel, "order", number);
    event.order.emplace();
    event.order->number = number;
    return event;
}

Event request_event(
    std::string_view channel,
    JobKind kind,
    std::string_view number,
    std::string_view request,
    std::vector<LineUnits> lines
) {
    Event event;
    event.number = number;
    event.key = EventKey::of(channel, to_text(kind), request);
    event.job.kind = kind;
    event.job.key = request;
    event.job.lines = std::move(lines);
    return event;
}

/// Where the two dialects of a shop differ in how they write an order.
struct ShopFields {
    Key number;
    Key created;
    Key address;
};
constexpr ShopFields shopify_fields{"name", "created_at", "shipping_address"};
constexpr ShopFields woocommerce_fields{"number", "date_created", "shipping"};

const ShopFields& fields_of(const Vocabulary& vocabulary) {
    return vocabulary.dialect == StorefrontDialect::shopify ? shopify_fields : woocommerce_fields;
}

Event storefront_order(Value body, const Vocabulary& vocabulary) {
    const ShopFields& fields = fields_of(vocabulary);
    Event event = order_event("storefront", body[fields.number].string());
    Order& order = *event.order;
    order.channel = Channel::storefront;
    order.channel_id = body["id"].integer_or(0);
    const Value customer = vocabulary.dialect == StorefrontDialect::shopify ? body["customer"]["id"]
                                                                            : body["customer_id"];
    order.customer = static_cast<std::uint64_t>(customer.integer_or(0));
    order.country = body[fields.address]["country"].string();
    if (const auto placed = parse_date_time(body[fields.created].string())) {
        order.placed = vocabulary.calendar.instant_of(*placed);
    }
    read_order_lines(body, storefront_fields, vocabulary, event);
    return event;
}

Event storefront_request(JobKind kind, std::string_view number, Value request) {
    return request_event(
        "storefront",
        kind,
        number,
        request["request"].string(),
        read_units(request["line_items"], "id", "quantity")
    );
}

Event marketplace_order(Value body, const Vocabulary& vocabulary) {
    Event event = order_event("marketplace", body["AmazonOrderId"].string());
    Order& order = *event.order;
    order.channel = Channel::marketplace;
    order.customer = static_cast<std::uint64_t>(body["BuyerId"].integer_or(0));
    order.country = body["ShippingAddress"]["Country"].string();
    const std::string_view date = body["PurchaseDate"].string();  // "2011-11-01T12:30:00Z".
    if (const auto placed = parse_date_time(date.substr(0, date.find('Z')))) {
        order.placed = vocabulary.calendar.instant_of(*placed);
    }
    read_order_lines(body, marketplace_fields, vocabulary, event);
    return event;
}

}  // namespace

std::optional<Event> translate_storefront(
    std::string_view topic, Value body, const Vocabulary& vocabulary
) {
    const std::string_view number = body[fields_of(vocabulary).number].string();
    if (topic == "orders/create" || topic == "order.created") {
        return storefront_order(body, vocabulary);
    }
    if (topic == "fulfillment_orders/cancellation_request_submitted" ||
        topic == "cancellation_request.created") {
        return storefront_request(JobKind::cancel, number, body);
    }
    if (topic == "returns/request" || topic == "return_request.created") {
        return storefront_request(JobKind::authorise_return, number, body);
    }
    return std::nullopt;
}

std::vector<Event> translate_storefront_listing(
    Value order, Listing listing, const Vocabulary& vocabulary
) {
    std::vector<Event> events;
    if (listing == Listing::whole) {
        events.push_back(storefront_order(order, vocabulary));
    }
    const std::string_view number = order[fields_of(vocabulary).number].string();
    for (const Value request : order["cancellation_requests"]) {
        events.push_back(storefront_request(JobKind::cancel, number, request));
    }
    for (const Value request : order["return_requests"]) {
        events.push_back(storefront_request(JobKind::authorise_return, number, request));
    }
    return events;
}

std::vector<Event> translate_marketplace_listing(
    Value order, Listing listing, const Vocabulary& vocabulary
) {
    std::vector<Event> events;
    if (listing == Listing::whole) {
        events.push_back(marketplace_order(order, vocabulary));
    }
    const auto add_requests = [&](Value requests, JobKind kind) {
        for (const Value request : requests) {
            events.push_back(request_event(
                "marketplace",
                kind,
                order["AmazonOrderId"].string(),
                request["RequestId"].string(),
                read_units(request["Items"], "OrderItemId", "Quantity")
            ));
        }
    };
    add_requests(order["CancellationRequests"], JobKind::cancel);
    add_requests(order["ReturnRequests"], JobKind::authorise_return);
    return events;
}

std::optional<Event> translate_carrier(Value body) {
    const Value result = body["result"];
    const ParcelStatus status = carrier::status_of(result["status"].string());
    if (status == ParcelStatus::packed) {
        return std::nullopt;
    }
    const std::string_view parcel = result["reference"].string();
    Event event;
    event.key = EventKey::of("carrier", result["status"].string(), parcel);
    event.job.kind = JobKind::report_milestone;
    event.job.key = parcel;
    event.job.number = static_cast<std::int64_t>(status);
    return event;
}

}  // namespace drydock::integration
