#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// Whether a person logs in at a page, or a program calls. Only a program may give an API key.
enum class Interactive : std::uint8_t { no, yes };

/// The user of that login and password; AccessDenied for a wrong one of either.
/// Source: Odoo 18.0, res_users.py, _login; recordings a012 to a014, a031, a083, a090.
[[nodiscard]] expected<std::int64_t, Error> log_in(
    Visit& visit, std::string_view login, Value password, Interactive interactive
);

/// That the user has that password, as every execute_kw is checked. MissingError when there is no
/// such user. Source: Odoo 18.0, res_users.py, check; recordings a017, a019, a091.
[[nodiscard]] Result check_user(Visit& visit, std::int64_t user, Value password);

/// The user of an API key.
[[nodiscard]] std::optional<std::int64_t> user_of_key(
    const Database& database, std::string_view key
);

}  // namespace drydock::mocks::odoo::http
