#include <array>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/stock/stock_models.hpp"

namespace drydock::mocks::odoo {

namespace {

/// The call's context with members set to true.
Value context_with(Call& call, std::initializer_list<Key> flags) {
    DocumentWriter out;
    out.begin_object();
    for (const Value member : call.context()) {
        bool replaced = false;
        for (const Key flag : flags) {
            replaced = replaced || member.key() == flag.text();
        }
        if (!replaced) {
            out.name(member.key());
            out.add(member);
        }
    }
    for (const Key flag : flags) {
        out.field_bool(flag, true);
    }
    out.end();
    return call.keep(out.finish());
}

/// Validates the pickings that the context names, with another context.
Result validate_again(Call& call, DocumentWriter& keywords) {
    Call again{
        call.database,
        call.now,
        stock_picking,
        call.positional,
        call.keep(keywords.finish()),
        call.out,
        call.user};
    std::vector<RecordId> pickings;
    for (const Value id : call.context()["button_validate_picking_ids"]) {
        if (!exists(call.database, stock_picking, id.integer_or(0))) {
            return missing_error("stock.picking", id.integer_or(0), call.user);
        }
        pickings.push_back(static_cast<RecordId>(id.integer_or(0)));
    }
    return validate_by_context(again, pickings);
}

Result validate_with(Call& call, std::initializer_list<Key> flags) {
    if (!call.context()["button_validate_picking_ids"].present()) {
        call.answer_true();
        return {};
    }
    DocumentWriter keywords;
    keywords.begin_object();
    keywords.field("context", context_with(call, flags));
    keywords.end();
    return validate_again(call, keywords);
}

/// Source: Odoo 18.0 recordings, d002 and k16.
Result process(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    return validate_with(call, {"skip_backorder"});
}

/// Source: Odoo 18.0, stock.backorder.confirmation.process_cancel_backorder.
Result process_without_backorder(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (!call.context()["button_validate_picking_ids"].present()) {
        call.answer_true();
        return {};
    }
    DocumentWriter context;
    context.begin_object();
    for (const Value member : context_with(call, {"skip_backorder"})) {
        context.name(member.key());
        context.add(member);
    }
    context.begin_array("picking_ids_not_to_backorder");
    for (const RecordId id : *ids) {
        const FieldValue pickings =
            value_of(call.database, stock_backorder_confirmation, id, "pick_ids");
        for (const RecordId picking : pickings.ids) {
            context.add(picking);
        }
    }
    context.end();
    context.end();
    DocumentWriter keywords;
    keywords.begin_object();
    keywords.field("context", call.keep(context.finish()));
    keywords.end();
    return validate_again(call, keywords);
}

/// Either answer says once and for all that the company knows.
/// Source: Odoo 18.0 recordings, d004.
Result answer_sms(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    call.database.undo.save(call.database.sms_unanswered);
    call.database.sms_unanswered = false;
    return validate_with(call, {"skip_sms"});
}

constexpr std::array backorder_fields = std::to_array<Field>({
    fields::many2many("pick_ids", "Pick", "stock.picking"),
    fields::boolean("show_transfers", "Show Transfers"),
});

constexpr std::array backorder_methods = std::to_array<ModelMethod>({
    {"process", process},
    {"process_cancel_backorder", process_without_backorder},
});

constexpr std::array sms_fields = std::to_array<Field>({
    fields::many2many("pick_ids", "Pick", "stock.picking"),
});

constexpr std::array sms_methods = std::to_array<ModelMethod>({
    {"send_sms", answer_sms},
    {"dont_send_sms", answer_sms},
});

}  // namespace

const Model stock_backorder_confirmation{
    .name = "stock.backorder.confirmation",
    .fields = backorder_fields,
    .label = "Backorder Confirmation",
    .methods = backorder_methods};

const Model confirm_stock_sms{
    .name = "confirm.stock.sms",
    .fields = sms_fields,
    .label = "Confirm Stock SMS",
    .methods = sms_methods};

}  // namespace drydock::mocks::odoo
