#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/oracles/evidence.hpp"
#include "harness/verdict/cut_offs.hpp"
#include "harness/verdict/distribution.hpp"

namespace drydock::harness {

struct OwnerCount {
    std::string owner;
    std::uint64_t count = 0;
};

/// What a partner's rule was broken how often, with the first times.
struct ViolationFigure {
    std::size_t system = 0;  ///< Its place in the landscape.
    std::string kind;
    std::uint64_t count = 0;
    std::vector<std::pair<Instant, std::string>> examples;  ///< At most violation_examples_max.
};
inline constexpr std::size_t violation_examples_max = 5;

/// What the business asks of a rehearsal, from the ledgers alone.
struct Figures {
    std::uint64_t orders = 0;  ///< Placed at a channel.
    std::uint64_t orders_accepted = 0;
    std::uint64_t lines = 0;            ///< Of placed orders.
    std::uint64_t orders_unplaced = 0;  ///< Not placed, because the channel showed no stock.
    std::uint64_t lines_unplaced = 0;
    std::uint64_t exceptions = 0;                 ///< Raised.
    std::uint64_t exceptions_open = 0;            ///< Of those, not closed at the end.
    std::vector<OwnerCount> exceptions_by_owner;  ///< By owner's name.
    /// Whole units that a channel sold and the warehouse never sent, other than on the customer's
    /// wish.
    std::uint64_t oversold_units = 0;
    std::uint64_t backordered_orders = 0;  ///< Sent in more than one parcel.
    std::uint64_t violations = 0;          ///< By the client, of rules of strict partners.
    std::vector<ViolationFigure> violations_by_kind;  ///< In the landscape's order, then by kind.
    std::uint64_t parcels = 0;                        ///< Shipped.
    std::uint64_t missed_cut_offs = 0;
    std::uint64_t queue_length_max = 0;  ///< Orders accepted and not yet in Odoo or with a person.
    Instant queue_length_max_at{};
    /// In the order of distribution_names.
    std::vector<Distribution> distributions;
};

inline constexpr std::array<std::string_view, 4> distribution_names{
    "order_to_odoo",     // Placed at the channel -> sale order created.
    "order_to_release",  // Placed at the channel -> received by the warehouse.
    "ship_to_invoice",   // Parcel shipped -> its invoice posted.
    "stock_staleness",   // Order accepted from one channel -> stock told to another.
};

[[nodiscard]] Figures figures_of(const Evidence& evidence, const CutOffRule& rule, Instant end);

}  // namespace drydock::harness
