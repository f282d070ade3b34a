#include "mocks/wms/stock_room.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace drydock::mocks::wms {

StockRoom::StockRoom(std::shared_ptr<const Demand> demand)
    : demand_{std::move(demand)},
      items_(demand_->products.size()),
      shelves_(demand_->products.size()) {
    for (std::uint32_t sku = 0; sku < sku_count(); ++sku) {
        if (!keeps(sku)) {
            continue;
        }
        const bool is_new = by_code_.add(demand_->products[sku].sku, sku);
        DRYDOCK_CHECK(is_new);
        if (sku < demand_->stock_initial_units.size() && demand_->stock_initial_units[sku] > 0) {
            receive(sku, demand_->stock_initial_units[sku]);
        }
    }
}

std::optional<std::uint32_t> StockRoom::find(std::string_view code) const {
    return by_code_.find(code);
}

bool StockRoom::keeps(std::uint32_t sku) const {
    return demand_->products[sku].kind == ProductKind::storable;
}

std::string_view StockRoom::code_of(std::uint32_t sku) const {
    return demand_->products[sku].sku;
}

void StockRoom::receive(std::uint32_t sku, std::int32_t units) {
    DRYDOCK_CHECK(units > 0);
    items_[sku].on_hand += units;
    items_[sku].moved = true;
    note_ready(sku);
}

void StockRoom::release(std::uint32_t sku, std::int32_t units) {
    StockItem& item = items_[sku];
    DRYDOCK_CHECK(0 < units && units <= item.reserved);
    item.reserved -= units;
    note_ready(sku);
}

void StockRoom::take_out(std::uint32_t sku, std::int32_t units) {
    StockItem& item = items_[sku];
    DRYDOCK_CHECK(0 < units && units <= item.reserved);
    item.reserved -= units;
    item.on_hand -= units;
}

void StockRoom::reserve(std::uint32_t sku, std::int32_t units) {
    DRYDOCK_CHECK(0 < units && units <= free_units(sku));
    items_[sku].reserved += units;
}

void StockRoom::lose(std::uint32_t sku, std::int32_t units) {
    DRYDOCK_CHECK(0 < units && units <= free_units(sku));
    items_[sku].on_hand -= units;
}

std::optional<std::uint32_t> StockRoom::find_substitute(std::uint32_t sku, std::int32_t units)
    const {
    // Neighbours in the product list are often colours of one thing.
    constexpr std::uint32_t neighbours_max = 50;
    for (std::uint32_t step = 1; step <= neighbours_max && sku + step < sku_count(); ++step) {
        const std::uint32_t other = sku + step;
        if (keeps(other) && shelves_[other].waiting.empty() && free_units(other) >= units) {
            return other;
        }
    }
    return std::nullopt;
}

void StockRoom::await(std::uint32_t sku, std::uint32_t line) {
    std::vector<std::uint32_t>& waiting = shelves_[sku].waiting;
    if (waiting.empty() || waiting.back() < line) {
        waiting.push_back(line);
    } else {
        // A line that was picked short keeps its place before later orders. It may still be here,
        // because a line that no longer waits leaves only when it is come upon.
        const auto place = std::ranges::lower_bound(waiting, line);
        if (*place != line) {
            waiting.insert(place, line);
        }
    }
    note_ready(sku);
}

void StockRoom::note_ready(std::uint32_t sku) {
    Shelf& shelf = shelves_[sku];
    const bool free_stock = items_[sku].on_hand > items_[sku].reserved;
    if (!shelf.ready && free_stock && !shelf.waiting.empty()) {
        shelf.ready = true;
        ready_.push_back(sku);
    }
}

std::vector<Pick> StockRoom::allocate(OrderBook& orders) {
    std::vector<Pick> picks;
    for (const std::uint32_t sku : ready_) {
        shelves_[sku].ready = false;
        allocate_sku(sku, orders, picks);
    }
    ready_.clear();
    // A line has one SKU, so that no line is here twice and the order is complete.
    std::ranges::sort(picks, {}, &Pick::line);
    return picks;
}

void StockRoom::allocate_sku(std::uint32_t sku, OrderBook& orders, std::vector<Pick>& picks) {
    StockItem& item = items_[sku];
    std::vector<std::uint32_t>& waiting = shelves_[sku].waiting;
    std::size_t served = 0;
    for (; served < waiting.size(); ++served) {
        const std::uint32_t line = waiting[served];
        const std::int64_t wanted = orders.line(line).waiting();
        const std::int64_t given = std::min(wanted, item.on_hand - item.reserved);
        if (given > 0) {
            const auto units = static_cast<std::int32_t>(given);
            orders.allocate(line, units);
            item.reserved += units;
            picks.push_back({line, units});
        }
        if (given < wanted) {
            break;
        }
    }
    waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(served));
}

}  // namespace drydock::mocks::wms
