#include <algorithm>

#include <fmt/format.h>

#include "mocks/channels/storefront.hpp"
#include "mocks/channels/storefront_cursor.hpp"

/// Rules that only a strict storefront holds against its client.
namespace drydock::mocks {

using channels::StorefrontPath;

void Storefront::watch(const Moment& moment, const Incoming& incoming, StorefrontPath path) {
    const Request& request = incoming.request;
    const std::string_view name = operations()[static_cast<std::size_t>(path.ask)];
    const Instant now = moment.now;
    watch_.request(now, incoming.from, static_cast<std::uint16_t>(path.ask), name);
    watch_query(now, name, request.path);
    watch_inventory(now, path.ask, request);
    if (path.ask == StorefrontAsk::create_webhook) {
        if (shopify()) {
            watch_.fields(now, name, request.body["webhook"], {"topic", "address", "format"});
        } else {
            watch_.fields(
                now,
                name,
                request.body.root(),
                {"name", "topic", "delivery_url", "secret", "status"}
            );
        }
    }
    if (const auto order = find_order(path.id)) {
        watch_order(now, path.ask, request, *order);
    }
    if (shopify()) {
        const std::string_view key = request.header("Idempotency-Key");
        watch_.key_used(now, key, request.body.content_hash());
    }
}

/// The query of a list: names that it does not know, and a cursor that is used otherwise than it
/// was given. Source: Shopify REST pagination, page_info opaque, no other filter beside it.
void Storefront::watch_query(Instant now, std::string_view name, std::string_view path) {
    if (name != "orders/list") {
        return;
    }
    constexpr std::array<std::string_view, 6> of_shopify{
        "limit", "page_info", "fields", "status", "updated_at_min", "order"};
    constexpr std::array<std::string_view, 6> of_woocommerce{
        "page", "per_page", "modified_after", "status", "orderby", "order"};
    const auto& known = shopify() ? of_shopify : of_woocommerce;
    const bool has_cursor = !query_parameter(path, "page_info").empty();
    for (const std::string_view parameter : channels::names_in_query(path)) {
        if (std::ranges::find(known, parameter) == known.end()) {
            watch_.note(
                now,
                violation::unknown_field,
                fmt::format("{}: there is no parameter \"{}\"", name, parameter)
            );
        } else if (has_cursor && parameter != "page_info" && parameter != "limit" &&
                   parameter != "fields") {
            watch_.note(
                now,
                violation::broken_pagination,
                fmt::format("{}: \"{}\" beside page_info", name, parameter)
            );
        }
    }
    if (has_cursor && !channels::read_cursor(query_parameter(path, "page_info"))) {
        watch_.note(
            now, violation::broken_pagination, fmt::format("{}: page_info is not ours", name)
        );
    }
}

void Storefront::watch_order(
    Instant now, StorefrontAsk ask, const Request& request, std::uint32_t order
) {
    const Value body = request.body.root();
    const auto wrong_order = [&](std::string_view why) {
        watch_.note(now, violation::wrong_order, fmt::format("{}: {}", request.path, why));
    };
    const bool cancelled = book_.order(order).cancelled.has_value();
    switch (ask) {
        case StorefrontAsk::fulfil: {
            const Value fulfilment = body["fulfillment"];
            watch_.fields(now, "fulfillments/create", body, {"fulfillment"});
            watch_.fields(
                now,
                "fulfillments/create",
                fulfilment,
                {"reference",
                 "tracking_number",
                 "tracking_company",
                 "line_items",
                 "notify_customer"}
            );
            for (const Value line : fulfilment["line_items"]) {
                watch_.fields(now, "fulfillments/create", line, {"id", "quantity"});
            }
            if (cancelled) {
                wrong_order("a cancelled order is fulfilled");
            }
            return;
        }
        case StorefrontAsk::refund:
            watch_.fields(
                now,
                "refunds/create",
                shopify() ? body["refund"] : body,
                {"amount", "line_items", "restock_type", "note"}
            );
            return;
        case StorefrontAsk::accept_cancel:
        case StorefrontAsk::reject_cancel: {
            const auto path = channels::read_storefront_path(settings_.dialect, request);
            const auto index = book_.find_cancel(order, path.item);
            if (index && book_.request(*index).answer != CancelAnswer::none) {
                wrong_order("answered twice");
            }
            return;
        }
        default:
            return;
    }
}

void Storefront::watch_inventory(Instant now, StorefrontAsk ask, const Request& request) {
    const Value body = request.body.root();
    if (ask == StorefrontAsk::adjust_inventory) {
        watch_.fields(now, "inventory/adjust", body, {"quantities"});
        return;
    }
    if (ask != StorefrontAsk::set_inventory) {
        return;
    }
    if (!shopify()) {
        watch_.fields(now, "inventory/set", body, {"update"});
        return;
    }
    watch_.fields(now, "inventory/set", body, {"quantities", "ignoreCompareQuantity"});
    for (const Value quantity : body["quantities"]) {
        watch_.fields(
            now,
            "inventory/set",
            quantity,
            {"sku", "available", "compareQuantity", "changeFromQuantity"}
        );
    }
    const bool ignores = body["ignoreCompareQuantity"].is_true();
    const Value first = body["quantities"].at(0);
    if (!ignores && !first["compareQuantity"].present() && !first["changeFromQuantity"].present()) {
        watch_.note(
            now,
            violation::precondition_missing,
            "inventory/set: neither the level that is expected nor ignoreCompareQuantity"
        );
    }
}

}  // namespace drydock::mocks
