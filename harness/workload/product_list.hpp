#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/expected.hpp"
#include "core/landscape/demand.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::harness {

/// Products by SKU, in the order in which they were first met.
class ProductList {
public:
    /// The id of a SKU that is known or, from now on, is.
    SkuId add(std::string_view sku);
    void describe(SkuId id, std::string_view name, Money price);
    [[nodiscard]] std::vector<Product> take() { return std::move(products_); }

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const;
    };
    std::vector<Product> products_;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> by_sku_;
};

/// Adds the products of a CSV with the columns stock_code, description and median_price.
[[nodiscard]] expected<void, WorkloadError> read_products(
    const std::string& path, ProductList& products
);
}  // namespace drydock::harness
