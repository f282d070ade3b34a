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

/// purchase_method "purchase": billed as ordered, not as received.
bool billed_as_ordered(const Database& database, RecordId product) {
    return is_service(database, product) ||
           (product_product.field("purchase_method") != nullptr &&
            text_of(database, product_product, product, "purchase_method") == "purchase");
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

void append_purchase_name(std::string& out, const Database& database, RecordId order) {
    const PurchaseRecord& record = database.purchases.orders[order];
    if (record.name.empty()) {
        out.append(fmt::format("P{:05}", record.number));
    } else {
        out.append(record.name);
    }
}

void append_purchase_display_name(std::string& out, const Database& database, RecordId order) {
    append_purchase_name(out, database, order);
    if (const std::string& reference = database.purchases.orders[order].reference;
        !reference.empty()) {
        out.append(fmt::format(" ({})", reference));
    }
}

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

std::vector<RecordId> moves_of_purchase_line(const Database& database, RecordId line) {
    std::vector<RecordId> moves;
    for (const auto& [move, detail] : database.move_details) {
        if (detail.purchase_line == line) {
            moves.push_back(move);
        }
    }
    return moves;
}

std::vector<RecordId> pickings_of_purchase(const Database& database, RecordId order) {
    const PurchaseRecord& record = database.purchases.orders[order];
    std::vector<RecordId> pickings = record.pickings;
    for (const RecordId line : record.lines) {
        for (const RecordId move : moves_of_purchase_line(database, line)) {
            pickings.push_back(database.moves[move].picking);
        }
    }
    std::sort(pickings.begin(), pickings.end(), std::greater<>{});
    pickings.erase(std::unique(pickings.begin(), pickings.end()), pickings.end());
    std::erase_if(pickings, [&](RecordId id) { return !database.pickings.contains(id); });
    return pickings;
}

RecordId purchase_of_picking(const Database& database, RecordId picking) {
    if (database.purchases.orders.count() == 0) {
        return 0;
    }
    for (const RecordId move : database.pickings[picking].moves) {
        const MoveDetail* const detail = database.detail_of(move);
        if (detail != nullptr && detail->purchase_line != 0) {
            return database.purchases.lines[detail->purchase_line].order;
        }
    }
    return 0;
}

std::optional<Instant> arrival_of(const Database& database, RecordId order) {
    std::optional<Instant> first;
    for (const RecordId id : pickings_of_purchase(database, order)) {
        const PickingRecord& picking = database.pickings[id];
        if (picking.state == StockState::done && picking.code == PickingCode::incoming) {
            first = first ? std::min(*first, picking.done) : picking.done;
        }
    }
    return first;
}

std::vector<RecordId> bill_lines_of(const Database& database, RecordId line) {
    std::vector<RecordId> lines;
    const PurchaseRecord& order = database.purchases.orders[database.purchases.lines[line].order];
    for (const RecordId move : order.invoices) {
        for (const RecordId id : entry_if(database, move)->lines) {
            if (entry_line_if(database, id)->purchase_line == line) {
                lines.push_back(id);
            }
        }
    }
    return lines;
}

Units received_of(const Database& database, RecordId line) {
    Units units;
    for (const auto& [move, detail] : database.move_details) {
        const MoveRecord& record = database.moves[move];
        if (detail.purchase_line == line && record.state == StockState::done) {
            const bool incoming = database.pickings[record.picking].code == PickingCode::incoming;
            units += incoming ? record.quantity : -record.quantity;
        }
    }
    return units;
}

Units billed_of(const Database& database, RecordId line) {
    Units units;
    const PurchaseRecord& order = database.purchases.orders[database.purchases.lines[line].order];
    for (const RecordId move : order.invoices) {
        if (database.invoices[move].state == InvoiceState::cancel) {
            continue;
        }
        const EntryRecord& entry = *entry_if(database, move);
        for (const RecordId id : entry.lines) {
            const EntryLineRecord& item = *entry_line_if(database, id);
            if (item.purchase_line == line) {
                units += is_refund(entry.type) ? -item.quantity : item.quantity;
            }
        }
    }
    return units;
}

Units units_to_bill(const Database& database, RecordId line) {
    const PurchaseLineRecord& record = database.purchases.lines[line];
    const PurchaseState state = database.purchases.orders[record.order].state;
    if ((state != PurchaseState::purchase && state != PurchaseState::done) || record.product == 0) {
        return {};
    }
    const Units due =
        billed_as_ordered(database, record.product) ? record.quantity : received_of(database, line);
    return due - billed_of(database, line);
}

LineAmounts amounts_of_purchase_line(const Database& database, RecordId line) {
    const PurchaseLineRecord& record = database.purchases.lines[line];
    return amounts_of(
        database.ledger,
        {record.price, record.quantity, record.discount_hundredths},
        record.taxes,
        rounding_of(database)
    );
}

std::string_view billing_status(const Database& database, RecordId order) {
    const PurchaseRecord& record = database.purchases.orders[order];
    if (record.state != PurchaseState::purchase && record.state != PurchaseState::done) {
        return "no";
    }
    const bool open = std::any_of(record.lines.begin(), record.lines.end(), [&](RecordId line) {
        return units_to_bill(database, line) != Units{};
    });
    if (open) {
        return "to invoice";
    }
    return record.invoices.empty() ? "no" : "invoiced";
}

std::string_view receipt_status(const Database& database, RecordId order) {
    std::size_t open = 0;
    std::size_t done = 0;
    for (const RecordId id : pickings_of_purchase(database, order)) {
        const StockState state = database.pickings[id].state;
        open += is_open(state) ? 1U : 0U;
        done += state == StockState::done ? 1U : 0U;
    }
    if (open + done == 0) {
        return {};
    }
    if (open == 0) {
        return "full";
    }
    return done != 0 ? "partial" : "pending";
}

}  // namespace drydock::mocks::odoo
