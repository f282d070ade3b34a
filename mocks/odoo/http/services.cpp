#include "mocks/odoo/http/services.hpp"

#include <array>

#include <fmt/format.h>

#include "mocks/odoo/http/login.hpp"
#include "mocks/odoo/http/python_call.hpp"
#include "mocks/odoo/http/release.hpp"
#include "mocks/odoo/rpc.hpp"

namespace drydock::mocks::odoo::http {

namespace {

using namespace std::string_view_literals;

constexpr std::array login_parameters{"db"sv, "login"sv, "password"sv};
constexpr std::array authenticate_parameters{"db"sv, "login"sv, "password"sv, "user_agent_env"sv};
constexpr std::array about_parameters{"extended"sv};
constexpr std::array exist_parameters{"db_name"sv};
constexpr std::array list_parameters{"document"sv};
constexpr std::array execute_kw_parameters{"db"sv, "uid"sv, "obj"sv, "method"sv, "args"sv, "kw"sv};

/// Source: Odoo 18.0, odoo/service/db.py: these ask for the master password first.
constexpr std::array guarded_db_methods{
    "create_database"sv,
    "duplicate_database"sv,
    "drop"sv,
    "dump"sv,
    "restore"sv,
    "rename"sv,
    "migrate_databases"sv,
    "change_admin_password"sv};

Result check_database(const Visit& visit, Value name) {
    return name.string() == visit.settings().database ? Result{} : unknown_database(name.string());
}

/// `*values` in Python.
Result check_iterable(std::string_view module, std::string_view function, Value values) {
    const bool iterable = values.is_array() || values.is_object() || values.is_string();
    return iterable ? Result{}
                    : type_error(fmt::format(
                          "{}{}() argument after * must be an iterable, not {}",
                          module,
                          function,
                          python_type(values)
                      ));
}

Result authenticate(Visit& visit, Value values, DocumentWriter& out) {
    Value::Iterator argument = values.begin();
    const Value database = *argument;
    const Value login = *++argument;
    const Value password = *++argument;
    if (const Result known = check_database(visit, database); !known) {
        return known;
    }
    const auto user = log_in(visit, login.string(), password, Interactive::no);
    if (user) {
        out.field("result", *user);
        return {};
    }
    if (user.error().name != "odoo.exceptions.AccessDenied") {
        return unexpected{user.error()};
    }
    // A wrong login or password is no error. Source: recordings a013, a014.
    out.field_bool("result", false);
    return {};
}

void answer_about(Value values, DocumentWriter& out, OdooVersion version) {
    constexpr std::string_view about = "See http://openerp.com";
    if (!python_truth(values.at(0))) {
        out.field("result", about);
        return;
    }
    out.begin_array("result");
    out.add(about);
    out.add(server_version(version));
    out.end();
}

Result call_common(Visit& visit, std::string_view method, Value values, DocumentWriter& out) {
    const std::size_t given = values.size();
    const auto run = [&](PythonFunction function, auto body) -> Result {
        Result checked = check_iterable("odoo.service.common.", function.name, values);
        if (checked) {
            checked = check_count(function, given);
        }
        return checked ? body() : checked;
    };
    if (method == "version") {
        return run({"exp_version", {}, 0}, [&]() -> Result {
            write_version(out, visit.version());
            return {};
        });
    }
    if (method == "authenticate") {
        return run({"exp_authenticate", authenticate_parameters, 4}, [&] {
            return authenticate(visit, values, out);
        });
    }
    if (method == "login") {
        return run({"exp_login", login_parameters, 3}, [&] {
            return authenticate(visit, values, out);
        });
    }
    if (method == "about") {
        return run({"exp_about", about_parameters, 0}, [&]() -> Result {
            answer_about(values, out, visit.version());
            return {};
        });
    }
    return unknown_service_method(method);
}

Result call_db(Visit& visit, std::string_view method, Value values, DocumentWriter& out) {
    if (method == "list") {
        if (const Result right = check_count({"exp_list", list_parameters, 0}, values.size());
            !right) {
            return right;
        }
        out.begin_array("result");
        out.add(visit.settings().database);
        out.end();
        return {};
    }
    if (method == "db_exist") {
        if (const Result right = check_count({"exp_db_exist", exist_parameters, 1}, values.size());
            !right) {
            return right;
        }
        out.field_bool("result", values.at(0).string() == visit.settings().database);
        return {};
    }
    if (method == "server_version") {
        out.field("result", server_version(visit.version()));
        return {};
    }
    for (const std::string_view guarded : guarded_db_methods) {
        if (guarded == method) {
            return access_denied();
        }
    }
    return unexpected<Error>{
        Error{"builtins.KeyError", fmt::format("Method not found: {}", method)}};
}

/// The arguments after the password: model and method, then a list and a dict (execute_kw), or all
/// others by place (execute).
struct Target {
    std::string_view model;
    std::string_view method;
};

Result execute(
    Visit& visit,
    std::int64_t user,
    const Target& target,
    Value positional,
    Value keywords,
    DocumentWriter& out
) {
    return call_method(
        visit.database,
        visit.moment.now,
        {.user = user,
         .model = target.model,
         .method = target.method,
         .positional = positional,
         .keywords = keywords},
        out
    );
}

/// The tail of a list as a list of its own.
Document tail_of(Value::Iterator from, Value::Iterator end) {
    DocumentWriter list;
    list.begin_array();
    for (; from != end; ++from) {
        list.add(*from);
    }
    list.end();
    return list.finish();
}

Result call_execute_kw(
    Visit& visit, std::int64_t user, Value values, Value::Iterator rest, DocumentWriter& out
) {
    if (const Result right =
            check_count({"execute_kw", execute_kw_parameters, 5}, values.size() - 1);
        !right) {
        return right;
    }
    const Target target{(*rest).string(), (*++rest).string()};
    const Value positional = *++rest;
    const Value keywords = ++rest == values.end() ? Value{} : *rest;
    if (const Result iterable = check_iterable("odoo.service.model.", "execute", positional);
        !iterable) {
        return iterable;
    }
    if (python_truth(keywords) && !keywords.is_object()) {
        return type_error(fmt::format(
            "odoo.service.model.execute() argument after ** must be a mapping, not {}",
            python_type(keywords)
        ));
    }
    return execute(visit, user, target, positional, keywords, out);
}

Result call_execute(
    Visit& visit, std::int64_t user, Value values, Value::Iterator rest, DocumentWriter& out
) {
    constexpr std::size_t before_model = 3;  // Database, user, password.
    constexpr std::size_t arguments_min = before_model + 2;
    if (values.size() < arguments_min) {
        return missing_arguments(
            "execute",
            std::span{execute_kw_parameters}.subspan(
                values.size() - 1, arguments_min - values.size()
            )
        );
    }
    const Target target{(*rest).string(), (*++rest).string()};
    const Document positional = tail_of(++rest, values.end());
    return execute(visit, user, target, positional.root(), {}, out);
}

/// Source: Odoo 18.0, odoo/service/model.py, dispatch.
Result call_object(
    Visit& visit, std::string_view method, const ServiceArguments& arguments, DocumentWriter& out
) {
    constexpr std::size_t before_model = 3;  // Database, user, password.
    const Value values = arguments.values;
    if (!values.is_array()) {
        return type_error(fmt::format("'{}' object is not subscriptable", python_type(values)));
    }
    if (values.size() < before_model) {
        return unexpected<Error>{Error{
            "builtins.IndexError", fmt::format("{} index out of range", arguments.container)}};
    }
    Value::Iterator argument = values.begin();
    const Value database = *argument;
    const auto user = python_int(*++argument);
    if (!user) {
        return unexpected{user.error()};
    }
    const Value password = *++argument;
    ++argument;
    if (const Result known = check_database(visit, database); !known) {
        return known;
    }
    if (const Result right = check_user(visit, *user, password); !right) {
        return right;
    }
    if (method == "execute_kw") {
        return call_execute_kw(visit, *user, values, argument, out);
    }
    if (method == "execute") {
        return call_execute(visit, *user, values, argument, out);
    }
    return unexpected<Error>{
        Error{"builtins.NameError", fmt::format("Method not available {}", method)}};
}

}  // namespace

Result call_service(
    Visit& visit,
    Value service,
    Value method,
    const ServiceArguments& arguments,
    DocumentWriter& out
) {
    const std::string_view name = service.string();
    if (name == "object") {
        return call_object(visit, method.string(), arguments, out);
    }
    if (name == "common") {
        return call_common(visit, method.string(), arguments.values, out);
    }
    if (name == "db") {
        return call_db(visit, method.string(), arguments.values, out);
    }
    if (service.is_array() || service.is_object()) {
        return type_error(fmt::format("unhashable type: '{}'", python_type(service)));
    }
    return unknown_service(service.is_string() ? name : python_text(service));
}

}  // namespace drydock::mocks::odoo::http
