#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.hpp"
#include "core/document.hpp"
#include "integration/delivery/dedup.hpp"
#include "integration/flows/job.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/runtime_settings.hpp"

namespace drydock::integration {

/// One thing that a partner says has happened, in canonical words: a new order, or something about
/// an order or about stock.
struct Event {
    EventKey key;
    std::string number;          ///< Of the order; empty when found by parcel, or for stock.
    std::optional<Order> order;  ///< A new order; otherwise `job` says what is to be done.
    Job job;
    std::int64_t sequence = 0;  ///< Of a warehouse message; 0 for none.
    std::vector<Event> more;    ///< What the same message says besides.
    /// Why this cannot be worked on as it is; empty when it can. Then `owner` has to act.
    std::string problem;
    std::string owner;
};

/// Whether what the warehouse counts in another unit than pieces becomes pieces.
enum class Units : std::uint8_t { converted, as_they_are };

/// What translation needs to know besides the body.
struct Vocabulary {
    const Catalogue& catalogue;
    const Calendar& calendar;
    StorefrontDialect dialect = StorefrontDialect::shopify;
    Units units = Units::converted;
};

/// Topic of a storefront webhook to its event. Nullopt: a topic that means nothing to us.
[[nodiscard]] std::optional<Event>
translate_storefront(std::string_view topic, Value body, const Vocabulary&);

/// Whether a listing's order itself is wanted, or only what happened to it since.
enum class Listing : std::uint8_t { whole, requests_only };

/// A listed order with all that has happened to it: the order first, then its requests.
[[nodiscard]] std::vector<Event>
translate_storefront_listing(Value order, Listing, const Vocabulary&);
[[nodiscard]] std::vector<Event>
translate_marketplace_listing(Value order, Listing, const Vocabulary&);

/// A warehouse message, by webhook or from its outbox.
[[nodiscard]] std::optional<Event> translate_warehouse(Value body, const Vocabulary&);

[[nodiscard]] std::optional<Event> translate_carrier(Value body);

}  // namespace drydock::integration
