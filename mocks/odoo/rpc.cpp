#include "mocks/odoo/rpc.hpp"

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm.hpp"

namespace drydock::mocks::odoo {

namespace {

Response text_response(std::uint16_t status, std::string_view text) {
    DocumentWriter out;
    out.add(text);
    return {.status = status, .body = out.finish(), .headers = {}, .retry_after = {}};
}

using Generic = Result (*)(Call&);

Generic generic_method(std::string_view name) {
    struct Named {
        std::string_view name;
        Generic run;
    };
    static constexpr std::array<Named, 4> all{
        {{"search_read", search_read},
         {"read", read},
         {"search", search},
         {"search_count", search_count}}};
    for (const Named& named : all) {
        if (named.name == name) {
            return named.run;
        }
    }
    return nullptr;
}

/// Source: Odoo 18.0 recordings, a013 to a015: a wrong login or password is no error.
Result authenticate(const Database& database, Value arguments, DocumentWriter& out) {
    const OdooSettings& settings = database.settings;
    if (arguments.at(0).string() != settings.database) {
        return unknown_database(arguments.at(0).string());
    }
    if (arguments.at(1).string() == settings.login &&
        arguments.at(2).string() == settings.password) {
        out.field("result", user_id);
    } else {
        out.field_bool("result", false);
    }
    return {};
}

/// Source: Odoo 18.0 recordings, a002.
void write_version(DocumentWriter& out) {
    out.begin_object("result");
    out.field("server_version", "18.0-20250506");
    out.begin_array("server_version_info");
    out.add(18);
    out.add(0);
    out.add(0);
    out.add("final");
    out.add(0);
    out.add("");
    out.end();
    out.field("server_serie", "18.0");
    out.field("protocol_version", 1);
    out.end();
}

Result call_common(
    const Database& database, std::string_view method, Value arguments, DocumentWriter& out
) {
    if (method == "version") {
        write_version(out);
        return {};
    }
    if (method == "authenticate" || method == "login") {
        return authenticate(database, arguments, out);
    }
    return unknown_service_method(method);
}

/// Arguments: database, uid, password, model, method, [positional], {keywords}.
Result execute(Database& database, Instant now, Value arguments, DocumentWriter& out) {
    constexpr std::size_t arguments_min = 6;
    if (arguments.size() < arguments_min) {
        // Source: Odoo 18.0 recordings, a062: three arguments were given.
        return type_error(
            "execute_kw() missing 3 required positional arguments: 'obj', 'method', and 'args'"
        );
    }
    Value::Iterator argument = arguments.begin();
    const auto next = [&] {
        const Value value = *argument;
        ++argument;
        return value;
    };
    const std::string_view database_name = next().string();
    const std::int64_t user = next().integer_or(0);
    const std::string_view password = next().string();
    const std::string_view model_name = next().string();
    const std::string_view method_name = next().string();
    const Value positional = next();
    const Value keywords = arguments.size() > arguments_min ? next() : Value{};
    if (database_name != database.settings.database) {
        return unknown_database(database_name);
    }
    if (user != user_id) {
        return missing_error("res.users", user, user);
    }
    if (password != database.settings.password) {
        return access_denied();
    }
    const Model* const model = model_of(model_name);
    if (model == nullptr) {
        return unknown_model(model_name);
    }
    if (method_name.starts_with('_')) {
        return private_method(model_name, method_name);
    }
    const Generic own = methods()[method_index(model_name, method_name)].run;
    const Generic run = own != nullptr ? own : generic_method(method_name);
    if (run == nullptr) {
        return unknown_method(model_name, method_name);
    }
    Call call{database, now, *model, positional, keywords, out};
    return run(call);
}

Result dispatch(Database& database, Instant now, Value parameters, DocumentWriter& out) {
    const Value arguments = parameters["args"];
    if (!parameters.is_object() || !parameters["service"].present() ||
        !parameters["method"].present() || !arguments.present()) {
        // Source: Odoo 18.0 recordings, a054: none of the three was given.
        return type_error(
            "RPC.jsonrpc() missing 3 required positional arguments: 'service', 'method', and "
            "'args'"
        );
    }
    const std::string_view service = parameters["service"].string();
    const std::string_view method = parameters["method"].string();
    if (service == "object") {
        return method == "execute_kw" ? execute(database, now, arguments, out)
                                      : unknown_service_method(method);
    }
    if (service == "common") {
        return call_common(database, method, arguments, out);
    }
    return unknown_service(service);
}

}  // namespace

Response answer(Database& database, const Request& request, Instant now) {
    if (path_of(request.path) != "/jsonrpc") {
        return text_response(
            404,
            "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
        );
    }
    // Source: Odoo 18.0 recordings, a050 to a052.
    const Value envelope = request.body.root();
    if (!envelope.present()) {
        return text_response(400, "Invalid JSON data");
    }
    if (!envelope.is_object()) {
        return text_response(400, "Invalid JSON-RPC data");
    }
    DocumentWriter out;
    out.begin_object();
    out.field("jsonrpc", "2.0");
    out.field("id", envelope["id"]);
    if (const Result result = dispatch(database, now, envelope["params"], out); !result) {
        write_error(out, result.error());
    }
    out.end();
    return {.status = 200, .body = out.finish(), .headers = {}, .retry_after = {}};
}

}  // namespace drydock::mocks::odoo
