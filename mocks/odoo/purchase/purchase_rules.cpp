#include "mocks/odoo/purchase/purchase_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/stock_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

bool is_service(const Database& database, RecordId product) {
    return database.product(product).kind == ProductKind::service;
}

/// "P00001", "P00001 and P00002", "P00001, P00002, and P00003". Source: Odoo 18.0, format_list.
std::string list_of(std::span<const std::string> names) {
    if (names.size() <= 2) {
        return fmt::format("{}", fmt::join(names, " and "));
    }
    return fmt::format("{}, and {}", fmt::join(names.first(names.size() - 1), ", "), names.back());
}

RecordId open_receipt(const Database& database, RecordId order) {
    for (const RecordId id : pickings_of_purchase(database, order)) {
        const PickingRecord& picking = database.pickings[id];
        if (picking.code == PickingCode::incoming && is_open(picking.state)) {
            return id;
        }
    }
    return 0;
}

RecordId add_receipt(Database& database, RecordId order, Instant now) {
    PickingRecord picking;
    picking.type = picking_types::receipts;
    picking.code = PickingCode::incoming;
    picking.source = locations::vendors;
    picking.destination = locations::stock;
    picking.partner = database.purchases.orders[order].partner;
    picking.scheduled = now;
    append_purchase_name(picking.origin, database, order);
    const RecordId id = database.add_picking(std::move(picking));
    database.purchases.orders[order].pickings.push_back(id);
    return id;
}

/// What the receipts of a line bring: the demand of open moves, the quantity of done ones.
struct Supply {
    Units units;
    RecordId open_move = 0;
};

Supply supply_of(const Database& database, RecordId line) {
    Supply supply;
    for (const auto& [move, detail] : database.move_details) {
        if (detail.purchase_line != line) {
            continue;
        }
        const MoveRecord& record = database.moves[move];
        if (record.state == StockState::cancel) {
            continue;
        }
        const bool incoming = database.pickings[record.picking].code == PickingCode::incoming;
        const Units units = record.state == StockState::done ? record.quantity : record.demand;
        supply.units += incoming ? units : -units;
        if (incoming && is_open(record.state)) {
            supply.open_move = move;
        }
    }
    return supply;
}

void add_receipt_move(Database& database, RecordId picking, RecordId line, Units demand) {
    const PurchaseLineRecord& record = database.purchases.lines[line];
    const RecordId move = add_move(
        database,
        picking,
        {.product = record.product, .sale_line = 0, .demand = demand, .quantity = {}}
    );
    database.make_detail_of(move).purchase_line = line;
    confirm_move(database, move);
    assign_move(database, move);
}

}  // namespace

void confirm_purchase(Database& database, RecordId order, Instant now) {
    PurchaseRecord& record = database.purchases.orders[order];
    if (record.state != PurchaseState::draft && record.state != PurchaseState::sent) {
        return;
    }
    record.state = PurchaseState::purchase;
    record.approved = now;
    follow_lines(database, order, now);
}

void follow_lines(Database& database, RecordId order, Instant now) {
    if (database.purchases.orders[order].state != PurchaseState::purchase) {
        return;
    }
    RecordId receipt = open_receipt(database, order);
    const std::vector<RecordId> lines = database.purchases.orders[order].lines;
    for (const RecordId line : lines) {
        const PurchaseLineRecord& record = database.purchases.lines[line];
        if (record.product == 0 || is_service(database, record.product)) {
            continue;
        }
        const Supply supply = supply_of(database, line);
        const Units change = record.quantity - supply.units;
        if (supply.open_move != 0 && change != Units{}) {
            const Units demand = database.moves[supply.open_move].demand + change;
            if (demand.positive()) {
                set_move_demand(database, supply.open_move, demand);
                assign_move(database, supply.open_move);
            } else {
                cancel_move(database, supply.open_move);
            }
        } else if (change.positive()) {
            receipt = receipt == 0 ? add_receipt(database, order, now) : receipt;
            add_receipt_move(database, receipt, line, change);
        }
    }
    if (receipt != 0) {
        refresh_picking(database, receipt);
    }
}

Result check_received(const Database& database, RecordId order) {
    const PurchaseRecord& record = database.purchases.orders[order];
    if (record.state != PurchaseState::purchase) {
        return {};
    }
    const bool enough = std::all_of(record.lines.begin(), record.lines.end(), [&](RecordId line) {
        return database.purchases.lines[line].quantity >= received_of(database, line);
    });
    if (!enough) {
        return user_error(
            "You cannot decrease the ordered quantity below the received quantity.\nCreate a "
            "return first."
        );
    }
    return {};
}

Result check_can_cancel(const Database& database, std::span<const RecordId> orders) {
    std::vector<std::string> received;
    std::vector<std::string> billed;
    for (const RecordId order : orders) {
        const PurchaseRecord& record = database.purchases.orders[order];
        std::string name;
        append_purchase_display_name(name, database, order);
        const bool any_done = arrival_of(database, order).has_value();
        const bool any_posted =
            std::any_of(record.invoices.begin(), record.invoices.end(), [&](RecordId move) {
                return database.invoices[move].state == InvoiceState::posted;
            });
        if (any_done) {
            received.push_back(name);
        }
        if (any_posted) {
            billed.push_back(name);
        }
    }
    if (!received.empty()) {
        return user_error(fmt::format(
            "Unable to cancel purchase order(s): {} since they have receipts that are already "
            "done.",
            list_of(received)
        ));
    }
    if (!billed.empty()) {
        return user_error(fmt::format(
            "Unable to cancel purchase order(s): {}. You must first cancel their related vendor "
            "bills.",
            list_of(billed)
        ));
    }
    return {};
}

Result cancel_purchase(Database& database, RecordId order) {
    const std::vector<RecordId> pickings = pickings_of_purchase(database, order);
    for (const RecordId picking : pickings) {
        if (is_open(database.pickings[picking].state)) {
            if (const Result cancelled = cancel_picking(database, picking); !cancelled) {
                return cancelled;
            }
        }
    }
    database.purchases.orders[order].state = PurchaseState::cancel;
    return {};
}

RecordId bill_purchase(Database& database, RecordId order, Instant now) {
    const PurchaseRecord& record = database.purchases.orders[order];
    std::vector<RecordId> lines;
    std::copy_if(
        record.lines.begin(),
        record.lines.end(),
        std::back_inserter(lines),
        [&](RecordId line) { return units_to_bill(database, line) != Units{}; }
    );
    if (lines.empty()) {
        return 0;
    }
    EntryRecord entry;
    entry.type = MoveType::in_invoice;
    entry.partner = record.partner;
    entry.reference = record.reference;
    entry.payment_reference = record.reference;
    append_purchase_name(entry.origin, database, order);
    const RecordId move = add_entry(database, std::move(entry), now);
    for (const RecordId id : lines) {
        const PurchaseLineRecord& bought = database.purchases.lines[id];
        EntryLineRecord line;
        line.product = bought.product;
        std::string name;
        append_purchase_name(name, database, order);
        line.name = fmt::format("{}: {}", name, bought.name);
        line.quantity = units_to_bill(database, id);
        line.price = bought.price;
        line.discount_hundredths = bought.discount_hundredths;
        line.taxes = bought.taxes;
        line.purchase_line = id;
        add_entry_line(database, move, std::move(line));
    }
    refresh_entry(database, move);
    database.purchases.orders[order].invoices.push_back(move);
    return move;
}

}  // namespace drydock::mocks::odoo
