#include "mocks/odoo/http/web_request.hpp"

#include <vector>

#include "mocks/odoo/http/python_call.hpp"
#include "mocks/odoo/http/response.hpp"
#include "mocks/odoo/http/users.hpp"

namespace drydock::mocks::odoo::http {

Session* session_of(const Visit& visit) {
    const std::string_view id = session_cookie(visit.request);
    Session* const session = visit.state.sessions.find(id, visit.moment.now);
    if (session == nullptr) {
        return nullptr;
    }
    const std::uint64_t token = session_token(user_of_id(visit.database, session->user));
    if (token == 0 || token != session->token) {
        visit.state.sessions.close(id);
        return nullptr;
    }
    return session;
}

Result check_named(
    std::string_view function, std::span<const std::string_view> names, Value params
) {
    std::vector<std::string_view> missing;
    for (const std::string_view name : names) {
        if (!params[Key::of_text(name)].present()) {
            missing.push_back(name);
        }
    }
    return missing.empty() ? Result{} : missing_arguments(function, missing);
}

}  // namespace drydock::mocks::odoo::http
