#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/expected.hpp"
#include "core/landscape/demand.hpp"
#include "core/text_table.hpp"
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
    std::vector<Product> products_;
    TextTable by_sku_;
};

/// Adds the products of a CSV with the columns stock_code, description and median_price.
[[nodiscard]] expected<void, WorkloadError> read_products(
    const std::string& path, ProductList& products
);
}  // namespace drydock::harness
