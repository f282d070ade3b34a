#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/runtime_settings.hpp"

/// What the runtime asks of a marketplace besides what it asks of every channel. Source:
/// amzn/selling-partner-api-models, ordersV0.json and feeds_2021-06-30.json.
namespace drydock::integration::channels {

/// The first page lists what changed from `updated_from` on. A later one has the token alone: the
/// filters are in it.
[[nodiscard]] Request list_marketplace_orders(
    const RuntimeSettings&, Instant updated_from, std::string_view next_token
);
[[nodiscard]] Request get_marketplace_order(const RuntimeSettings&, std::string_view number);
/// A date as the marketplace writes it: "2011-11-01T12:30:00Z". Nullopt for none.
[[nodiscard]] std::optional<Instant> read_date(const RuntimeSettings&, std::string_view text);
/// Whether a listed order is not paid yet: it has no address and must not be shipped. It is listed
/// again when it is paid.
[[nodiscard]] bool is_pending(Value order);

// A feed: a document is made, filled and submitted; then its status is asked for until it has
// ended, and its report read.
[[nodiscard]] Request create_feed_document(const RuntimeSettings&);
/// Levels of `products`; units by the same positions. The message of products[n] has id n + 1.
[[nodiscard]] Request fill_feed_document(
    const RuntimeSettings&,
    std::string_view url,
    const std::vector<std::uint32_t>& products,
    const std::vector<std::int64_t>& units,
    const Catalogue& catalogue
);
[[nodiscard]] Request create_feed(const RuntimeSettings&, std::string_view document);
[[nodiscard]] Request get_feed(const RuntimeSettings&, std::string_view feed);
[[nodiscard]] Request get_feed_document(const RuntimeSettings&, std::string_view document);
[[nodiscard]] Request download_feed_document(const RuntimeSettings&, std::string_view url);

}  // namespace drydock::integration::channels
