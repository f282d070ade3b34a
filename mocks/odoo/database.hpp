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
#include "mocks/odoo/odoo_settings.hpp"
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

    Table<PartnerRecord> partners;
    Table<OrderRecord> orders;
    Table<OrderLineRecord> order_lines;
    Table<PickingRecord> pickings;
    Table<MoveRecord> moves;
    Table<InvoiceRecord> invoices;
    Table<InvoiceLineRecord> invoice_lines;
    Table<InvoiceWizardRecord> invoice_wizards;
    Table<ReturnWizardRecord> return_wizards;
    Table<ReturnWizardLineRecord> return_wizard_lines;
    std::vector<StockRecord> stock;  ///< By product id less one.

    TextIndex partners_by_reference;
    TextIndex orders_by_reference;
    TextIndex pickings_by_origin;
    /// Return move and the move that it returns; return moves ascend.
    std::vector<std::pair<RecordId, RecordId>> returned_moves;

    std::array<std::uint32_t, 4> picking_numbers{};  ///< Last given out, by PickingType.
    /// Last given out, by kind and year: the numbers of posted entries have no gaps.
    std::map<std::pair<InvoiceKind, std::uint16_t>, std::uint32_t> invoice_numbers;
    std::uint32_t pickings_open = 0;
    std::uint32_t invoices_draft = 0;

    [[nodiscard]] RecordId product_count() const {
        return static_cast<RecordId>(demand->products.size());
    }
    [[nodiscard]] bool has_product(std::int64_t id) const {
        return id >= 1 && id <= product_count();
    }
    [[nodiscard]] const Product& product(RecordId id) const { return demand->products[id - 1]; }
    [[nodiscard]] bool storable(RecordId product_id) const {
        return product(product_id).kind == ProductKind::storable;
    }
    [[nodiscard]] StockRecord& stock_of(RecordId product_id) { return stock[product_id - 1]; }
    [[nodiscard]] const StockRecord& stock_of(RecordId product_id) const {
        return stock[product_id - 1];
    }

    /// Adds a picking with the next number of its type; indexes origin and order.
    RecordId add_picking(PickingRecord record);
};

/// Appends "S00001", "WH/OUT/00001", "INV/2011/00001", "[SKU] Name" and so on. A draft invoice has
/// no name: nothing is appended.
void append_order_name(std::string& out, RecordId order);
void append_picking_name(std::string& out, const PickingRecord& picking);
void append_invoice_name(std::string& out, const InvoiceRecord& invoice);
void append_product_name(std::string& out, const Product& product);
/// "S00004 - [SKU] Name (CUST-0001)"
void append_order_line_name(std::string& out, const Database& database, RecordId line);
/// "S00004 - WEB-1001/SKU: Stock>Customers"
void append_move_name(std::string& out, const Database& database, RecordId move);
[[nodiscard]] std::string_view location_name(Location location);

/// The order named "S00001", or 0. Orders are numbered as they are created, without gaps.
[[nodiscard]] RecordId order_of_name(const Database& database, std::string_view name);

}  // namespace drydock::mocks::odoo
