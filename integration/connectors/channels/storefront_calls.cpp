#include "integration/connectors/channels/storefront_calls.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "integration/connectors/reading.hpp"

namespace drydock::integration::shop {

namespace {

/// Source: Shopify REST pagination, limit at most 250; WooCommerce, per_page at most 100.
constexpr std::size_t shopify_page_max = 250;
constexpr std::size_t woocommerce_page_max = 100;
constexpr std::string_view hook_path = "/webhooks/storefront";

struct Topic {
    std::string_view shopify;
    std::string_view woocommerce;
};
/// What the runtime has to be told of.
constexpr std::array<Topic, 3> topics{{
    {"orders/create", "order.created"},
    {"fulfillment_orders/cancellation_request_submitted", "cancellation_request.created"},
    {"returns/request", "return_request.created"},
}};

bool is_shopify(const RuntimeSettings& settings) {
    return settings.storefront_dialect == StorefrontDialect::shopify;
}

Request make(
    const RuntimeSettings& settings, Method method, std::string_view resource, Document body
) {
    return {
        .to = settings.storefront,
        .method = method,
        .path = path_to(settings, resource),
        .body = std::move(body)};
}

std::string date_text(const RuntimeSettings& settings, Instant instant) {
    return to_text(settings.calendar.date_time_of(std::max(instant, Instant{})));
}

/// The page_info of the relation "next". Source: RFC 8288; Shopify REST pagination.
std::string next_page_info(std::string_view link) {
    const std::size_t relation = link.find(R"(rel="next")");
    if (relation == std::string_view::npos) {
        return {};
    }
    link = link.substr(0, relation);
    const std::size_t open = link.rfind('<');
    const std::size_t close = link.rfind('>');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
        return {};
    }
    return std::string{query_parameter(link.substr(open + 1, close - open - 1), "page_info")};
}

/// Pages by number shift while orders change, so the next one begins with the last row's second;
/// only where a page ends in the second in which it began is the number raised.
std::string next_of_woocommerce(
    const RuntimeSettings& settings, Value orders, std::string_view continuation
) {
    if (orders.size() < woocommerce_page_max) {
        return {};
    }
    Value last;
    for (const Value order : orders) {
        last = order;
    }
    const auto updated = updated_at(settings, last);
    if (!updated) {
        return {};
    }
    const std::string after = date_text(settings, *updated - one_second);
    const std::string before = fmt::format("?modified_after={}", after);
    std::uint32_t page = 1;
    if (continuation.starts_with(before)) {
        const std::string_view number = query_parameter(continuation, "page");
        std::from_chars(number.data(), number.data() + number.size(), page);
        ++page;
    }
    return fmt::format("{}&page={}", before, page);
}

}  // namespace

std::string path_to(const RuntimeSettings& settings, std::string_view resource) {
    if (!is_shopify(settings)) {
        return fmt::format("/wp-json/wc/v3/{}", resource);
    }
    const std::size_t query = std::min(resource.find('?'), resource.size());
    return fmt::format(
        "/admin/api/{}/{}.json{}",
        settings.storefront_api_version,
        resource.substr(0, query),
        resource.substr(query)
    );
}

Request list_orders(
    const RuntimeSettings& settings, Instant updated_from, std::string_view continuation
) {
    if (is_shopify(settings)) {
        return make(
            settings,
            Method::get,
            continuation.empty()
                ? fmt::format(
                      "orders?status=any&updated_at_min={}&limit={}",
                      date_text(settings, updated_from),
                      shopify_page_max
                  )
                : fmt::format("orders?limit={}&page_info={}", shopify_page_max, continuation),
            {}
        );
    }
    const std::string first =
        continuation.empty()
            ? fmt::format(
                  "?modified_after={}&page=1", date_text(settings, updated_from - one_second)
              )
            : std::string{continuation};
    return make(
        settings,
        Method::get,
        fmt::format("orders{}&per_page={}&orderby=modified&order=asc", first, woocommerce_page_max),
        {}
    );
}

Page read_page(
    const RuntimeSettings& settings, const Response& response, std::string_view continuation
) {
    if (is_shopify(settings)) {
        return {response.body["orders"], next_page_info(response.header("Link"))};
    }
    const Value orders = response.body.root();
    return {orders, next_of_woocommerce(settings, orders, continuation)};
}

std::string_view number_of(const RuntimeSettings& settings, Value order) {
    return order[is_shopify(settings) ? Key{"name"} : Key{"number"}].string();
}

std::optional<Instant> updated_at(const RuntimeSettings& settings, Value order) {
    const Key key = is_shopify(settings) ? Key{"updated_at"} : Key{"date_modified"};
    const auto date = parse_date_time(order[key].string());
    return date ? std::optional{settings.calendar.instant_of(*date)} : std::nullopt;
}

