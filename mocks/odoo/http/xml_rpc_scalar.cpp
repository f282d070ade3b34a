#include "mocks/odoo/http/xml_rpc_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace drydock::mocks::odoo::http {

namespace {

using namespace std::string_view_literals;

constexpr std::array integer_tags{"int"sv, "i4"sv, "i8"sv, "i1"sv, "i2"sv, "biginteger"sv};
constexpr std::array double_tags{"double"sv, "float"sv, "bigdecimal"sv};
constexpr std::array other_tags{"string"sv, "boolean"sv, "nil"sv, "base64"sv, "dateTime.iso8601"sv};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& tags, std::string_view tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\n\r\f\v";
    const std::size_t first = text.find_first_not_of(white);
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(white) - first + 1);
}

Result write_integer(DocumentWriter& writer, std::string_view text) {
    std::string_view digits = trimmed(text);
    if (digits.starts_with('+')) {
        digits.remove_prefix(1);
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = !digits.empty() && end == digits.data() + digits.size();
    if (!whole || error == std::errc::invalid_argument) {
        return value_error(fmt::format("invalid literal for int() with base 10: '{}'", text));
    }
    error == std::errc{} ? writer.add(number) : writer.add_real(number > 0 ? 1e19 : -1e19);
    return {};
}

/// "37" as 37.0, "37.50" as 37.50; nullopt for exponents and what a Decimal cannot hold.
std::optional<Decimal> decimal_of(std::string_view text) {
    constexpr std::size_t digits_max = 17;  // One less than fits: a whole number gets one more.
    Decimal number;
    std::size_t digits = 0;
    bool in_fraction = false;
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative || text.starts_with('+') ? 1 : 0);
    for (const char character : text) {
        if (character == '.' && !in_fraction) {
            in_fraction = true;
        } else if (character >= '0' && character <= '9' && ++digits <= digits_max) {
            number.mantissa = number.mantissa * 10 + (character - '0');
            number.scale = static_cast<std::uint8_t>(number.scale + (in_fraction ? 1 : 0));
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0) {
        return std::nullopt;
    }
    number.mantissa *= (negative ? -1 : 1) * (number.scale == 0 ? 10 : 1);
    number.scale = std::max<std::uint8_t>(number.scale, 1);
    return number;
}

Result write_double(DocumentWriter& writer, std::string_view text) {
    const std::string_view digits = trimmed(text);
    if (const auto decimal = decimal_of(digits)) {
        writer.add(*decimal);
        return {};
    }
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = !digits.empty() && end == digits.data() + digits.size();
    if (error != std::errc{} || !whole || !std::isfinite(number)) {
        return value_error(fmt::format("could not convert string to float: '{}'", text));
    }
    writer.add_real(number);
    return {};
}

/// "20261121T10:00:00" to the text that Odoo's fields read. Odoo has datetime objects here.
Result write_datetime(DocumentWriter& writer, std::string_view text) {
    constexpr std::string_view shape = "00000000T00:00:00";
    const auto fits = [&](std::size_t index) {
        const char wanted = shape[index];
        return wanted == '0' ? text[index] >= '0' && text[index] <= '9' : text[index] == wanted;
    };
    bool right = text.size() == shape.size();
    for (std::size_t index = 0; right && index < shape.size(); ++index) {
        right = fits(index);
    }
    if (!right) {
        return value_error(
            fmt::format("time data '{}' does not match format '%Y%m%dT%H:%M:%S'", text)
        );
    }
    writer.add(fmt::format(
        "{}-{}-{} {}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2), text.substr(9)
    ));
    return {};
}

}  // namespace

bool is_scalar(std::string_view tag) {
    return is_one_of(integer_tags, tag) || is_one_of(double_tags, tag) ||
           is_one_of(other_tags, tag);
}

Result write_xml_scalar(DocumentWriter& writer, std::string_view tag, std::string_view text) {
    if (is_one_of(integer_tags, tag)) {
        return write_integer(writer, text);
    }
    if (is_one_of(double_tags, tag)) {
        return write_double(writer, text);
    }
    if (tag == "boolean") {
        if (text != "0" && text != "1") {
            return type_error("bad boolean value");
        }
        writer.add_bool(text == "1");
        return {};
    }
    if (tag == "dateTime.iso8601") {
        return write_datetime(writer, text);
    }
    if (tag == "nil") {
        writer.add_null();
        return {};
    }
    writer.add(tag == "base64" ? trimmed(text) : text);
    return {};
}

}  // namespace drydock::mocks::odoo::http
