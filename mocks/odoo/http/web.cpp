#include "mocks/odoo/http/web.hpp"

#include <array>

#include "core/check.hpp"
#include "mocks/odoo/http/json_rpc.hpp"
#include "mocks/odoo/http/pages.hpp"
#include "mocks/odoo/http/python_call.hpp"
#include "mocks/odoo/http/web_call.hpp"
#include "mocks/odoo/http/web_session.hpp"

namespace drydock::mocks::odoo::http {

namespace {

Response fail(const Visit& visit, const Error& error) {
    // Before the body is looked at, no id is known. Source: recordings a034, b101.
    return answer_json_rpc(visit, {}, [&](DocumentWriter&) -> Result { return unexpected{error}; });
}

enum class Route : std::uint8_t {
    version,
    authenticate,
    session_info,
    session_check,
    destroy,
    database_list,
    call_kw,
    call_button,
    none
};

Route route_of(std::string_view path) {
    struct Named {
        std::string_view path;
        Route route;
    };
    static constexpr std::array all = std::to_array<Named>({
        {"/web/webclient/version_info", Route::version},
        {"/web/session/authenticate", Route::authenticate},
        {"/web/session/get_session_info", Route::session_info},
        {"/web/session/check", Route::session_check},
        {"/web/session/destroy", Route::destroy},
        {"/web/database/list", Route::database_list},
        {"/web/dataset/call_kw", Route::call_kw},
        {"/web/dataset/call_button", Route::call_button},
    });
    for (const Named& named : all) {
        const bool below = named.route == Route::call_kw || named.route == Route::call_button;
        if (path == named.path || (below && path.starts_with(named.path) &&
                                   path.substr(named.path.size()).starts_with('/'))) {
            return named.route;
        }
    }
    return Route::none;
}

/// As Odoo names the route in its errors: without what follows it in a longer path.
std::string_view route_name(std::string_view path, Route route) {
    return route == Route::call_kw       ? "/web/dataset/call_kw"
           : route == Route::call_button ? "/web/dataset/call_button"
                                         : path;
}

Response answer_for_user(const Asked& asked, Session& session, Route route) {
    switch (route) {
        case Route::session_info:
            return answer_session_info(asked, session);
        case Route::destroy:
            return answer_destroy(asked);
        case Route::call_kw:
            return answer_call(asked, session, CallKind::method);
        case Route::call_button:
            return answer_call(asked, session, CallKind::button);
        default:
            return answer_none(asked);
    }
}

/// Source: recording a004.
Response answer_health(const Visit& visit) {
    DocumentWriter out;
    out.begin_object();
    out.field("status", "pass");
    out.end();
    Response response = json_response(visit, out.finish(), Ending::regular);
    if (!response.headers.empty()) {
        response.headers.at(1).value = "application/json";
        add_header(response, "Cache-Control", "no-store");
    }
    return response;
}

Response answer_json_route(Visit& visit, Route route) {
    if (auto page = refuse_body(visit)) {
        return std::move(*page);
    }
    const Value envelope = visit.request.body.root();
    const Asked asked{visit, envelope["id"], envelope["params"]};
    if (asked.params.present()) {
        if (const Result dict = check_dict(asked.params); !dict) {
            return answer_json_rpc(visit, asked.id, [&](DocumentWriter&) { return dict; });
        }
    }
    switch (route) {
        case Route::version:
            return answer_version(asked);
        case Route::authenticate:
            return answer_authenticate(asked);
        case Route::database_list:
            return answer_database_list(asked);
        default:
            break;
    }
    Session* const session = session_of(visit);
    DRYDOCK_CHECK(session != nullptr);  // Looked up before the body was.
    return answer_for_user(asked, *session, route);
}

}  // namespace

Response answer_web(Visit& visit, std::string_view path) {
    if (path == "/web/health") {
        return answer_health(visit);
    }
    const Route route = route_of(path);
    if (route == Route::none) {
        return not_found_page(visit);
    }
    if (auto page = refuse_media_type(visit, route_name(path, route))) {
        return std::move(*page);
    }
    if (route == Route::call_kw || route == Route::call_button) {
        if (const auto error = refuse_call(visit)) {
            return fail(visit, *error);
        }
    }
    const bool open =
        route == Route::version || route == Route::authenticate || route == Route::database_list;
    if (!open && session_of(visit) == nullptr) {
        return fail(visit, session_expired());
    }
    return answer_json_route(visit, route);
}

}  // namespace drydock::mocks::odoo::http
