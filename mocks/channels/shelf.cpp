#include "mocks/channels/shelf.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace drydock::mocks::channels {

Shelf::Shelf(const Demand& demand)
    : demand_{demand},
      levels_(demand.stock_initial_units.begin(), demand.stock_initial_units.end()) {
    DRYDOCK_CHECK(levels_.size() <= demand.products.size());
    levels_.resize(demand.products.size());
    by_sku_.reserve(demand.products.size());
    for (std::uint32_t index = 0; index < demand.products.size(); ++index) {
        by_sku_.add(demand.products[index].sku, index);
    }
}

std::optional<SkuId> Shelf::find(std::string_view sku) const {
    const auto found = by_sku_.find(sku);
    return found ? std::optional{SkuId{*found}} : std::nullopt;
}

std::int32_t Shelf::take(SkuId sku, std::int32_t units) {
    if (demand_.products[sku.value].kind != ProductKind::storable) {
        return units;
    }
    std::int64_t& level = levels_[sku.value];
    const std::int64_t taken = std::clamp<std::int64_t>(level, 0, units);
    level -= taken;
    return static_cast<std::int32_t>(taken);
}

void Shelf::set(SkuId sku, std::int64_t units) {
    levels_[sku.value] = units;
}

void Shelf::write_books(SystemId channel, Books& books) const {
    for (const Publication& publication : publications_) {
        books.stock_publications.push_back({channel, publication.at, publication.sku_count});
    }
}

}  // namespace drydock::mocks::channels
