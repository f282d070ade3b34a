#include <array>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::array implementation_items = std::to_array<SelectionItem>({
    {"standard", "Standard"},
    {"no_gap", "No gap"},
});

/// Of sequences that the typed records count themselves, else what was written.
void read_next(const Database& database, RecordId id, FieldValue& out) {
    const std::string code = text_of(database, ir_sequence, id, "code");
    const std::string prefix = text_of(database, ir_sequence, id, "prefix");
    if (code == "sale.order") {
        return out.set_integer(static_cast<std::int64_t>(database.orders_by_number.size()) + 1);
    }
    if (code == "purchase.order") {
        return out.set_integer(std::int64_t{database.purchases.orders.count()} + 1);
    }
    for (RecordId type = 1; type <= database.picking_types.count(); ++type) {
        if (code.empty() && database.picking_types[type].prefix == prefix) {
            const bool used = type <= database.picking_numbers.size();
            return out.set_integer(used ? database.picking_numbers[type - 1] + 1 : 1);
        }
    }
    out.set_integer(number_of(database, ir_sequence, id, "number_next"));
}

Result write_next(Call& call, RecordId id, Value value) {
    FieldValue next;
    next.set_integer(value.integer_or(1));
    set_value(call.database, ir_sequence, id, "number_next", next);
    return {};
}

constexpr std::array sequence_fields = std::to_array<Field>({
    fields::character("name", "Name").require(),
    fields::character("code", "Sequence Code"),
    fields::selection("implementation", "Implementation", implementation_items).starts("standard"),
    fields::boolean("active", "Active").starts(true),
    fields::character("prefix", "Prefix"),
    fields::character("suffix", "Suffix"),
    fields::integer("number_next", "Next Number").starts(1),
    fields::integer("number_next_actual", "Actual Next Number").reads(read_next).writes(write_next),
    fields::integer("number_increment", "Step").starts(1),
    fields::integer("padding", "Sequence Size").starts(0),
    fields::many2one("company_id", "Company", "res.company").starts(1),
});

}  // namespace

const Model ir_sequence{
    .name = "ir.sequence", .fields = sequence_fields, .order = "name, id", .label = "Sequence"};

}  // namespace drydock::mocks::odoo
