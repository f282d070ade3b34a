#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/money.hpp"
#include "core/quantity.hpp"
#include "core/time.hpp"

namespace drydock {

/// The ledgers of a landscape in one neutral form. Each system writes its own part with
/// Node::write_books; oracles read nothing else. SkuId is the scenario's product list; a SKU that
/// is not in it is unknown_sku. Instants are those at which the system itself booked the fact; all
/// of them are listed in core/add_books.cpp, too.
inline constexpr SkuId unknown_sku{0xFFFF'FFFFU};

/// One line of an order as its channel sold it. Position in the vector is the line number, from 0.
struct ChannelLine {
    SkuId sku;
    Quantity ordered;
    Quantity cancelled;  ///< By a confirmed cancellation.
    Quantity fulfilled;  ///< Reported as shipped by the seller.
    Quantity returned;   ///< Asked back by the customer.
    Money price;
};

enum class CancelAnswer : std::uint8_t { none, confirmed, denied };

struct ChannelCancel {
    std::string number;
    Instant requested;
    CancelAnswer answer = CancelAnswer::none;
    std::optional<Instant> answered;
    bool whole_order = false;
};

/// How far a parcel is, as the channel shows it to the customer; ranks only rise.
enum class Milestone : std::uint8_t { none, shipped, in_transit, out_for_delivery, delivered };

struct ChannelFulfilment {
    std::string reference;  ///< The seller's: one a parcel.
    Instant at;
    std::vector<std::pair<Milestone, Instant>> milestones;  ///< In the order reported.
};

/// An order in a storefront's or marketplace's books.
struct ChannelOrder {
    SystemId channel;
    std::string number;
    Instant placed;
    /// When the seller's side took responsibility for it: the first 2xx to its webhook or poll
    /// acknowledgement. None: never told, or never accepted.
    std::optional<Instant> accepted;
    Money captured;
    Money refunded;
    bool cancelled = false;
    std::vector<ChannelLine> lines;
    std::vector<ChannelCancel> cancels;
    std::vector<ChannelFulfilment> fulfilments;
};

enum class SaleState : std::uint8_t { draft, sent, sale, cancel };

struct SaleLine {
    SkuId sku;
    Quantity ordered;
    Quantity delivered;
    Quantity invoiced;
    Money price;
    bool storable = true;
};

/// A sale.order of Odoo.
struct SaleOrder {
    std::string name;              ///< "S00001".
    std::string client_order_ref;  ///< The channel's number.
    SaleState state = SaleState::draft;
    Instant created;
    std::optional<Instant> confirmed;
    std::vector<SaleLine> lines;
};

enum class InvoiceKind : std::uint8_t { invoice, credit_note };

/// An account.move of Odoo.
struct Invoice {
    std::string name;  ///< Empty while draft.
    InvoiceKind kind = InvoiceKind::invoice;
    bool posted = false;
    bool cancelled = false;
    std::string order;  ///< The sale order's client_order_ref.
    Money total;
    std::optional<Instant> posted_at;
};

/// What of one product moved with one parcel or picking.
struct MovedLine {
    SkuId sku;
    Quantity quantity;
};

/// A done outgoing or return picking of Odoo.
struct Picking {
    std::string name;   ///< "WH/OUT/00001".
    std::string order;  ///< client_order_ref; empty for none.
    bool incoming = false;
    Instant done;
    std::vector<MovedLine> lines{};
};

struct WarehouseLine {
    SkuId sku;
    Quantity ordered;
    Quantity shipped;
    Quantity cancelled;
};

/// An order in the warehouse's books.
struct WarehouseOrder {
    std::string reference;  ///< The channel's number.
    Instant received;
    std::optional<Instant> cancelled;  ///< When the whole order was cancelled.
    std::vector<WarehouseLine> lines;
};

struct Parcel {
    std::string number;  ///< The warehouse's.
    std::string order;   ///< The warehouse order's reference.
    Instant packed;
    std::optional<Instant> labelled;
    std::optional<Instant> shipped;
    std::optional<Instant> cancelled;
    std::string tracking;  ///< Of the label on it; empty for none.
    /// By the product that was ordered, although another may have gone in its place.
    std::vector<MovedLine> lines{};
};

/// A shipping label in the carrier's books.
struct Label {
    std::string tracking;
    std::string parcel;  ///< The buyer's reference.
    Instant bought;
    std::optional<Instant> voided;
    std::optional<Instant> handed_over;
    std::optional<Instant> delivered;
};

/// What one system says lies in one place. Only SKUs with stock or movements are listed.
struct StockLevel {
    SystemId system;
    SkuId sku;
    Quantity on_hand;
    Quantity reserved;
};

/// A correction of its own stock that a warehouse has told, in the order told.
struct StockAdjustment {
    std::string number;  ///< The warehouse's: "A00000001".
    SkuId sku;
    Quantity change;  ///< Signed.
};

/// A stock level that a channel was told, for staleness.
struct StockPublication {
    SystemId channel;
    Instant at;
    std::uint32_t sku_count = 0;
};

/// An exception that waits for a person.
struct OwnedException {
    std::string order;  ///< The channel's number, or another natural key.
    std::string stage;  ///< Where it stuck: "create sale order".
    std::string reason;
    std::string owner;  ///< Who has to act: "catalogue", "finance", ...
    Instant opened;
    std::optional<Instant> closed;
};

/// What a strict partner has against its client: a rule of the interface that was broken.
struct Violation {
    SystemId system;  ///< Whose rule it is.
    Instant at;
    std::string kind;  ///< "unknown_field", "wrong_order", ...
    std::string what;  ///< For people.
};

/// How often one rule of one partner was broken, beyond the violations that are kept.
struct ViolationCount {
    SystemId system;
    std::string kind;
    std::uint64_t count = 0;
};

/// All ledgers of a landscape at one instant.
struct Books {
    std::vector<ChannelOrder> channel_orders;
    std::vector<SaleOrder> sale_orders;
    std::vector<Invoice> invoices;
    std::vector<Picking> pickings;
    std::vector<WarehouseOrder> warehouse_orders;
    std::vector<Parcel> parcels;
    std::vector<Label> labels;
    std::vector<StockLevel> stock;
    std::vector<StockAdjustment> stock_adjustments;
    std::vector<StockPublication> stock_publications;
    std::vector<OwnedException> exceptions;
    std::vector<Violation> violations;  ///< The first of each system and kind, in their order.
    std::vector<ViolationCount> violation_counts;
    /// Demand that a channel could not place because it believed the stock was gone, in orders.
    std::uint64_t orders_unplaced = 0;
    std::uint64_t lines_unplaced = 0;
};

}  // namespace drydock
