#include "mocks/odoo/orm/given_values.hpp"

#include <string_view>
#include <vector>

#include "mocks/odoo/error.hpp"
#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What Python has to turn into text. False and null stand for no value.
bool becomes_text(const Model& model, Value member) {
    const bool empty = member.kind() == ValueKind::null || member.is_false();
    if (empty || member.is_string()) {
        return false;
    }
    const Field* const field = model.field(member.key());
    return field != nullptr &&
           (field->type == FieldType::character || field->type == FieldType::text);
}

}  // namespace

Value with_context_defaults(Call& call, const Model& model, Value values) {
    constexpr std::string_view prefix = "default_";
    std::vector<Value> defaults;
    for (const Value member : call.context()) {
        if (!member.key().starts_with(prefix)) {
            continue;
        }
        const std::string_view name = member.key().substr(prefix.size());
        if (model.field(name) != nullptr && !values[Key::of_text(name)].present()) {
            defaults.push_back(member);
        }
    }
    if (defaults.empty()) {
        return values;
    }
    DocumentWriter out;
    out.begin_object();
    for (const Value member : defaults) {
        out.name(member.key().substr(prefix.size()));
        out.add(member);
    }
    for (const Value member : values) {
        out.name(member.key());
        out.add(member);
    }
    out.end();
    return call.keep(out.finish());
}

Value with_python_texts(Call& call, const Model& model, Value values) {
    bool any = false;
    for (const Value member : values) {
        any = any || becomes_text(model, member);
    }
    if (!any) {
        return values;
    }
    DocumentWriter out;
    out.begin_object();
    for (const Value member : values) {
        out.name(member.key());
        if (becomes_text(model, member)) {
            out.add(python_text(member));
        } else {
            out.add(member);
        }
    }
    out.end();
    return call.keep(out.finish());
}

}  // namespace drydock::mocks::odoo
