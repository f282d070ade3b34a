#include "mocks/wms/lot_book.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/hash.hpp"

namespace drydock::mocks::wms {

namespace {

/// Of goods that lay here before the first receipt.
constexpr std::string_view first_lot = "L0";

}  // namespace

void LotBook::add(std::string_view code) {
    shelves_.emplace_back().tracked = hash_text(hash_salt_a, code) % 1'000'000 < tracked_ppm_;
}

void LotBook::receive(std::uint32_t sku, std::int32_t units, std::string_view lot) {
    Shelf& shelf = shelves_[sku];
    if (!shelf.tracked || units <= 0) {
        return;
    }
    if (!shelf.lots.empty() && (lot.empty() || shelf.lots.back().lot == lot)) {
        shelf.lots.back().units += units;
    } else {
        shelf.lots.push_back({std::string{lot.empty() ? first_lot : lot}, units});
    }
}

std::vector<LotUnits> LotBook::take(std::uint32_t sku, std::int32_t units) {
    std::vector<LotUnits> taken;
    Shelf& shelf = shelves_[sku];
    if (!shelf.tracked) {
        return taken;
    }
    while (units > 0) {
        DRYDOCK_CHECK(!shelf.lots.empty());
        LotUnits& oldest = shelf.lots.front();
        const std::int32_t part = std::min(units, oldest.units);
        taken.push_back({oldest.lot, part});
        units -= part;
        oldest.units -= part;
        if (oldest.units == 0) {
            shelf.lots.pop_front();
        }
    }
    return taken;
}

}  // namespace drydock::mocks::wms