Request refund(
    const RuntimeSettings& settings,
    const Order& order,
    std::string_view key,
    std::string_view reason,
    const std::vector<LineUnits>& lines
) {
    DocumentWriter writer;
    writer.begin_object();
    if (is_shopify(settings)) {
        writer.begin_object("refund");
    }
    writer.field("amount", order.price_of(lines));
    writer.begin_array("line_items");
    for (const LineUnits& part : lines) {
        writer.begin_object();
        writer.field("id", part.line + 1);
        writer.field("quantity", part.units);
        writer.end();
    }
    writer.end();
    writer.field("restock_type", reason);
    writer.field("note", key);
    writer.end();
    if (is_shopify(settings)) {
        writer.end();
    }
    Request request = make(
        settings, Method::post, fmt::format("orders/{}/refunds", order.channel_id), writer.finish()
    );
    if (is_shopify(settings)) {
        request.headers.push_back({"Idempotency-Key", std::string{key}});
    }
    return request;
}

bool refund_is_repeatable(const RuntimeSettings& settings) {
    return is_shopify(settings);
}

Request find_refund(const RuntimeSettings& settings, const Order& order) {
    return make(settings, Method::get, fmt::format("orders/{}/refunds", order.channel_id), {});
}

Reading read_refund_found(const Response& response, std::string_view key) {
    if (!response.success()) {
        return read_failure("channel", response);
    }
    for (const Value refund : response.body["refunds"]) {
        if (refund["note"].string() == key) {
            return Reading::done();
        }
    }
    return Reading::absent();
}

std::size_t quantities_max(const RuntimeSettings& settings) {
    // Source: Shopify inventorySetQuantities, 250; WooCommerce, batches of 100.
    return is_shopify(settings) ? 250 : 100;
}

Request publish_stock(
    const RuntimeSettings& settings,
    const std::vector<std::uint32_t>& products,
    const std::vector<std::int64_t>& units,
    const Catalogue& catalogue
) {
    const bool shopify = is_shopify(settings);
    DocumentWriter writer;
    writer.begin_object();
    if (shopify) {
        // The levels are Odoo's and the warehouse's: what the shop believed meanwhile gives way.
        writer.field_bool("ignoreCompareQuantity", true);
    }
    writer.begin_array(shopify ? Key{"quantities"} : Key{"update"});
    for (std::size_t index = 0; index < products.size(); ++index) {
        writer.begin_object();
        writer.field("sku", catalogue.at(products[index]).sku);
        writer.field(shopify ? Key{"available"} : Key{"stock_quantity"}, units[index]);
        writer.end();
    }
    writer.end();
    writer.end();
    return make(
        settings, Method::post, shopify ? "inventory_levels/set" : "products/batch", writer.finish()
    );
}

std::string_view topic_of(const RuntimeSettings& settings, const Request& request) {
    return request.header(is_shopify(settings) ? "X-Shopify-Topic" : "X-WC-Webhook-Topic");
}

std::optional<Instant> triggered_at(const RuntimeSettings& settings, const Request& request) {
    if (!is_shopify(settings)) {
        return std::nullopt;
    }
    // Of "2011-11-28T16:58:03.877041743Z" the part before the fraction.
    auto when = parse_date_time(request.header("X-Shopify-Triggered-At").substr(0, 19));
    if (!when) {
        return std::nullopt;
    }
    // Nanoseconds hold 292 years; anybody may write anything here.
    when->year = std::clamp(when->year, 1'900, 2'200);
    return settings.calendar.instant_of(*when);
}

bool is_ping(const RuntimeSettings& settings, const Request& request) {
    return !is_shopify(settings) && request.body.empty() &&
           request.body_text().starts_with("webhook_id=");
}

Request list_webhooks(const RuntimeSettings& settings) {
    return make(settings, Method::get, "webhooks", {});
}

std::vector<Request> missing_webhooks(const RuntimeSettings& settings, const Response& response) {
    const bool shopify = is_shopify(settings);
    const Value listed = shopify ? response.body["webhooks"] : response.body.root();
    std::vector<Request> wanted;
    for (const Topic& topic : topics) {
        const std::string_view name = shopify ? topic.shopify : topic.woocommerce;
        Value dead;
        bool alive = false;
        for (const Value webhook : listed) {
            if (webhook["topic"].string() != name) {
                continue;
            }
            if (shopify || webhook["status"].string() == "active") {
                alive = true;
            } else {
                dead = webhook;
            }
        }
        if (alive) {
            continue;
        }
        DocumentWriter writer;
        writer.begin_object();
        if (shopify) {
            writer.begin_object("webhook");
            writer.field("topic", name);
            writer.field("address", hook_path);
            writer.field("format", "json");
            writer.end();
        } else if (dead.present()) {
            writer.field("status", "active");
        } else {
            writer.field("topic", name);
            writer.field("delivery_url", hook_path);
        }
        writer.end();
        wanted.push_back(make(
            settings,
            dead.present() ? Method::put : Method::post,
            dead.present() ? fmt::format("webhooks/{}", dead["id"].integer_or(0)) : "webhooks",
            writer.finish()
        ));
    }
    return wanted;
}

}  // namespace drydock::integration::shop
