#include "mocks/odoo/http/json_rpc.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "mocks/odoo/http/python_call.hpp"
#include "mocks/odoo/http/services.hpp"

namespace drydock::mocks::odoo::http {

namespace {

using namespace std::string_view_literals;

Response invalid_body(std::string_view text) {
    return text_response(400, html_type, std::string{text}, Ending::regular);
}

/// The arguments of the route.
struct RouteArguments {
    Value service;
    Value method;
    Value args;
};

/// Python's complaint of those that are not there.
Result check_route_arguments(const RouteArguments& given) {
    if (given.service.present() && given.method.present() && given.args.present()) {
        return {};
    }
    std::vector<std::string_view> missing;
    for (const auto& [name, value] :
         {std::pair{"service"sv, given.service},
          {"method"sv, given.method},
          {"args"sv, given.args}}) {
        if (!value.present()) {
            missing.push_back(name);
        }
    }
    return missing_arguments("RPC.jsonrpc", missing);
}

}  // namespace

std::optional<Response> refuse_media_type(const Visit& visit, std::string_view route) {
    const std::string type = media_type(visit.request);
    if (type == "application/json" || type == "application/json-rpc") {
        return std::nullopt;
    }
    const std::string text = fmt::format(
        "Request inferred type is compatible with ['http'] but '{}' is type='{}'.",
        route,
        visit.version() == OdooVersion::v19 ? "jsonrpc" : "json"
    );
    if (visit.version() == OdooVersion::v18) {
        return error_page(400, "Bad Request", text);
    }
    Response page = error_page(
        415,
        "Unsupported Media Type",
        text + "\n\nPlease verify the Content-Type request header and try again."
    );
    add_header(page, "Accept", "application/json, application/json-rpc");
    return page;
}

std::optional<Response> refuse_body(const Visit& visit) {
    const Value envelope = visit.request.body.root();
    if (envelope.is_object()) {
        return std::nullopt;
    }
    return invalid_body(envelope.present() ? "Invalid JSON-RPC data" : "Invalid JSON data");
}

Response answer_services(Visit& visit) {
    // Source: Odoo 18.0, addons/base/controllers/rpc.py. The members jsonrpc and method, and
    // parameters besides these, are not looked at (recordings a055, a058).
    const bool plain =
        !visit.on_wire() && visit.request.body.root().is_object() && visit.request.headers.empty();
    if (!plain) {
        if (auto page = refuse_media_type(visit, "/jsonrpc")) {
            return std::move(*page);
        }
        if (auto page = refuse_body(visit)) {
            return std::move(*page);
        }
    }
    const Value envelope = visit.request.body.root();
    return answer_json_rpc(visit, envelope["id"], [&](DocumentWriter& out) -> Result {
        const Value parameters = envelope["params"];
        if (parameters.present()) {
            if (const Result dict = check_dict(parameters); !dict) {
                return dict;
            }
        }
        const RouteArguments given{parameters["service"], parameters["method"], parameters["args"]};
        if (const Result right = check_route_arguments(given); !right) {
            return right;
        }
        return call_service(visit, given.service, given.method, {given.args, "list"}, out);
    });
}

}  // namespace drydock::mocks::odoo::http
