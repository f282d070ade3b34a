#include "mocks/odoo/account/product_facts.hpp"

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

Money list_price_of(const Database& database, RecordId product) {
    return product == 0 ? Money{} : database.product(product).price;
}

Money standard_price_of(const Database& database, RecordId product) {
    if (product == 0 || product_product.field("standard_price") == nullptr) {
        return {};
    }
    return Money{number_of(database, product_product, product, "standard_price")};
}

std::vector<RecordId> taxes_of_product(const Database& database, RecordId product, TaxUse use) {
    // Products of a demand are sold without taxes.
    if (product == 0 || database.product_made(product) == nullptr) {
        return {};
    }
    const std::string_view field = use == TaxUse::purchase ? "supplier_taxes_id" : "taxes_id";
    if (product_product.field(field) == nullptr) {
        return {};
    }
    return value_of(database, product_product, product, field).ids;
}

}  // namespace drydock::mocks::odoo
