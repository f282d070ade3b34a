#include "mocks/odoo/http/operation.hpp"

#include <algorithm>
#include <array>

#include "mocks/odoo/models.hpp"

namespace drydock::mocks::odoo::http {

namespace {

constexpr Operation other{.index = other_index, .lines = 0};

Operation without_lines(std::size_t index) {
    return {.index = static_cast<std::uint16_t>(index), .lines = 0};
}

Operation of_method(
    const Database& database,
    std::string_view model,
    std::string_view name,
    Value positional,
    Value keywords
) {
    const std::size_t index = method_index(model, name);
    const odoo::Method& method = methods()[index];
    return {
        .index = static_cast<std::uint16_t>(index),
        .lines = method.lines == nullptr ? 0 : method.lines(database, positional, keywords)};
}

/// /jsonrpc
Operation of_service(const Database& database, Value parameters) {
    const std::string_view service = parameters["service"].string();
    const Value arguments = parameters["args"];
    if (service == "common") {
        return without_lines(method_index(service, parameters["method"].string()));
    }
    constexpr std::size_t model_place = 3;  // After database, user and password.
    if (service != "object" || arguments.size() <= model_place + 2) {
        return other;
    }
    Value::Iterator argument = arguments.begin();
    for (std::size_t place = 0; place < model_place; ++place) {
        ++argument;
    }
    const std::string_view model = (*argument).string();
    ++argument;
    const std::string_view name = (*argument).string();
    ++argument;
    // What execute has here is the first argument itself, not the list of them.
    const bool is_list = parameters["method"].string() != "execute";
    return of_method(database, model, name, is_list ? *argument : Value{}, {});
}

/// What stands after the first occurrences of a tag, up to the next one.
template <std::size_t size>
std::array<std::string_view, size> first_texts(std::string_view xml, std::string_view tag) {
    std::array<std::string_view, size> texts{};
    std::size_t at = 0;
    for (std::string_view& text : texts) {
        at = xml.find(tag, at);
        if (at == std::string_view::npos) {
            break;
        }
        at += tag.size();
        text = xml.substr(at, std::min(xml.find('<', at), xml.size()) - at);
    }
    return texts;
}

/// /xmlrpc/2/<service>: the method, then database, user, password, model and name, as strings but
/// for the user.
Operation of_xml(const Database& database, std::string_view path, std::string_view body) {
    constexpr std::size_t head_bytes = 4096;
    const std::string_view head = body.substr(0, head_bytes);
    const std::string_view service = path.substr(path.rfind('/') + 1);
    if (service == "common") {
        return without_lines(method_index(service, first_texts<1>(head, "<methodName>").at(0)));
    }
    if (service != "object") {
        return other;
    }
    const auto texts = first_texts<4>(head, "<string>");
    return of_method(database, texts.at(2), texts.at(3), {}, {});
}

/// /json/2/<model>/<method>
Operation of_json2(const Database& database, std::string_view path, Value arguments) {
    const std::string_view model = path_segment(path, 2);
    const std::string_view name = path_segment(path, 3);
    DocumentWriter positional;
    positional.begin_array();
    const Value first = name == "create" ? arguments["vals_list"] : arguments["ids"];
    if (first.present()) {
        positional.add(first);
    }
    if (name == "write" && arguments["vals"].present()) {
        positional.add(arguments["vals"]);
    }
    positional.end();
    const Document list = positional.finish();
    return of_method(database, model, name, list.root(), {});
}

Operation of_web(const Database& database, std::string_view path, Value parameters) {
    if (path.starts_with("/web/dataset/call_")) {
        return of_method(
            database,
            parameters["model"].string(),
            parameters["method"].string(),
            parameters["args"],
            parameters["kwargs"]
        );
    }
    if (path == "/web/session/authenticate") {
        return without_lines(authenticate_index);
    }
    return path == "/web/webclient/version_info" ? without_lines(version_index) : other;
}

}  // namespace

Operation operation_of(const Database& database, const Request& request) {
    const std::string_view path = path_of(request.path);
    if (path == "/jsonrpc") {
        return of_service(database, request.body["params"]);
    }
    if (path.starts_with("/xmlrpc/")) {
        return of_xml(database, path, request.body_text());
    }
    if (path.starts_with("/json/2/")) {
        return of_json2(database, path, request.body.root());
    }
    return path.starts_with("/web/") ? of_web(database, path, request.body["params"]) : other;
}

}  // namespace drydock::mocks::odoo::http
