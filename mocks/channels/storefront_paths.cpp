#include "mocks/channels/storefront_paths.hpp"

namespace drydock::mocks::channels {

namespace {

constexpr std::size_t depth_max = 5;

struct Segments {
    std::array<std::string_view, depth_max> at{};
    std::size_t count = 0;  ///< 0 when the path is none of this shop's.
};

/// What of `path` names a resource: without what stands before and behind in every path of a shop.
std::string_view resource_of(ShopDialect dialect, std::string_view path) {
    path = path_of(path);
    if (dialect == ShopDialect::woocommerce) {
        // Source: WooCommerce REST API, version 3.
        constexpr std::string_view prefix = "/wp-json/wc/v3/";
        return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string_view{};
    }
    constexpr std::string_view prefix = "/admin/api/";
    constexpr std::string_view suffix = ".json";
    if (!path.starts_with(prefix) || !path.ends_with(suffix)) {
        return {};
    }
    path.remove_prefix(prefix.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos || path.size() < slash + 1 + suffix.size()) {
        return {};
    }
    path.remove_suffix(suffix.size());
    return path.substr(slash + 1);
}

Segments split(std::string_view resource) {
    Segments segments;
    while (!resource.empty() && segments.count < depth_max) {
        const std::size_t slash = resource.find('/');
        segments.at[segments.count++] = resource.substr(0, slash);
        if (slash == std::string_view::npos) {
            return segments;
        }
        resource.remove_prefix(slash + 1);
    }
    return {};
}

StorefrontAsk ask_of_orders(const Segments& segments, Method method) {
    const bool get = method == Method::get;
    switch (segments.count) {
        case 1:
            return get ? StorefrontAsk::list : StorefrontAsk::unknown;
        case 2:
            if (get) {
                return segments.at[1] == "count" ? StorefrontAsk::count : StorefrontAsk::get;
            }
            return method == Method::remove ? StorefrontAsk::remove
                   : method == Method::put  ? StorefrontAsk::cancel
                                            : StorefrontAsk::unknown;
        default:
            break;
    }
    const std::string_view room = segments.at[2];
    const bool post = method == Method::post;
    if (segments.count == 3 && room == "fulfillments" && (get || post)) {
        return post ? StorefrontAsk::fulfil : StorefrontAsk::list_fulfilments;
    }
    if (segments.count == 3 && room == "refunds" && (get || post)) {
        return post ? StorefrontAsk::refund : StorefrontAsk::list_refunds;
    }
    if (segments.count == 3 && room == "cancel" && post) {
        return StorefrontAsk::cancel;
    }
    const std::string_view verb = segments.at[4];
    if (segments.count == 5 && room == "fulfillments" && verb == "events" && post) {
        return StorefrontAsk::add_event;
    }
    if (segments.count == 5 && room == "cancellation_requests" && post) {
        return verb == "accept"   ? StorefrontAsk::accept_cancel
               : verb == "reject" ? StorefrontAsk::reject_cancel
                                  : StorefrontAsk::unknown;
    }
    return StorefrontAsk::unknown;
}

StorefrontAsk ask_of_webhooks(const Segments& segments, Method method) {
    if (segments.count == 1) {
        return method == Method::get    ? StorefrontAsk::list_webhooks
               : method == Method::post ? StorefrontAsk::create_webhook
                                        : StorefrontAsk::unknown;
    }
    if (segments.count == 2) {
        return method == Method::get      ? StorefrontAsk::get_webhook
               : method == Method::put    ? StorefrontAsk::update_webhook
               : method == Method::remove ? StorefrontAsk::remove_webhook
                                          : StorefrontAsk::unknown;
    }
    return StorefrontAsk::unknown;
}

/// "inventory_levels" of Shopify, "products" of WooCommerce.
StorefrontAsk ask_of_stock(ShopDialect dialect, const Segments& segments, Method method) {
    if (segments.count == 1 && method == Method::get) {
        return StorefrontAsk::list_inventory;
    }
    if (segments.count != 2 || method != Method::post) {
        return StorefrontAsk::unknown;
    }
    const std::string_view verb = segments.at[1];
    if (dialect == ShopDialect::woocommerce) {
        return verb == "batch" ? StorefrontAsk::set_inventory : StorefrontAsk::unknown;
    }
    return verb == "set"      ? StorefrontAsk::set_inventory
           : verb == "adjust" ? StorefrontAsk::adjust_inventory
                              : StorefrontAsk::unknown;
}

}  // namespace

StorefrontPath read_storefront_path(ShopDialect dialect, const Request& request) {
    const Segments segments = split(resource_of(dialect, request.path));
    const std::string_view first = segments.at[0];
    if (first == "orders") {
        const StorefrontAsk ask = ask_of_orders(segments, request.method);
        // Each vendor cancels and deletes in its own way.
        const bool shopify = dialect == ShopDialect::shopify;
        const bool other =
            (ask == StorefrontAsk::cancel && shopify != (request.method == Method::post)) ||
            (ask == StorefrontAsk::count && !shopify);
        return {other ? StorefrontAsk::unknown : ask, segments.at[1], segments.at[3]};
    }
    if (first == "webhooks") {
        return {ask_of_webhooks(segments, request.method), segments.at[1], {}};
    }
    const bool stock = first == (dialect == ShopDialect::shopify ? "inventory_levels" : "products");
    return {stock ? ask_of_stock(dialect, segments, request.method) : StorefrontAsk::unknown};
}

}  // namespace drydock::mocks::channels
