#include "mocks/odoo/http/login.hpp"

#include <algorithm>

#include "mocks/odoo/http/python_call.hpp"
#include "mocks/odoo/http/users.hpp"

namespace drydock::mocks::odoo::http {

namespace {

/// Source: passlib, MAX_PASSWORD_SIZE; recording a083.
constexpr std::size_t password_size_max = 4096;

bool is_key_of(const Database& database, const UserView& user, std::string_view text) {
    const auto& keys = database.settings.api_keys;
    return std::any_of(keys.begin(), keys.end(), [&](const OdooApiKey& key) {
        return key.key == text && key.login == user.login;
    });
}

/// Code points of UTF-8: what Python's len() counts.
std::size_t text_length(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char character) {
        return (static_cast<unsigned char>(character) & 0xc0U) != 0x80U;
    }));
}

unexpected<Error> too_many_failures() {
    return unexpected<Error>{Error{
        "odoo.exceptions.AccessDenied",
        "Too many login failures, please wait a bit before trying again."}};
}

/// Source: Odoo 18.0, res_users.py, _check_credentials.
Result check_password(
    const Database& database, const UserView& user, Value password, Interactive interactive
) {
    if (!python_truth(password)) {
        return access_denied();
    }
    if (!password.is_string()) {
        return type_error(
            "secret must be unicode or bytes, not " + std::string{python_type(password)}
        );
    }
    const std::string_view text = password.string();
    if (text.size() > password_size_max && text_length(text) > password_size_max) {
        return unexpected<Error>{
            Error{"passlib.exc.PasswordSizeError", "password exceeds maximum allowed size"}};
    }
    if (!user.password.empty() && text == user.password) {
        return {};
    }
    if (interactive == Interactive::no && is_key_of(database, user, text)) {
        return {};
    }
    return access_denied();
}

void note(Visit& visit, const Result& result) {
    if (result) {
        visit.state.guard.succeeded(visit.from);
    } else if (result.error().name == "odoo.exceptions.AccessDenied") {
        visit.state.guard.failed(visit.from, visit.moment.now);
    }
}

}  // namespace

expected<std::int64_t, Error> log_in(
    Visit& visit, std::string_view login, Value password, Interactive interactive
) {
    if (visit.state.guard.refuses(visit.from, visit.moment.now)) {
        return too_many_failures();
    }
    const UserView user = user_of_login(visit.database, login);
    const Result result = user.id == 0 || !user.active
                              ? Result{access_denied()}
                              : check_password(visit.database, user, password, interactive);
    note(visit, result);
    if (!result) {
        return unexpected{result.error()};
    }
    return user.id;
}

Result check_user(Visit& visit, std::int64_t id, Value password) {
    if (!python_truth(password)) {
        return access_denied();
    }
    const UserView user = user_of_id(visit.database, id);
    if (user.id == 0 && id != 0) {
        return missing_error("res.users", id, id);
    }
    const Result result = user.id == 0 || !user.active
                              ? Result{access_denied()}
                              : check_password(visit.database, user, password, Interactive::no);
    // A right pair passes meanwhile: Odoo remembers those that it has checked before.
    if (!result && visit.state.guard.refuses(visit.from, visit.moment.now)) {
        return too_many_failures();
    }
    note(visit, result);
    return result;
}

std::optional<std::int64_t> user_of_key(const Database& database, std::string_view key) {
    for (const OdooApiKey& known : database.settings.api_keys) {
        if (known.key == key) {
            const UserView user = user_of_login(database, known.login);
            return user.id != 0 && user.active ? std::optional{user.id} : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace drydock::mocks::odoo::http
