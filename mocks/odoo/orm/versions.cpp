#include "mocks/odoo/orm/versions.hpp"

#include <algorithm>
#include <array>

#include "mocks/odoo/database.hpp"
#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

namespace {

/// A field that another name has replaced.
struct Renaming {
    const Model* model;
    std::string_view until_18;
    std::string_view since_19;
};

/// Source: Odoo 19.0 recordings, d06.
constexpr std::array renamings = std::to_array<Renaming>({
    {&sale_order_line, "product_uom", "product_uom_id"},
    {&sale_order_line, "tax_id", "tax_ids"},
});

}  // namespace

bool is_of_version(const Database& database, const Model& model, const Field& field) {
    const bool is_19 = database.settings.version == OdooVersion::v19;
    return std::none_of(renamings.begin(), renamings.end(), [&](const Renaming& renaming) {
        return renaming.model == &model &&
               field.name.text() == (is_19 ? renaming.until_18 : renaming.since_19);
    });
}

const Field* field_here(const Database& database, const Model& model, std::string_view name) {
    const Field* const field = model.field(name);
    return field != nullptr && is_of_version(database, model, *field) ? field : nullptr;
}

}  // namespace drydock::mocks::odoo
