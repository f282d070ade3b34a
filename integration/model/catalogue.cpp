#include "integration/model/catalogue.hpp"

#include "core/hash.hpp"

namespace drydock::integration {

std::size_t Catalogue::TextHash::operator()(std::string_view text) const {
    return hash_text(hash_salt_a, text);
}

void Catalogue::add(std::string_view sku, std::int64_t odoo_id, bool storable) {
    const auto known = by_sku_.find(sku);
    if (known != by_sku_.end()) {
        Product& product = products_[known->second];
        by_odoo_id_.erase(product.odoo_id);
        by_odoo_id_[odoo_id] = known->second;
        product.odoo_id = odoo_id;
        product.storable = storable;
        return;
    }
    const std::uint32_t index = size();
    products_.push_back({std::string{sku}, odoo_id, storable});
    by_sku_.emplace(sku, index);
    by_odoo_id_[odoo_id] = index;
}

std::optional<std::uint32_t> Catalogue::find(std::string_view sku) const {
    const auto found = by_sku_.find(sku);
    return found == by_sku_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::uint32_t> Catalogue::find_odoo(std::int64_t odoo_id) const {
    const auto found = by_odoo_id_.find(odoo_id);
    return found == by_odoo_id_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace drydock::integration
