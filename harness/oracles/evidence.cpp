#include "harness/oracles/evidence.hpp"

#include <fmt/format.h>

namespace drydock::harness {

std::string Evidence::sku_text(SkuId sku) const {
    return sku.value < demand.products.size() ? "SKU " + demand.products[sku.value].sku
                                              : "an unknown SKU";
}

bool Evidence::storable(SkuId sku) const {
    return sku.value >= demand.products.size() ||
           demand.products[sku.value].kind != ProductKind::service;
}

std::string thousandths_text(std::int64_t thousandths) {
    const std::uint64_t size = thousandths < 0 ? 0 - static_cast<std::uint64_t>(thousandths)
                                               : static_cast<std::uint64_t>(thousandths);
    std::string text = fmt::format("{}{}", thousandths < 0 ? "-" : "", size / 1'000);
    if (size % 1'000 != 0) {
        text += fmt::format(".{:03}", size % 1'000);
        while (text.back() == '0') {
            text.pop_back();
        }
    }
    return text;
}

}  // namespace drydock::harness
