#include "integration/gateway/translate.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "integration/connectors/carrier/carrier_calls.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/flows/flow.hpp"

namespace drydock::integration {

namespace {

constexpr std::string_view owner_catalogue = "catalogue";
constexpr std::string_view owner_integration = "integration";

std::int32_t units_of(Value number) {
    const std::int64_t units = number.thousandths().value_or(0) / 1'000;
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    return units > largest || units < 0 ? 0 : static_cast<std::int32_t>(units);
}

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

std::vector<LineUnits> read_units(Value lines, Key id, Key quantity) {
    std::vector<LineUnits> units;
    units.reserve(lines.size());
    for (const Value line : lines) {
        const std::int64_t number = line[id].integer_or(0);
        const std::int32_t count = units_of(line[quantity]);
        if (number >= 1 && count > 0) {
            units.push_back({static_cast<std::uint32_t>(number - 1), count});
        }
    }
    return units;
}

/// Lines that name products instead of order lines.
std::vector<LineUnits> read_products(Value lines, const Vocabulary& vocabulary, Event& event) {
    std::vector<LineUnits> units;
    units.reserve(lines.size());
    for (const Value line : lines) {
        const auto product = vocabulary.catalogue.find(line["sku"].string());
        const std::int32_t count = units_of(line["quantity"]);
        if (!product) {
            event.problem = fmt::format("SKU {} is not in Odoo's catalogue", line["sku"].string());
            event.owner = owner_catalogue;
        } else if (count > 0) {
            units.push_back({*product, count});
        }
    }
    return units;
}

/// One entry a line: a line may leave in several lots, or partly as another product.
void merge_lines(std::vector<LineUnits>& lines) {
    const auto earlier = [](const LineUnits& left, const LineUnits& right) {
        return left.line >= right.line;
    };
    if (std::ranges::adjacent_find(lines, earlier) == lines.end()) {
        return;  // As nearly always.
    }
    std::ranges::stable_sort(lines, {}, &LineUnits::line);
    std::size_t kept = 0;
    for (std::size_t next = 1; next < lines.size(); ++next) {
        if (lines[next].line == lines[kept].line) {
            lines[kept].units += lines[next].units;
        } else {
            lines[++kept] = lines[next];
        }
    }
    lines.resize(std::min(lines.size(), kept + 1));
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

Event warehouse_event(JobKind kind, Value body, std::string_view order, std::string_view key) {
    Event event;
    event.number = order;
    event.key = EventKey::of("wms", to_text(kind), key);
    event.job.kind = kind;
    event.job.key = key;
    event.sequence = body["sequence"].integer_or(0);
    return event;
}

/// What left as another product is booked as delivered all the same, so its stock becomes the
/// ordered product's first. Source: X12 945, W12-01 CS, shipment complete with substitution.
void add_swaps(Value body, const Vocabulary& vocabulary, Event& event) {
    for (const Value line : body["lines"]) {
        const std::string_view ordered = line["substitute_for"].string();
        if (ordered.empty()) {
            continue;
        }
        const auto sent = vocabulary.catalogue.find(line["sku"].string());
        const auto wanted = vocabulary.catalogue.find(ordered);
        const std::int32_t units = units_of(line["quantity"]);
        if (!sent || !wanted || units <= 0) {
            continue;
        }
        const std::string key = fmt::format(
            "{}-{}-{}",
            body["parcel"].string(),
            line["line"].integer_or(0),
            event.more.size() / 2 + 1
        );
        const auto post = [&](std::string_view what, odoo::StockPostingKind kind, auto product) {
            Event swap;
            swap.job.kind = JobKind::post_stock;
            swap.job.key = fmt::format("{}-{}", what, key);
            swap.key = EventKey::of("wms", to_text(JobKind::post_stock), swap.job.key);
            swap.job.number = static_cast<std::int64_t>(kind);
            swap.job.lines.push_back({product, units});
            event.more.push_back(std::move(swap));
        };
        post("swap-in", odoo::StockPostingKind::found, *wanted);
        post("swap-out", odoo::StockPostingKind::loss, *sent);
    }
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

std::optional<Event> translate_warehouse(Value body, const Vocabulary& vocabulary) {
    const std::string_view topic = wms::topic_of(body);
    const std::string_view reference = body["reference"].string();
    const std::string_view parcel = body["parcel"].string();
    if (topic == "order.packed") {
        Event event = warehouse_event(JobKind::label_parcel, body, reference, parcel);
        event.job.number = body["weight_grams"].integer_or(0);
        event.job.lines = read_units(body["lines"], "line", "quantity");
        merge_lines(event.job.lines);
        return event;
    }
    if (topic == "shipment.confirmed") {
        // Source: X12 945, W12-01, element 368: CN is the next carrier move, and no cancellation.
        if (body["status"].string() == "CN") {
            return std::nullopt;
        }
        Event event = warehouse_event(JobKind::book_shipment, body, reference, parcel);
        event.job.text = body["tracking_number"].string();
        // Source: X12 945, W12-01, element 368: BP, partial and a backorder follows.
        event.job.number = body["status"].string() == "BP" ? 1 : 0;
        event.job.lines = read_units(body["lines"], "line", "quantity");
        merge_lines(event.job.lines);
        add_swaps(body, vocabulary, event);
        return event;
    }
    if (topic == "order.closed_short") {
        const std::string key =
            fmt::format("short-{}-{}", reference, body["sequence"].integer_or(0));
        Event event = warehouse_event(JobKind::close_short, body, reference, key);
        event.job.lines = read_units(body["lines"], "line", "quantity");
        return event;
    }
    if (topic == "return.received") {
        Event event = warehouse_event(
            JobKind::book_return, body, body["order_reference"].string(), reference
        );
        event.job.lines = read_units(body["lines"], "line", "quantity");
        return event;
    }
    if (topic == "inventory.received") {
        Event event = warehouse_event(JobKind::post_stock, body, {}, body["receipt"].string());
        event.job.number = static_cast<std::int64_t>(odoo::StockPostingKind::receipt);
        event.job.lines = read_products(body["lines"], vocabulary, event);
        return event;
    }
    if (topic == "inventory.adjusted") {
        Event event = warehouse_event(JobKind::post_stock, body, {}, body["adjustment"].string());
        const std::int64_t units = body["quantity"].thousandths().value_or(0) / 1'000;
        const auto product = vocabulary.catalogue.find(body["sku"].string());
        if (!product) {
            event.problem = fmt::format("SKU {} is not in Odoo's catalogue", body["sku"].string());
            event.owner = owner_catalogue;
            return event;
        }
        event.job.number = static_cast<std::int64_t>(
            units < 0 ? odoo::StockPostingKind::loss : odoo::StockPostingKind::found
        );
        event.job.lines.push_back({*product, static_cast<std::int32_t>(units < 0 ? -units : units)}
        );
        return event;
    }
    return std::nullopt;
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
