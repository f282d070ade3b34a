#include <array>
#include <vector>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/base/product_quantities.hpp"
#include "mocks/odoo/base/products.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

void read_template(const Database& database, RecordId id, FieldValue& out) {
    set_record(out, database, product_template, id);
}

void read_variant_price(const Database& database, RecordId id, FieldValue& out) {
    out.set_decimal(database.product(id).price.thousandths);
}
Result write_variant_price(Call& call, RecordId id, Value value) {
    return product_template.field("list_price")->write(call, id, value);
}

const std::vector<Field>& variant_fields() {
    static const std::vector<Field> all = [] {
        std::vector<Field> list{product_fields().begin(), product_fields().end()};
        list.push_back(fields::many2one("product_tmpl_id", "Product Template", "product.template")
                           .reads(read_template));
        list.push_back(fields::floating("lst_price", "Sales Price")
                           .reads(read_variant_price)
                           .writes(write_variant_price));
        list.push_back(fields::floating("free_qty", "Free To Use Quantity ").reads(read_free));
        list.push_back(fields::many2many(
            "product_template_attribute_value_ids",
            "Attribute Values",
            "product.template.attribute.value"
        ));
        return list;
    }();
    return all;
}

constexpr std::array<std::string_view, 3> variant_names_searched{"name", "default_code", "barcode"};

}  // namespace

const Model product_product{
    .name = "product.product",
    .fields = variant_fields(),
    .count = [](const Database& database) { return database.product_count(); },
    .order = "default_code, name, id",
    .label = "Product Variant",
    .contains = [](const Database& database, RecordId id) { return database.has_product(id); },
    .show = append_product_display_name,
    .insert = insert_product,
    .created = product_created,
    .written = products_written,
    .remove = remove_product,
    .copy_values = copy_product_values,
    .stored_with = &product_template,
    .names_searched = variant_names_searched};

}  // namespace drydock::mocks::odoo
