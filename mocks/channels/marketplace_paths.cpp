#include "mocks/channels/marketplace_paths.hpp"

namespace drydock::mocks::channels {

namespace {

using enum MarketplaceAsk;

MarketplacePath read_order_path(Method method, std::string_view path) {
    const std::string_view order = path_segment(path, 3);
    const std::string_view verb = path_segment(path, 4);
    if (order.empty() || !path_segment(path, 5).empty()) {
        return {};
    }
    if (method == Method::get) {
        return {verb.empty() ? get : verb == "orderItems" ? items : unknown, order};
    }
    if (method != Method::post) {
        return {};
    }
    return {
        verb == "acknowledgement"        ? acknowledge
        : verb == "shipmentConfirmation" ? ship
        : verb == "cancellation"         ? cancel
        : verb == "refund"               ? refund
                                         : unknown,
        order};
}

MarketplacePath read_feed_path(Method method, std::string_view path) {
    const std::string_view room = path_segment(path, 2);
    const std::string_view item = path_segment(path, 3);
    if (!path_segment(path, 4).empty()) {
        return {};
    }
    const bool feeds = room == "feeds";
    if (!feeds && room != "documents") {
        return {};
    }
    if (item.empty()) {
        return {method != Method::post ? unknown : feeds ? create_feed : create_document, item};
    }
    if (method == Method::get) {
        return {feeds ? get_feed : get_document, item};
    }
    return {feeds && method == Method::remove ? cancel_feed : unknown, item};
}

}  // namespace

MarketplacePath read_marketplace_path(const Request& request) {
    const std::string_view path = path_of(request.path);
    const Method method = request.method;
    if (path == "/orders/v0/orders") {
        return {method == Method::get ? list : unknown, {}};
    }
    if (path.starts_with("/orders/v0/orders/")) {
        return read_order_path(method, path);
    }
    if (path.starts_with("/feeds/2021-06-30/")) {
        return read_feed_path(method, path);
    }
    if (path.starts_with("/documents/")) {
        return {
            method == Method::put   ? upload
            : method == Method::get ? download
                                    : unknown,
            path_segment(path, 1)};
    }
    const std::string_view sku = path_segment(path, 4);
    if (path.starts_with("/listings/2021-08-01/items/") && !sku.empty()) {
        return {method == Method::patch ? patch_listing : unknown, sku};
    }
    return {};
}

}  // namespace drydock::mocks::channels
