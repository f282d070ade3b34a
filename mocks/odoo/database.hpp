#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/landscape/demand.hpp"
#include "mocks/odoo/account/ledger.hpp"
#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/concurrency/row_versions.hpp"
#include "mocks/odoo/odoo_settings.hpp"
#include "mocks/odoo/orm/attributes.hpp"
#include "mocks/odoo/orm/undo.hpp"
#include "mocks/odoo/purchase/purchase_records.hpp"
#include "mocks/odoo/records.hpp"
#include "mocks/odoo/table.hpp"
#include "mocks/odoo/text_index.hpp"

namespace drydock::mocks::odoo {

/// The records of one Odoo database and the indices over them. Holds facts, not rules: those are in
/// the models.
struct Database {
    Database(OdooSettings settings, std::shared_ptr<const Demand> demand);

    OdooSettings settings;
    std::shared_ptr<const Demand> demand;
    UndoLog undo;  ///< Of the transaction that runs.
    AttributeStore attributes{undo};
    Concurrency concurrency;

    Table<PartnerRecord> partners{undo};
    Table<ProductRecord> products_made{undo};  ///< By product id less those of the demand.
    Table<OrderRecord> orders{undo};
    Table<OrderLineRecord> order_lines{undo};
    Table<PickingRecord> pickings{undo};
    Table<MoveRecord> moves{undo};
    Table<InvoiceRecord> invoices{undo};
    Table<InvoiceLineRecord> invoice_lines{undo};
    Table<InvoiceWizardRecord> invoice_wizards{undo};
    Table<ReturnWizardRecord> return_wizards{undo};
    Table<ReturnWizardLineRecord> return_wizard_lines{undo};
    Table<LocationRecord> locations{undo};
    Table<PickingTypeRecord> picking_types{undo};
    Table<WarehouseRecord> warehouses{undo};
    Table<QuantRecord> quants{undo};
    Table<MoveLineRecord> move_lines{undo};
    std::vector<StockRecord> stock;                           ///< By product id less one.
    std::map<RecordId, MoveDetail> move_details;              ///< By move.
    std::map<RecordId, std::vector<RecordId>> lines_of_move;  ///< Kept move lines, by move.
    Instant now{};                                            ///< Of the transaction that runs.
    /// The context's warehouse_id, which quantities of products are limited to; 0: all.
    RecordId warehouse_asked = 0;
    /// The company has yet to say whether deliveries send text messages.
    bool sms_unanswered = true;

    TextIndex partners_by_reference{undo};
    TextIndex orders_by_reference{undo};
    TextIndex pickings_by_origin{undo};
    /// Return move and the move that it returns; return moves ascend.
    std::vector<std::pair<RecordId, RecordId>> returned_moves;

    std::vector<RecordId> orders_by_number;         ///< By number less one; 0 for one burnt.
    std::vector<std::uint32_t> picking_numbers;     ///< Last given out, by type less one.
    std::uint32_t procurement_group = 0;            ///< Last given out.
    std::map<RecordId, std::string> order_names;    ///< Of orders whose name was given.
    std::map<RecordId, std::string> picking_names;  ///< Likewise.
    /// Last given out, by kind and year: the numbers of posted entries have no gaps.
    std::map<std::pair<InvoiceKind, std::uint16_t>, std::uint32_t> invoice_numbers;
    std::map<RecordId, OrderLineDetail> order_line_details;  ///< By sale order line.
    Purchases purchases{undo};
    Ledger ledger{undo};  ///< Entries that are more than a lean invoice, payments, taxes.
    std::uint32_t pickings_open = 0;
    std::uint32_t invoices_draft = 0;

    /// The last id given out: those of the demand, then those created by a client.
    [[nodiscard]] RecordId product_count() const {
        return static_cast<RecordId>(demand->products.size()) + products_made.count();
    }
    [[nodiscard]] bool has_product(std::int64_t id) const {
        const auto given = static_cast<std::int64_t>(demand->products.size());
        return id >= 1 && (id <= given || products_made.contains(id - given));
    }
    [[nodiscard]] const Product& product(RecordId id) const {
        const std::size_t given = demand->products.size();
        return id <= given ? demand->products[id - 1]
                           : products_made[id - static_cast<RecordId>(given)].product;
    }
    /// Null for a product of the demand.
    [[nodiscard]] ProductRecord* product_made(RecordId id) {
        const auto given = static_cast<RecordId>(demand->products.size());
        return id <= given ? nullptr : &products_made[id - given];
    }
    [[nodiscard]] const ProductRecord* product_made(RecordId id) const {
        const auto given = static_cast<RecordId>(demand->products.size());
        return id <= given ? nullptr : &products_made[id - given];
    }
    /// Of nothing in stock yet. Its id is that of its product.template too.
    RecordId add_product(ProductRecord record);
    [[nodiscard]] bool storable(RecordId product_id) const {
        return product(product_id).kind == ProductKind::storable;
    }
    [[nodiscard]] StockRecord& stock_of(RecordId product_id) {
        if (undo.open()) {
            undo.add([this, product_id, copy = stock[product_id - 1]] {
                stock[product_id - 1] = copy;
            });
        }
        return stock[product_id - 1];
    }
    [[nodiscard]] const StockRecord& stock_of(RecordId product_id) const {
        return stock[product_id - 1];
    }

    /// Phone or mobile of a partner.
    [[nodiscard]] bool has_phone(RecordId partner) const;
    /// Adds a picking with the next number of its type; indexes origin and order.
    RecordId add_picking(PickingRecord record);
    /// The next number of the sequence of sale orders, for `order`; 0 burns it.
    std::uint32_t take_order_number(RecordId order) {
        orders_by_number.push_back(order);
        return static_cast<std::uint32_t>(orders_by_number.size());
    }
    [[nodiscard]] const MoveDetail* detail_of(RecordId move) const {
        return moves[move].detailed ? &move_details.at(move) : nullptr;
    }
    [[nodiscard]] MoveDetail& make_detail_of(RecordId move) {
        moves[move].detailed = true;
        undo.save_entry(move_details, move);
        return move_details[move];
    }
    [[nodiscard]] RecordId source_of(RecordId move) const {
        const MoveDetail* const detail = detail_of(move);
        return detail != nullptr && detail->source != 0 ? detail->source
                                                        : pickings[moves[move].picking].source;
    }
    [[nodiscard]] RecordId destination_of(RecordId move) const {
        const MoveDetail* const detail = detail_of(move);
        return detail != nullptr && detail->destination != 0
                   ? detail->destination
                   : pickings[moves[move].picking].destination;
    }
};

/// Appends "S00001", "WH/OUT/00001", "INV/2011/00001", "[SKU] Name" and so on. A draft invoice has
/// no name: nothing is appended.
void append_order_name(std::string& out, const Database& database, RecordId order);
void append_picking_name(std::string& out, const Database& database, RecordId picking);
void append_invoice_name(std::string& out, const InvoiceRecord& invoice);
void append_product_name(std::string& out, const Product& product);
/// "S00004 - [SKU] Name (CUST-0001)"; a name of the line's own stands for the product's.
void append_order_line_name(std::string& out, const Database& database, RecordId line);
/// "S00004 - WEB-1001/SKU: Stock>Customers"
void append_move_name(std::string& out, const Database& database, RecordId move);

/// The order numbered "S00001", or 0.
[[nodiscard]] RecordId order_of_name(const Database& database, std::string_view name);

}  // namespace drydock::mocks::odoo
