#include "integration/model/catalogue.hpp"

namespace drydock::integration {

void Catalogue::add(std::string_view sku, std::int64_t odoo_id, bool storable) {
    if (const auto known = by_sku_.find(sku)) {
        Product& product = products_[*known];
        by_odoo_id_.erase(product.odoo_id);
        by_odoo_id_[odoo_id] = *known;
        product.odoo_id = odoo_id;
        product.storable = storable;
        return;
    }
    const std::uint32_t index = size();
    products_.push_back({std::string{sku}, odoo_id, storable, 0});
    by_sku_.add(sku, index);
    by_odoo_id_[odoo_id] = index;
}

std::optional<std::uint32_t> Catalogue::find(std::string_view sku) const {
    return by_sku_.find(sku);
}

std::optional<std::uint32_t> Catalogue::find_odoo(std::int64_t odoo_id) const {
    const auto found = by_odoo_id_.find(odoo_id);
    return found == by_odoo_id_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace drydock::integration
