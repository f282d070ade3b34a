#include "mocks/odoo/http/python_call.hpp"

#include <charconv>

#include <fmt/format.h>

namespace drydock::mocks::odoo::http {

namespace {

std::string_view plural(std::size_t count) {
    return count == 1 ? "" : "s";
}

/// int("  -12 "): digits with white space around.
std::optional<std::int64_t> int_of_text(std::string_view text) {
    constexpr std::string_view white = " \t\n\r\f\v";
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos) {
        return std::nullopt;
    }
    text = text.substr(first, text.find_last_not_of(white) - first + 1);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional{number} : std::nullopt;
}

std::int64_t truncated(Decimal number) {
    for (; number.scale > 0; --number.scale) {
        number.mantissa /= 10;
    }
    return number.mantissa;
}

}  // namespace

unexpected<Error> missing_arguments(
    std::string_view function, std::span<const std::string_view> names
) {
    std::string list;
    for (std::size_t index = 0; index < names.size(); ++index) {
        const bool last = index + 1 == names.size();
        list += index == 0 ? "" : last && names.size() == 2 ? " and " : last ? ", and " : ", ";
        list += fmt::format("'{}'", names[index]);
    }
    return type_error(fmt::format(
        "{}() missing {} required positional argument{}: {}",
        function,
        names.size(),
        plural(names.size()),
        list
    ));
}

Result check_count(const PythonFunction& function, std::size_t given) {
    if (given < function.required) {
        return missing_arguments(
            function.name, function.parameters.subspan(given, function.required - given)
        );
    }
    const std::size_t most = function.parameters.size();
    if (given > most) {
        const std::string range = function.required == most
                                      ? fmt::format("{}", most)
                                      : fmt::format("from {} to {}", function.required, most);
        return type_error(fmt::format(
            "{}() takes {} positional argument{} but {} {} given",
            function.name,
            range,
            plural(most),
            given,
            given == 1 ? "was" : "were"
        ));
    }
    return {};
}

std::string_view python_type(Value value) {
    switch (value.kind()) {
        case ValueKind::absent:
        case ValueKind::null:
            return "NoneType";
        case ValueKind::boolean:
            return "bool";
        case ValueKind::number:
            return value.integer() && value.decimal()->scale == 0 ? "int" : "float";
        case ValueKind::real:
            return "float";
        case ValueKind::string:
            return "str";
        case ValueKind::array:
            return "list";
        case ValueKind::object:
            return "dict";
    }
    return "object";
}

expected<std::int64_t, Error> python_int(Value value) {
    switch (value.kind()) {
        case ValueKind::boolean:
            return value.is_true() ? 1 : 0;
        case ValueKind::number:
            return truncated(*value.decimal());
        case ValueKind::real:
            return 0;  // No record has an id beyond 18 digits, nor has id 0 one.
        case ValueKind::string: {
            if (const auto number = int_of_text(value.string())) {
                return *number;
            }
            return value_error(
                fmt::format("invalid literal for int() with base 10: {}", python_text(value))
            );
        }
        default:
            return type_error(fmt::format(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                python_type(value)
            ));
    }
}

bool python_truth(Value value) {
    switch (value.kind()) {
        case ValueKind::boolean:
            return value.is_true();
        case ValueKind::number:
            return value.decimal()->mantissa != 0;
        case ValueKind::real:
            return true;
        case ValueKind::string:
            return !value.string().empty();
        case ValueKind::array:
        case ValueKind::object:
            return value.size() > 0;
        default:
            return false;
    }
}

Result check_dict(Value value) {
    const auto wrong_length = [](std::size_t index, std::size_t length) -> Result {
        return value_error(fmt::format(
            "dictionary update sequence element #{} has length {}; 2 is required", index, length
        ));
    };
    if (value.is_object()) {
        return {};
    }
    if (value.is_string()) {
        return value.string().empty() ? Result{} : wrong_length(0, 1);
    }
    if (!value.is_array()) {
        return type_error(fmt::format("'{}' object is not iterable", python_type(value)));
    }
    std::size_t index = 0;
    for (const Value element : value) {
        const bool sequence = element.is_array() || element.is_string() || element.is_object();
        if (!sequence) {
            return type_error(fmt::format(
                "cannot convert dictionary update sequence element #{} to a sequence", index
            ));
        }
        const std::size_t length = element.is_string() ? element.string().size() : element.size();
        if (length != 2) {
            return wrong_length(index, length);
        }
        ++index;
    }
    return {};
}

}  // namespace drydock::mocks::odoo::http
