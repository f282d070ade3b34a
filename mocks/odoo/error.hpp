#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/document.hpp"
#include "core/expected.hpp"

namespace drydock::mocks::odoo {

/// An exception that ends a call. Every text is as recorded from Odoo 18.0.
struct Error {
    std::string_view name;  ///< "odoo.exceptions.UserError"
    std::string message;
};

using Result = expected<void, Error>;

[[nodiscard]] unexpected<Error> user_error(std::string message);
[[nodiscard]] unexpected<Error> validation_error(std::string message);
[[nodiscard]] unexpected<Error> value_error(std::string message);
[[nodiscard]] unexpected<Error> type_error(std::string message);
[[nodiscard]] unexpected<Error> access_denied();
[[nodiscard]] unexpected<Error> missing_error(
    std::string_view model, std::int64_t id, std::int64_t user
);
[[nodiscard]] unexpected<Error> unknown_database(std::string_view database);
[[nodiscard]] unexpected<Error> unknown_model(std::string_view model);
[[nodiscard]] unexpected<Error> unknown_method(std::string_view model, std::string_view method);
[[nodiscard]] unexpected<Error> private_method(std::string_view model, std::string_view method);
[[nodiscard]] unexpected<Error> unknown_service(std::string_view service);
[[nodiscard]] unexpected<Error> unknown_service_method(std::string_view method);
/// In create, write, read and order.
[[nodiscard]] unexpected<Error> unknown_field(std::string_view field, std::string_view model);
/// In a domain; `leaf` as Python prints it.
[[nodiscard]] unexpected<Error> unknown_field_in_leaf(
    std::string_view field, std::string_view model, std::string_view leaf
);
/// `what` is "Model: Sales Order (sale.order)\nField: Customer (partner_id)\n".
[[nodiscard]] unexpected<Error> mandatory_field_not_set(std::string_view what);
[[nodiscard]] unexpected<Error> not_a_number(Value value);

/// A value as Python's repr prints it: ('id', '=', 1), False, 'text'.
[[nodiscard]] std::string python_text(Value value);
/// A list as a tuple, as leaves of a domain are printed.
[[nodiscard]] std::string python_tuple_text(Value list);

}  // namespace drydock::mocks::odoo
