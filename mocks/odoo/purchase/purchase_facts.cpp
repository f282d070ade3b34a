#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/purchase/purchase_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

/// purchase_method "purchase": billed as ordered, not as received.
bool billed_as_ordered(const Database& database, RecordId product) {
    return database.product(product).kind == ProductKind::service ||
           (product_product.field("purchase_method") != nullptr &&
            text_of(database, product_product, product, "purchase_method") == "purchase");
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
