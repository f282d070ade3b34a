#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/books.hpp"
#include "mocks/odoo/table.hpp"
#include "mocks/odoo/units.hpp"

namespace drydock::mocks::odoo {

/// Locations of a fresh database with one warehouse. Source: Odoo 18.0 recordings.
enum class Location : std::uint8_t {
    vendors = 4,
    customers = 5,
    stock = 8,
    inventory_adjustment = 14,
};

/// Ids of the warehouse's operation types. Source: Odoo 18.0 recordings; the third by convention.
enum class PickingType : std::uint8_t { incoming = 1, outgoing = 2, internal = 3 };

/// States of stock.move and stock.picking; a picking is never partially_available.
enum class StockState : std::uint8_t {
    draft,
    waiting,
    confirmed,
    partially_available,
    assigned,
    done,
    cancel,
};

/// Neither done nor cancelled.
[[nodiscard]] constexpr bool is_open(StockState state) {
    return state != StockState::done && state != StockState::cancel;
}

struct PartnerRecord {
    std::string name;
    std::string reference;
};

struct OrderLineRecord {
    RecordId order = 0;
    RecordId product = 0;
    Units ordered;
    Units delivered;  ///< Done deliveries less done returns.
    Units invoiced;   ///< Drafts count, cancelled invoices do not; credit notes count negative.
    /// Assumption: decimal accuracy "Product Price" is set to 3, as the trace has prices of 0.001.
    std::int32_t price_thousandths = 0;
};
static_assert(sizeof(OrderLineRecord) == 24, "a million of them must fit");

struct OrderRecord {
    std::string client_order_ref;
    Instant created;
    Instant dated;  ///< date_order: creation, then confirmation.
    std::optional<Instant> confirmed;
    RecordId partner = 0;
    SaleState state = SaleState::draft;
    std::vector<RecordId> lines;
    std::vector<RecordId> pickings;  ///< Deliveries and returns, by id.
    std::vector<RecordId> invoices;
};

struct MoveRecord {
    RecordId picking = 0;
    RecordId sale_line = 0;
    Units demand;
    Units quantity;  ///< Reserved while open, moved when done.
    std::uint32_t product : 24 = 0;
    StockState state : 4 = StockState::draft;
    bool picked : 1 = false;
    bool queued : 1 = false;  ///< Stands in the product's queue of moves that wait for stock.
};
static_assert(sizeof(MoveRecord) == 20, "a million of them must fit");
inline constexpr RecordId product_id_max = (1U << 24U) - 1;

struct PickingRecord {
    PickingType type = PickingType::outgoing;
    StockState state = StockState::draft;
    Location source = Location::stock;
    Location destination = Location::customers;
    std::uint32_t number = 0;  ///< Within the sequence of its type.
    RecordId order = 0;
    RecordId backorder_of = 0;
    RecordId return_of = 0;
    Instant scheduled;
    Instant done;
    std::string origin;
    std::string tracking;
    std::vector<RecordId> moves;
};

enum class InvoiceState : std::uint8_t { draft, posted, cancel };

struct InvoiceLineRecord {
    RecordId sale_line = 0;
    Units quantity;  ///< Negative takes back what was invoiced before.
};

struct InvoiceRecord {
    RecordId order = 0;
    InvoiceKind kind = InvoiceKind::invoice;
    InvoiceState state = InvoiceState::draft;
    std::uint16_t year = 0;    ///< Of the number; 0 until posted.
    std::uint32_t number = 0;  ///< 0 until posted.
    RecordId line_first = 0;
    std::uint32_t line_count = 0;
    Money total;  ///< Not negative, whichever the kind.
    Instant created;
    std::optional<Instant> posted;
};

/// sale.advance.payment.inv
struct InvoiceWizardRecord {
    std::vector<RecordId> orders;
};

/// stock.return.picking
struct ReturnWizardRecord {
    RecordId picking = 0;
    RecordId line_first = 0;
    std::uint32_t line_count = 0;
};

/// stock.return.picking.line
struct ReturnWizardLineRecord {
    RecordId wizard = 0;
    RecordId move = 0;
    Units quantity;
};

/// What lies at WH/Stock of one product, in hundredths of a unit. May be negative.
struct StockRecord {
    std::int64_t on_hand_hundredths = 0;
    std::int64_t reserved_hundredths = 0;
    bool moved = false;
    std::vector<RecordId> queue;  ///< Moves that wait for stock, oldest first; may hold stale ones.

    [[nodiscard]] std::int64_t free_hundredths() const {
        return on_hand_hundredths - reserved_hundredths;
    }
};

}  // namespace drydock::mocks::odoo
