#include "harness/contract/call.hpp"

#include <array>

#include "harness/contract/xml_rpc.hpp"

namespace drydock::harness::contract {

namespace {

constexpr std::string_view xml_prefix = "/xmlrpc";
constexpr std::string_view json2_prefix = "/json/2/";

/// What follows db, uid, password, model and method in the arguments of execute_kw.
constexpr std::size_t positional_at = 5;

void read_object_arguments(const Json& arguments, Call& call) {
    if (arguments.size() < positional_at || !arguments[3].is_string() ||
        !arguments[4].is_string()) {
        return;
    }
    call.user = arguments[1];
    call.password = arguments[2];
    call.model = arguments[3].get<std::string>();
    const bool keywords = call.method == "execute_kw";
    call.method = arguments[4].get<std::string>();
    call.positional = Json::array();
    if (keywords) {
        if (arguments.size() > positional_at && arguments[positional_at].is_array()) {
            call.positional = arguments[positional_at];
        }
        if (arguments.size() > positional_at + 1) {
            call.keywords = arguments[positional_at + 1];
        }
        return;
    }
    for (std::size_t index = positional_at; index < arguments.size(); ++index) {
        call.positional.push_back(arguments[index]);
    }
}

void read_service(
    const std::string& service, const Json& method, const Json& arguments, Call& call
) {
    call.service = service;
    call.method = method.get<std::string>();
    call.positional = arguments;
    if (service == "object" && (call.method == "execute_kw" || call.method == "execute")) {
        read_object_arguments(arguments, call);
    }
}

void read_web(const Json& params, Call& call) {
    const bool complete = params.contains("model") && params["model"].is_string() &&
                          params.contains("method") && params["method"].is_string() &&
                          params.contains("args") && params["args"].is_array();
    if (!complete) {
        call.transport = Transport::other;
        return;
    }
    call.model = params["model"].get<std::string>();
    call.method = params["method"].get<std::string>();
    call.positional = params["args"];
    call.keywords = params.contains("kwargs") ? params["kwargs"] : Json{};
}

void read_json2(const std::string& path, const Json& body, Call& call) {
    const std::string tail = path.substr(json2_prefix.size(), path.find('?') - json2_prefix.size());
    const std::size_t slash = tail.find('/');
    if (slash == std::string::npos || !(body.is_object() || body.is_null())) {
        return;
    }
    call.transport = Transport::json2;
    call.model = tail.substr(0, slash);
    call.method = tail.substr(slash + 1);
    call.positional = Json::array();
    call.keywords = body.is_null() ? Json::object() : body;
}

}  // namespace

Json Call::context() const {
    return keywords.is_object() && keywords.contains("context") ? keywords["context"] : Json{};
}

Json Call::argument(std::size_t position, const char* name) const {
    if (positional.is_array() && position < positional.size()) {
        return positional[position];
    }
    return keywords.is_object() && keywords.contains(name) ? keywords[name] : Json{};
}

Call read_call(const RecordedRequest& request) {
    Call call;
    if (request.path.starts_with(xml_prefix)) {
        const auto read = request.body.is_string()
                              ? read_xml_call(request.body.get_ref<const std::string&>())
                              : std::nullopt;
        if (read) {
            call.transport = Transport::xml_rpc;
            const std::string service = request.path.substr(request.path.rfind('/') + 1);
            read_service(service, (*read)["method"], (*read)["params"], call);
        }
        return call;
    }
    if (request.path.starts_with(json2_prefix)) {
        read_json2(request.path, request.body, call);
        return call;
    }
    if (!request.body.is_object() || !request.body.contains("params") ||
        !request.body["params"].is_object()) {
        return call;
    }
    const Json& params = request.body["params"];
    if (request.path.starts_with("/web/dataset/")) {
        call.transport = Transport::web;
        read_web(params, call);
    } else if (request.path == "/jsonrpc" && params.contains("service") &&
               params["service"].is_string() && params.contains("method") &&
               params["method"].is_string() && params.contains("args") &&
               params["args"].is_array()) {
        call.transport = Transport::json_rpc;
        read_service(params["service"].get<std::string>(), params["method"], params["args"], call);
    }
    return call;
}

namespace {

/// The arguments of execute_kw with those of the call in their places.
Json object_arguments(Json arguments, const Call& call, bool keywords) {
    arguments[1] = call.user;
    arguments[2] = call.password;
    if (!keywords) {
        for (std::size_t index = 0; index < call.positional.size(); ++index) {
            arguments[positional_at + index] = call.positional[index];
        }
        return arguments;
    }
    if (arguments.size() > positional_at) {
        arguments[positional_at] = call.positional;
    }
    if (arguments.size() > positional_at + 1) {
        arguments[positional_at + 1] = call.keywords;
    }
    return arguments;
}

}  // namespace

RecordedRequest with_call(RecordedRequest request, const Call& call) {
    switch (call.transport) {
        case Transport::json_rpc: {
            Json& params = request.body["params"];
            params["args"] =
                call.of_model()
                    ? object_arguments(params["args"], call, params["method"] == "execute_kw")
                    : call.positional;
            break;
        }
        case Transport::xml_rpc: {
            Json sent = *read_xml_call(request.body.get_ref<const std::string&>());
            sent["params"] =
                call.of_model()
                    ? object_arguments(sent["params"], call, sent["method"] == "execute_kw")
                    : call.positional;
            request.body = write_xml_call(sent);
            break;
        }
        case Transport::web:
            request.body["params"]["args"] = call.positional;
            if (request.body["params"].contains("kwargs")) {
                request.body["params"]["kwargs"] = call.keywords;
            }
            break;
        case Transport::json2:
            if (!request.body.is_null()) {
                request.body = call.keywords;
            }
            break;
        case Transport::other:
            break;
    }
    return request;
}

namespace {

Outcome fault_outcome(const Json& fault) {
    Outcome out;
    out.error_name = "xmlrpc.client.Fault";
    if (fault.is_object() && fault.contains("faultString") && fault["faultString"].is_string()) {
        out.error_message = fault["faultString"].get<std::string>();
    }
    return out;
}

Outcome error_outcome(const Json& error) {
    Outcome out;
    const auto text = [&](const char* name) {
        return error.contains(name) && error[name].is_string() ? error[name].get<std::string>()
                                                               : std::string{};
    };
    out.error_name = text("name");
    out.error_message = text("message");
    return out;
}

}  // namespace

Outcome read_outcome(const Call& call, int status, const Json& body) {
    Outcome out;
    if (call.transport == Transport::json2) {
        if (status != 200) {
            return body.is_object() ? error_outcome(body) : out;
        }
        return {
            .success = true,
            .has_result = true,
            .result = body,
            .error_name = {},
            .error_message = {}};
    }
    if (!body.is_object()) {
        return out;
    }
    if (body.contains("xml")) {
        const Json& xml = body["xml"];
        if (xml.contains("fault")) {
            return fault_outcome(xml["fault"]);
        }
        return {
            .success = true,
            .has_result = true,
            .result = xml["result"],
            .error_name = {},
            .error_message = {}};
    }
    if (body.contains("error")) {
        const Json& error = body["error"];
        return error.is_object() && error.contains("data") && error["data"].is_object()
                   ? error_outcome(error["data"])
                   : out;
    }
    out.success = status == 200 && body.contains("jsonrpc");
    out.has_result = body.contains("result");
    out.result = out.has_result ? body["result"] : Json{};
    return out;
}

Json read_body(const Headers& headers, const std::string& text) {
    const std::string type = header_of(headers, "Content-Type");
    if (type.find("xml") != std::string::npos) {
        if (auto xml = read_xml_response(text)) {
            return Json{{"xml", std::move(*xml)}};
        }
        return text;
    }
    if (type.empty() || type.find("json") != std::string::npos) {
        Json document = Json::parse(text, nullptr, false);
        if (!document.is_discarded()) {
            return document;
        }
    }
    return text.empty() ? Json{} : Json(text);
}

}  // namespace drydock::harness::contract
