#include "integration/connectors/channels/marketplace_calls.hpp"

#include <fmt/format.h>

namespace drydock::integration::channels {

namespace {

Request make(const RuntimeSettings& settings, Method method, std::string path, Document body = {}) {
    return {
        .to = settings.marketplace,
        .method = method,
        .path = std::move(path),
        .body = std::move(body),
        .headers = {}};
}

/// The path of a URL that may name the host that it is on.
std::string_view path_of_url(std::string_view url) {
    const std::size_t scheme = url.find("://");
    return scheme == std::string_view::npos ? url : url.substr(url.find('/', scheme + 3));
}

}  // namespace

Request list_marketplace_orders(
    const RuntimeSettings& settings, Instant updated_from, std::string_view next_token
) {
    std::string path = fmt::format("/orders/v0/orders?MarketplaceIds={}", settings.marketplace_id);
    if (next_token.empty()) {
        path += fmt::format(
            "&LastUpdatedAfter={}Z", to_text(settings.calendar.date_time_of(updated_from))
        );
    } else {
        path += fmt::format("&NextToken={}", next_token);
    }
    return make(settings, Method::get, std::move(path));
}

Request get_marketplace_order(const RuntimeSettings& settings, std::string_view number) {
    return make(settings, Method::get, fmt::format("/orders/v0/orders/{}", number));
}

std::optional<Instant> read_date(const RuntimeSettings& settings, std::string_view text) {
    if (text.ends_with('Z')) {
        text.remove_suffix(1);
    }
    const auto date = parse_date_time(text);
    return date ? std::optional{settings.calendar.instant_of(*date)} : std::nullopt;
}

bool is_pending(Value order) {
    return order["OrderStatus"].string() == "Pending";
}

Request create_feed_document(const RuntimeSettings& settings) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("contentType", "application/json; charset=UTF-8");
    writer.end();
    return make(settings, Method::post, "/feeds/2021-06-30/documents", writer.finish());
}

Request fill_feed_document(
    const RuntimeSettings& settings,
    std::string_view url,
    const std::vector<std::uint32_t>& products,
    const std::vector<std::int64_t>& units,
    const Catalogue& catalogue
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("header");
    writer.field("sellerId", settings.marketplace_seller_id);
    writer.field("version", "2.0");
    writer.field("issueLocale", "en_GB");
    writer.end();
    writer.begin_array("messages");
    for (std::size_t index = 0; index < products.size(); ++index) {
        writer.begin_object();
        writer.field("messageId", index + 1);
        writer.field("sku", catalogue.at(products[index]).sku);
        writer.field("operationType", "PATCH");
        writer.field("productType", "PRODUCT");
        writer.begin_array("patches");
        writer.begin_object();
        writer.field("op", "replace");
        writer.field("path", "/attributes/fulfillment_availability");
        writer.begin_array("value");
        writer.begin_object();
        writer.field("fulfillment_channel_code", "DEFAULT");
        writer.field("quantity", units[index]);
        writer.end();
        writer.end();
        writer.end();
        writer.end();
        writer.end();
    }
    writer.end();
    writer.end();
    return make(settings, Method::put, std::string{path_of_url(url)}, writer.finish());
}

Request create_feed(const RuntimeSettings& settings, std::string_view document) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("feedType", "JSON_LISTINGS_FEED");
    writer.begin_array("marketplaceIds");
    writer.add(settings.marketplace_id);
    writer.end();
    writer.field("inputFeedDocumentId", document);
    writer.end();
    return make(settings, Method::post, "/feeds/2021-06-30/feeds", writer.finish());
}

Request get_feed(const RuntimeSettings& settings, std::string_view feed) {
    return make(settings, Method::get, fmt::format("/feeds/2021-06-30/feeds/{}", feed));
}

Request get_feed_document(const RuntimeSettings& settings, std::string_view document) {
    return make(settings, Method::get, fmt::format("/feeds/2021-06-30/documents/{}", document));
}

Request download_feed_document(const RuntimeSettings& settings, std::string_view url) {
    return make(settings, Method::get, std::string{path_of_url(url)});
}

}  // namespace drydock::integration::channels
