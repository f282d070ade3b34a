#include "mocks/odoo/http/web_call.hpp"

#include <array>

#include "mocks/odoo/http/json_rpc.hpp"
#include "mocks/odoo/http/python_json.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/rpc.hpp"

namespace drydock::mocks::odoo::http {

namespace {

using namespace std::string_view_literals;

/// [[view, mode], ...] of an action for a client. Source: Odoo 18.0,
/// addons/web/controllers/utils.py, generate_views; recording k91.
void write_views(Value action, DocumentWriter& out) {
    const Value view = action["view_id"];
    const Value view_id = view.is_array() ? view.at(0) : view;
    std::string_view modes = action["view_mode"].string();
    const bool one = modes.find(',') == std::string_view::npos;
    out.begin_array("views");
    while (!modes.empty()) {
        const std::size_t end = modes.find(',');
        out.begin_array();
        one&& view_id.present() ? out.add(view_id) : out.add_bool(false);
        out.add(modes.substr(0, end));
        out.end();
        modes = end == std::string_view::npos ? std::string_view{} : modes.substr(end + 1);
    }
    out.end();
}

/// What a button gives to a page: an action, or false. Source: recordings k90, k91.
void write_button_result(Value result, DocumentWriter& out) {
    if (!result.is_object()) {
        out.field_bool("result", false);
        return;
    }
    out.begin_object("result");
    for (const Value member : result) {
        out.name(member.key());
        out.add(member);
    }
    const std::string_view type = result["type"].string();
    if (!result["type"].present()) {
        out.field("type", "ir.actions.act_window_close");
    }
    if (type == "ir.actions.act_window" && !result["views"].present()) {
        write_views(result, out);
    }
    out.end();
}

Result call_in_session(
    const Asked& asked, const Session& session, CallKind kind, DocumentWriter& out
) {
    static constexpr std::array names{"model"sv, "method"sv, "args"sv, "kwargs"sv};
    const bool button = kind == CallKind::button;
    if (Result right =
            check_named(button ? "DataSet.call_button" : "DataSet.call_kw", names, asked.params);
        !right) {
        return right;
    }
    const MethodCall call{
        .user = session.user,
        .model = asked.params["model"].string(),
        .method = asked.params["method"].string(),
        .positional = asked.params["args"],
        .keywords = asked.params["kwargs"]};
    Database& database = asked.visit.database;
    const Instant now = asked.visit.moment.now;
    if (!button) {
        return call_method(database, now, call, out);
    }
    DocumentWriter inner;
    inner.begin_object();
    const Result result = call_method(database, now, call, inner);
    inner.end();
    const Document answer = inner.finish();
    if (result) {
        write_button_result(answer["result"], out);
    }
    return result;
}

}  // namespace

Response answer_call(const Asked& asked, Session& session, CallKind kind) {
    Response response = answer_json_rpc(asked.visit, asked.id, [&](DocumentWriter& out) {
        return call_in_session(asked, session, kind, out);
    });
    // The device is noted with the first call that succeeds. Source: Odoo 18.0, odoo/http.py,
    // Session.update_trace; recordings a033, b100, k90.
    if (!session.traced && !response.body["error"].present()) {
        session.traced = true;
        add_session_cookie(asked.visit, response, session_cookie(asked.visit.request));
    }
    return response;
}

std::optional<Error> refuse_call(const Visit& visit) {
    const Value envelope = visit.request.body.root();
    if (!envelope.present()) {
        return json_decode_error(visit.request.body_text());
    }
    const Value params = envelope["params"];
    if (!params.present()) {
        return Error{"builtins.KeyError", "params"};
    }
    if (model_of(params["model"].string()) == nullptr) {
        return not_found(
            "The requested URL was not found on the server. If you entered the URL "
            "manually please check your spelling and try again."
        );
    }
    return std::nullopt;
}

}  // namespace drydock::mocks::odoo::http
