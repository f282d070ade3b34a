#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/books.hpp"
#include "core/landscape/demand.hpp"
#include "mocks/odoo/stock_places.hpp"
#include "mocks/odoo/table.hpp"
#include "mocks/odoo/units.hpp"

namespace drydock::mocks::odoo {

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
    Instant created;
    bool active = true;
};

/// A product that a client created; those of a rehearsal come with the demand.
struct ProductRecord {
    Product product;
    bool invoiced_on_delivery = false;  ///< invoice_policy
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
    std::uint32_t number = 0;  ///< Of its name, S00001; 0 for a name that was given.
    RecordId shipping = 0;     ///< partner_shipping_id; 0: the partner.
    RecordId group = 0;        ///< procurement_group_id
    std::uint16_t warehouse = 1;
    SaleState state = SaleState::draft;
    bool locked : 1 = false;
    bool ships_as_one : 1 = false;  ///< picking_policy "one".
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
    bool queued : 1 = false;     ///< Stands in the product's queue of moves that wait for stock.
    bool detailed : 1 = false;   ///< Database::move_details has more about it.
    bool has_lines : 1 = false;  ///< Its move lines are records of their own.
};
static_assert(sizeof(MoveRecord) == 20, "a million of them must fit");
inline constexpr RecordId product_id_max = (1U << 24U) - 1;

/// What few moves have: those without a picking, of several steps, or of a purchase.
struct MoveDetail {
    RecordId source = 0;       ///< 0: its picking's.
    RecordId destination = 0;  ///< 0: its picking's.
    RecordId final_destination = 0;
    RecordId purchase_line = 0;
    std::vector<RecordId> origins;       ///< move_orig_ids
    std::vector<RecordId> destinations;  ///< move_dest_ids
    std::string name;                    ///< Empty: the product's.
    std::string reference;               ///< Of a move without picking.
    std::string origin;
    Instant date;
    bool inventory : 1 = false;
    bool scrapped : 1 = false;
    bool to_order : 1 = false;  ///< procure_method "make_to_order".
};

/// stock.move.line of a move that has_lines. The only line of any other move is not kept: it has
/// the move's id and quantity.
struct MoveLineRecord {
    RecordId move = 0;
    Units quantity;
    RecordId source = 0;
    RecordId destination = 0;
    RecordId lot = 0;
    RecordId package = 0;
    RecordId result_package = 0;
    bool picked = false;
    bool first = false;  ///< Was the move's only line, and goes by the id of that.
};

/// stock.quant
struct QuantRecord {
    RecordId product = 0;
    RecordId location = 0;
    RecordId lot = 0;
    RecordId package = 0;
    std::int64_t on_hand_hundredths = 0;
    std::int64_t reserved_hundredths = 0;
    Instant in_date;
    std::int64_t counted_hundredths = 0;  ///< inventory_quantity
    bool counted = false;                 ///< inventory_quantity_set
    bool gone = false;                    ///< Merged into another.
};

struct PickingRecord {
    RecordId type = picking_types::deliveries;
    RecordId source = locations::stock;
    RecordId destination = locations::customers;
    PickingCode code = PickingCode::outgoing;  ///< Of its type.
    StockState state = StockState::draft;
    bool moves_as_one = false;  ///< move_type "one".
    RecordId partner = 0;
    RecordId carrier = 0;
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
    Units quantity;       ///< Negative takes back what was invoiced before.
    RecordId detail = 0;  ///< Its EntryLineRecord; 0 for a line of a lean invoice.
};

struct InvoiceRecord {
    RecordId order = 0;
    InvoiceKind kind = InvoiceKind::invoice;
    InvoiceState state = InvoiceState::draft;
    std::uint16_t year = 0;    ///< Of the number; 0 until posted.
    std::uint32_t number = 0;  ///< 0 until posted.
    RecordId line_first = 0;
    std::uint32_t line_count = 0;
    RecordId detail = 0;  ///< Its EntryRecord; 0 for a lean invoice: one order's lines, no taxes.
    Money total;          ///< Not negative, whichever the kind.
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

/// What lies where of one product.
struct StockRecord {
    std::vector<RecordId> quants;  ///< By id.
    std::vector<RecordId> queue;  ///< Moves that wait for stock, oldest first; may hold stale ones.
    bool moved = false;
    bool tracked = false;  ///< By lot or serial number.
};

}  // namespace drydock::mocks::odoo
