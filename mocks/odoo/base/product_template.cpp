#include <algorithm>
#include <array>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/base/products.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

void read_variant(const Database& database, RecordId id, FieldValue& out) {
    set_record(out, database, product_product, id);
}
void read_variants(const Database&, RecordId id, FieldValue& out) {
    out.set_list({&id, 1});
}
void read_one(const Database&, RecordId, FieldValue& out) {
    out.set_integer(1);
}

const std::vector<Field>& template_fields() {
    static const std::vector<Field> all = [] {
        std::vector<Field> list{product_fields().begin(), product_fields().end()};
        list.push_back(
            fields::many2one("product_variant_id", "Product", "product.product").reads(read_variant)
        );
        list.push_back(fields::one2many(
                           "product_variant_ids", "Products", "product.product", "product_tmpl_id"
        )
                           .reads(read_variants));
        list.push_back(
            fields::integer("product_variant_count", "# Product Variants").reads(read_one)
        );
        list.push_back(fields::many2many(
            "attribute_line_ids", "Product Attributes", "product.template.attribute.line"
        ));
        return list;
    }();
    return all;
}

constexpr std::array<std::string_view, 3> names_searched{"name", "default_code", "barcode"};

}  // namespace

const Model product_template{
    .name = "product.template",
    .fields = template_fields(),
    .count = [](const Database& database) { return database.product_count(); },
    .order = "name, id",
    .label = "Product",
    .contains = [](const Database& database, RecordId id) { return database.has_product(id); },
    .show = append_product_display_name,
    .insert = insert_product,
    .created = product_created,
    .written = products_written,
    .remove = remove_product,
    .copy_values = copy_product_values,
    .names_searched = names_searched};

}  // namespace drydock::mocks::odoo
