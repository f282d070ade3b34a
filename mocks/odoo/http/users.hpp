#pragma once

#include <cstdint>
#include <string_view>

#include "mocks/odoo/database.hpp"

namespace drydock::mocks::odoo::http {

/// What a login must know of a record of res.users.
struct UserView {
    RecordId id = 0;  ///< 0 when there is no such user.
    std::string_view login{};
    std::string_view password{};  ///< Empty for a user who cannot log in.
    bool active = true;
    std::string_view name{};
    RecordId partner = 0;
};

/// Views are valid until a record of res.users changes.
[[nodiscard]] UserView user_of_id(const Database& database, std::int64_t id);
[[nodiscard]] UserView user_of_login(const Database& database, std::string_view login);

/// What a session of that user rests on: another one after a change of login or password, 0 for a
/// user who is archived. Source: Odoo 18.0, res_users.py, _compute_session_token.
[[nodiscard]] std::uint64_t session_token(const UserView& user);

}  // namespace drydock::mocks::odoo::http
