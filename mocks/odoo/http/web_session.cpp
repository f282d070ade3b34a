#include "mocks/odoo/http/web_session.hpp"

#include <array>

#include "mocks/odoo/http/json_rpc.hpp"
#include "mocks/odoo/http/login.hpp"
#include "mocks/odoo/http/release.hpp"
#include "mocks/odoo/http/session_info.hpp"
#include "mocks/odoo/http/users.hpp"

namespace drydock::mocks::odoo::http {

namespace {
using namespace std::string_view_literals;
}  // namespace

Response answer_version(const Asked& asked) {
    Response response = answer_json_rpc(asked.visit, asked.id, [&](DocumentWriter& out) -> Result {
        write_version(out, asked.visit.version());
        return {};
    });
    if (session_of(asked.visit) == nullptr) {
        add_session_cookie(
            asked.visit, response, asked.visit.state.sessions.new_id(asked.visit.moment)
        );
    }
    return response;
}

Response answer_authenticate(const Asked& asked) {
    Visit& visit = asked.visit;
    std::int64_t user = 0;
    Response response = answer_json_rpc(visit, asked.id, [&](DocumentWriter& out) -> Result {
        static constexpr std::array names{"db"sv, "login"sv, "password"sv};
        if (Result right = check_named("Session.authenticate", names, asked.params); !right) {
            return right;
        }
        if (asked.params["db"].string() != visit.settings().database) {
            return unexpected<Error>{Error{"odoo.exceptions.AccessError", "Database not found."}};
        }
        const auto logged_in = log_in(
            visit, asked.params["login"].string(), asked.params["password"], Interactive::yes
        );
        if (!logged_in) {
            return unexpected{logged_in.error()};
        }
        user = *logged_in;
        write_session_info(visit, user, out);
        return {};
    });
    if (user != 0) {
        // A login changes the id, so that an id planted before it is worth nothing.
        visit.state.sessions.close(session_cookie(visit.request));
        const std::uint64_t token = session_token(user_of_id(visit.database, user));
        add_session_cookie(visit, response, visit.state.sessions.open(visit.moment, user, token));
    }
    return response;
}

Response answer_session_info(const Asked& asked, const Session& session) {
    Response response = answer_json_rpc(asked.visit, asked.id, [&](DocumentWriter& out) -> Result {
        write_session_info(asked.visit, session.user, out);
        return {};
    });
    add_session_cookie(asked.visit, response, session_cookie(asked.visit.request));
    return response;
}

Response answer_none(const Asked& asked) {
    return answer_json_rpc(asked.visit, asked.id, [](DocumentWriter&) -> Result { return {}; });
}

Response answer_destroy(const Asked& asked) {
    asked.visit.state.sessions.close(session_cookie(asked.visit.request));
    Response response = answer_none(asked);
    add_session_cookie(
        asked.visit, response, asked.visit.state.sessions.new_id(asked.visit.moment)
    );
    return response;
}

Response answer_database_list(const Asked& asked) {
    return answer_json_rpc(asked.visit, asked.id, [&](DocumentWriter& out) -> Result {
        out.begin_array("result");
        out.add(asked.visit.settings().database);
        out.end();
        return {};
    });
}

}  // namespace drydock::mocks::odoo::http
