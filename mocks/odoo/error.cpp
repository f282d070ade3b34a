#include "mocks/odoo/error.hpp"

#include <fmt/format.h>

#include "core/document_text.hpp"

namespace drydock::mocks::odoo {

namespace {

unexpected<Error> error(std::string_view name, std::string message) {
    return unexpected<Error>{Error{name, std::move(message)}};
}

}  // namespace

unexpected<Error> user_error(std::string message) {
    return error("odoo.exceptions.UserError", std::move(message));
}

unexpected<Error> validation_error(std::string message) {
    return error("odoo.exceptions.ValidationError", std::move(message));
}

unexpected<Error> value_error(std::string message) {
    return error("builtins.ValueError", std::move(message));
}

unexpected<Error> type_error(std::string message) {
    return error("builtins.TypeError", std::move(message));
}

unexpected<Error> access_denied() {
    return error("odoo.exceptions.AccessDenied", "Access Denied");
}

unexpected<Error> missing_error(std::string_view model, std::int64_t id, std::int64_t user) {
    return error(
        "odoo.exceptions.MissingError",
        fmt::format(
            "Record does not exist or has been deleted.\n(Record: {}({},), User: {})",
            model,
            id,
            user
        )
    );
}

unexpected<Error> unknown_database(std::string_view database) {
    return error(
        "psycopg2.OperationalError",
        fmt::format(
            "connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: FATAL:  "
            "database \"{}\" does not exist\n",
            database
        )
    );
}

unexpected<Error> unknown_model(std::string_view model) {
    return user_error(fmt::format("Object {} doesn't exist", model));
}

unexpected<Error> unknown_method(std::string_view model, std::string_view method) {
    return error(
        "builtins.AttributeError", fmt::format("The method '{}.{}' does not exist", model, method)
    );
}

unexpected<Error> private_method(std::string_view model, std::string_view method) {
    return error(
        "odoo.exceptions.AccessError",
        fmt::format("Private methods (such as '{}.{}') cannot be called remotely.", model, method)
    );
}

unexpected<Error> unknown_service(std::string_view service) {
    return error("builtins.KeyError", std::string{service});
}

unexpected<Error> unknown_service_method(std::string_view method) {
    return error("builtins.Exception", fmt::format("Method not found: {}", method));
}

unexpected<Error> unknown_field(std::string_view field, std::string_view model) {
    return value_error(fmt::format("Invalid field '{}' on model '{}'", field, model));
}

unexpected<Error> unknown_field_in_leaf(
    std::string_view field, std::string_view model, std::string_view leaf
) {
    return value_error(fmt::format("Invalid field {}.{} in leaf {}", model, field, leaf));
}

unexpected<Error> mandatory_field_not_set(std::string_view what) {
    return validation_error(fmt::format(
        "The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n"
        "- Delete: another model requires the record being deleted. If possible, archive it "
        "instead.\n\n{}",
        what
    ));
}

unexpected<Error> not_a_number(Value value) {
    if (value.is_string()) {
        return value_error(fmt::format("could not convert string to float: {}", python_text(value))
        );
    }
    if (value.is_number() || value.kind() == ValueKind::real) {
        return error("psycopg2.errors.NumericValueOutOfRange", "numeric field overflow\n");
    }
    const bool list = value.is_array();
    return type_error(fmt::format(
        "float() argument must be a string or a real number, not '{}'", list ? "list" : "dict"
    ));
}

std::string python_text(Value value) {
    switch (value.kind()) {
        case ValueKind::absent:
        case ValueKind::null:
            return "None";
        case ValueKind::boolean:
            return value.is_true() ? "True" : "False";
        case ValueKind::string:
            return fmt::format("'{}'", value.string());
        case ValueKind::number:
        case ValueKind::real:
        case ValueKind::object:
            return to_text(value);
        case ValueKind::array:
            break;
    }
    std::string text = "[";
    for (const Value member : value) {
        text += text.size() > 1 ? ", " : "";
        text += python_text(member);
    }
    return text + "]";
}

std::string python_tuple_text(Value list) {
    std::string text = python_text(list);
    if (list.is_array()) {
        text.front() = '(';
        text.back() = ')';
    }
    return text;
}

}  // namespace drydock::mocks::odoo
