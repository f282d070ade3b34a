#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text_table.hpp"

namespace drydock::integration {

/// The products as Odoo has them, by a dense index in the order in which they became known.
class Catalogue {
public:
    struct Product {
        std::string sku;
        std::int64_t odoo_id = 0;
        bool storable = true;
        std::int32_t case_units = 0;  ///< In a case of the warehouse; 0 when it is not known.
    };

    /// Adds a product, or updates the one with that SKU.
    void add(std::string_view sku, std::int64_t odoo_id, bool storable);

    void set_case_units(std::uint32_t product, std::int32_t units) {
        products_.at(product).case_units = units;
    }

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view sku) const;
    [[nodiscard]] std::optional<std::uint32_t> find_odoo(std::int64_t odoo_id) const;
    [[nodiscard]] const Product& at(std::uint32_t product) const { return products_.at(product); }
    [[nodiscard]] std::uint32_t size() const {
        return static_cast<std::uint32_t>(products_.size());
    }

private:
    std::vector<Product> products_;
    TextTable by_sku_;
    // Looked up only, never walked: its order is nobody's business.
    std::unordered_map<std::int64_t, std::uint32_t> by_odoo_id_;
};

}  // namespace drydock::integration
