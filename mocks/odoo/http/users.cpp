#include "mocks/odoo/http/users.hpp"

#include "core/hash.hpp"
#include "mocks/odoo/base/base_models.hpp"

namespace drydock::mocks::odoo::http {

namespace {

std::string_view text_of(const AttributeRow& row, const Field* field) {
    const FieldValue* const value = row.find(*field);
    return value != nullptr && value->kind == FieldValue::Kind::text ? std::string_view{value->text}
                                                                     : std::string_view{};
}

std::int64_t number_or(const AttributeRow& row, const Field* field, std::int64_t fallback) {
    const FieldValue* const value = row.find(*field);
    return value == nullptr ? fallback : value->number;
}

/// Looked up once: every call of a client asks for its user.
struct UserFields {
    const Field* login = res_users.field("login");
    const Field* password = res_users.field("password_kept");
    const Field* active = res_users.field("active");
    const Field* name = res_users.field("name");
    const Field* partner = res_users.field("partner_id");
};

UserView view_of(RecordId id, const AttributeRow& row) {
    static const UserFields fields;
    return {
        .id = id,
        .login = text_of(row, fields.login),
        .password = text_of(row, fields.password),
        .active = number_or(row, fields.active, 1) != 0,
        .name = text_of(row, fields.name),
        .partner = static_cast<RecordId>(number_or(row, fields.partner, 0))};
}

}  // namespace

UserView user_of_id(const Database& database, std::int64_t id) {
    if (!database.attributes.contains(res_users, id)) {
        return {};
    }
    const auto record = static_cast<RecordId>(id);
    const AttributeRow* const row = database.attributes.find(res_users, record);
    return row == nullptr ? UserView{} : view_of(record, *row);
}

UserView user_of_login(const Database& database, std::string_view login) {
    for (const auto& [id, row] : database.attributes.rows(res_users)) {
        if (const UserView user = view_of(id, row); user.login == login) {
            return user;
        }
    }
    return {};
}

std::uint64_t session_token(const UserView& user) {
    return user.id == 0 || !user.active
               ? 0
               : hash_combine(hash_name(user.login), hash_name(user.password));
}

}  // namespace drydock::mocks::odoo::http
