#include "mocks/odoo/orm/mail_fields.hpp"

#include <algorithm>
#include <array>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/attributes.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr auto activity_states = std::to_array<SelectionItem>({
    {"overdue", "Overdue"},
    {"today", "Today"},
    {"planned", "Planned"},
});
constexpr auto decorations =
    std::to_array<SelectionItem>({{"warning", "Alert"}, {"danger", "Error"}});

/// The user of the program itself, who follows nothing.
constexpr RecordId system_user = 1;

/// Orders, transfers and invoices that are kept without a row of attributes are the client's.
RecordId maker_of(const Database& database, const Model& model, RecordId id) {
    const AttributeRow* const row = database.attributes.find(model, id);
    return row == nullptr || row->created_by == 0 ? static_cast<RecordId>(user_id)
                                                  : row->created_by;
}

/// Whether the record has asked its partner to follow it.
bool has_partner_following(const Database& database, const Model& model, RecordId id) {
    if (&model == &sale_order) {
        return database.orders[id].state == SaleState::sale || database.orders[id].group != 0;
    }
    if (&model == &purchase_order) {
        return value_of(database, model, id, "date_approve").kind != FieldValue::Kind::empty;
    }
    return &model == &account_move && number_of(database, model, id, "posted_before") != 0;
}

template <const Model& model>
void read_partners(const Database& database, RecordId id, FieldValue& out) {
    out.set_list({});
    if (const RecordId maker = maker_of(database, model, id); maker > system_user) {
        const std::int64_t partner = number_of(database, res_users, maker, "partner_id");
        out.ids.push_back(static_cast<RecordId>(partner));
    }
    if (has_partner_following(database, model, id)) {
        const auto partner = static_cast<RecordId>(number_of(database, model, id, "partner_id"));
        if (partner != 0 && std::find(out.ids.begin(), out.ids.end(), partner) == out.ids.end()) {
            out.ids.push_back(partner);
        }
    }
}

/// mail.followers is no model here: the ids are made of the record's, two of which never meet.
template <const Model& model>
void read_followers(const Database& database, RecordId id, FieldValue& out) {
    read_partners<model>(database, id, out);
    for (std::size_t index = 0; index < out.ids.size(); ++index) {
        out.ids[index] = static_cast<RecordId>(2 * (id - 1) + 1 + index);
    }
}

template <const Model& model>
void read_is_follower(const Database& database, RecordId id, FieldValue& out) {
    out.set_boolean(maker_of(database, model, id) > system_user);
}

template <const Model& model>
void read_messages(const Database& database, RecordId id, FieldValue& out) {
    out.set_list({});
    for (const RecordId message : all_records(database, mail_message)) {
        if (number_of(database, mail_message, message, "res_id") == id &&
            text_of(database, mail_message, message, "model") == model.name.text()) {
            out.ids.insert(out.ids.begin(), message);
        }
    }
}

void read_empty(const Database&, RecordId, FieldValue& out) {
    out.set_list({});
}

constexpr Field computed(Field field) {
    return field.not_stored().not_copied().read_only();
}

/// Labels: Odoo 18.0, mail_thread.py and mail_activity_mixin.py.
template <const Model& model>
constexpr std::array mail_fields = std::to_array<Field>({
    fields::one2many("activity_ids", "Activities", "mail.activity", "res_id").reads(read_empty),
    computed(fields::selection("activity_state", "Activity State", activity_states)),
    computed(fields::many2one("activity_user_id", "Responsible User", "res.users")),
    computed(fields::many2one("activity_type_id", "Next Activity Type", "mail.activity.type")),
    computed(fields::character("activity_type_icon", "Activity Type Icon")),
    computed(fields::date("activity_date_deadline", "Next Activity Deadline")),
    computed(fields::date("my_activity_date_deadline", "My Activity Deadline")),
    computed(fields::character("activity_summary", "Next Activity Summary")),
    computed(fields::selection(
        "activity_exception_decoration", "Activity Exception Decoration", decorations
    )),
    computed(fields::character("activity_exception_icon", "Icon")),
    computed(fields::boolean("message_is_follower", "Is Follower")).reads(read_is_follower<model>),
    fields::one2many("message_follower_ids", "Followers", "mail.followers", "res_id")
        .reads(read_followers<model>),
    fields::many2many("message_partner_ids", "Followers (Partners)", "res.partner")
        .reads(read_partners<model>),
    fields::one2many("message_ids", "Messages", "mail.message", "res_id")
        .reads(read_messages<model>),
    computed(fields::boolean("has_message", "Has Message")).starts(true),
    computed(fields::boolean("message_needaction", "Action Needed")),
    computed(fields::integer("message_needaction_counter", "Number of Actions")),
    computed(fields::boolean("message_has_error", "Message Delivery error")),
    computed(fields::integer("message_has_error_counter", "Number of errors")),
    computed(fields::integer("message_attachment_count", "Attachment Count")),
    fields::one2many("website_message_ids", "Website Messages", "mail.message", "res_id")
        .reads(read_empty),
    computed(fields::boolean("message_has_sms_error", "SMS Delivery error")),
});

struct Discussed {
    const Model* model;
    std::span<const Field> fields;
};

}  // namespace

std::span<const Field> mail_fields_of(const Model& model) {
    static constexpr std::array discussed = std::to_array<Discussed>({
        {&sale_order, mail_fields<sale_order>},
        {&account_move, mail_fields<account_move>},
        {&account_payment, mail_fields<account_payment>},
        {&purchase_order, mail_fields<purchase_order>},
        {&stock_picking, mail_fields<stock_picking>},
        {&res_partner, mail_fields<res_partner>},
    });
    for (const Discussed& one : discussed) {
        if (one.model == &model) {
            return one.fields;
        }
    }
    return {};
}

}  // namespace drydock::mocks::odoo
