#pragma once

#include <cstdint>
#include <span>

#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo {

/// Where goods of one product lie, and which of them.
struct QuantPlace {
    RecordId product = 0;
    RecordId location = 0;
    RecordId lot = 0;
    RecordId package = 0;
};

/// The oldest quant of exactly that place, or 0.
[[nodiscard]] RecordId find_quant(const Database& database, const QuantPlace& place);
/// As find_quant; adds one of quantity 0 when there is none.
RecordId make_quant(Database& database, const QuantPlace& place);

/// Storable products only. In hundredths of a unit; what lies somewhere may become negative.
void change_on_hand(Database& database, const QuantPlace& place, std::int64_t change);
void change_reserved(Database& database, const QuantPlace& place, std::int64_t change);

/// In hundredths of a unit.
struct StockLevel {
    std::int64_t on_hand = 0;
    std::int64_t reserved = 0;

    [[nodiscard]] std::int64_t free() const { return on_hand - reserved; }
};

/// What lies at the location and below it.
[[nodiscard]] StockLevel level_at(const Database& database, RecordId product, RecordId location);
/// What lies in all warehouses.
[[nodiscard]] StockLevel level_in_warehouses(const Database& database, RecordId product);

/// Takes `wanted` from what is free at a location and below it, oldest first; calls
/// `take(place, hundredths)` for each quant that gives some, and reserves there. The sum taken.
/// Source: Odoo 18.0, stock.quant._get_reserve_quantity, removal strategy "fifo".
template <class Take>
std::int64_t reserve_at(
    Database& database, RecordId product, RecordId location, std::int64_t wanted, Take&& take
);

/// Merges quants of one place, drops what is empty, and sets reserved quantities to what open moves
/// really hold. Source: Odoo 18.0, stock.quant._quant_tasks, and recordings i022 to i024.
void tidy_quants(Database& database);

template <class Take>
std::int64_t reserve_at(
    Database& database, RecordId product, RecordId location, std::int64_t wanted, Take&& take
) {
    const std::int64_t all = level_at(database, product, location).free();
    std::int64_t left = wanted < all ? wanted : all;
    const std::int64_t total = left > 0 ? left : 0;
    for (const RecordId id : database.stock_of(product).quants) {
        if (left <= 0) {
            break;
        }
        QuantRecord& quant = database.quants[id];
        const std::int64_t free = quant.on_hand_hundredths - quant.reserved_hundredths;
        if (free <= 0 || !is_within(database, quant.location, location)) {
            continue;
        }
        const std::int64_t taken = free < left ? free : left;
        quant.reserved_hundredths += taken;
        left -= taken;
        take(QuantPlace{product, quant.location, quant.lot, quant.package}, taken);
    }
    return total - (left > 0 ? left : 0);
}

}  // namespace drydock::mocks::odoo
