#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo::http {

/// A Python function that a client's arguments are handed to unchecked, so that Python itself
/// complains of them.
struct PythonFunction {
    std::string_view name;  ///< "execute_kw"
    std::span<const std::string_view> parameters;
    std::size_t required = 0;  ///< The first ones; the others have defaults.
};

/// "takes 2 positional arguments but 3 were given", "missing 1 required positional argument: 'db'".
[[nodiscard]] Result check_count(const PythonFunction& function, std::size_t given);

/// "missing 2 required positional arguments: 'a' and 'b'".
[[nodiscard]] unexpected<Error> missing_arguments(
    std::string_view function, std::span<const std::string_view> names
);

/// What Python's type() calls a value.
[[nodiscard]] std::string_view python_type(Value value);

/// int(value)
[[nodiscard]] expected<std::int64_t, Error> python_int(Value value);

/// Whether `if value:` holds.
[[nodiscard]] bool python_truth(Value value);

/// dict(value): nothing to complain of for an object, an empty list, or a list of pairs.
[[nodiscard]] Result check_dict(Value value);

}  // namespace drydock::mocks::odoo::http
