#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/calendar.hpp"
#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "mocks/channels/marketplace_settings.hpp"

namespace drydock::mocks::channels {

/// Source: ordersV0.json, OrderStatuses; the positions are the bits of OrderQuery::statuses.
inline constexpr std::array<std::string_view, 8> order_statuses{
    "Pending",
    "Unshipped",
    "PartiallyShipped",
    "Shipped",
    "Canceled",
    "Unfulfillable",
    "InvoiceUnconfirmed",
    "PendingAvailability"};

/// What a round through the order list is about, and how far it has come. Its NextToken carries all
/// of it.
struct OrderQuery {
    bool by_creation = false;    ///< The dates are those of creation, not of the last update.
    Instant after;               ///< Inclusive.
    Instant before;              ///< Inclusive.
    std::uint32_t statuses = 0;  ///< A bit for each that is wanted; 0: all.
    std::uint32_t page_size = 0;
    std::uint64_t filters = 0;  ///< Hash of the query's parameters but NextToken.
    Instant issued;             ///< When the token was given.
    std::uint64_t position = 0;
    bool continued = false;  ///< By a token.
};

/// An ISO 8601 date, with or without "Z" and milliseconds, percent-encoded or not.
[[nodiscard]] std::optional<Instant> marketplace_date(
    std::string_view text, const Calendar& calendar
);

/// Reads the query of a list request. The error is what the answer says with 400.
/// Source: ordersV0.json, getOrders: one of CreatedAfter and LastUpdatedAfter; CreatedBefore and
/// LastUpdatedBefore at least two minutes ago; MaxResultsPerPage 1 to 100.
[[nodiscard]] expected<OrderQuery, std::string_view> read_order_query(
    const MarketplaceSettings& settings, std::string_view path, Instant now
);

[[nodiscard]] std::string next_token(const OrderQuery& query);
/// Nullopt for text that is no token.
[[nodiscard]] std::optional<OrderQuery> read_next_token(std::string_view token);

/// Hash of all filters in the query but NextToken and MarketplaceIds; 0 for none.
[[nodiscard]] std::uint64_t filters_of(std::string_view path);

/// Calls `visit(name, value)` for each parameter of the query.
template <class Visit>
void for_each_parameter(std::string_view path, const Visit& visit) {
    const std::size_t begin = path.find('?');
    if (begin == std::string_view::npos) {
        return;
    }
    path.remove_prefix(begin + 1);
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('&'));
        const std::size_t equals = part.find('=');
        visit(
            part.substr(0, equals),
            equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1)
        );
        path.remove_prefix(std::min(path.size(), part.size() + 1));
    }
}

}  // namespace drydock::mocks::channels
