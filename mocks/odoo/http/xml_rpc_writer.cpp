#include "mocks/odoo/http/xml_rpc_writer.hpp"

#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/document_text.hpp"

namespace drydock::mocks::odoo::http {

namespace {

/// Text without the characters that XML 1.0 cannot hold, and with its own escaped.
void write_text(std::string_view text, std::string& out) {
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '&') {
            out += "&amp;";
        } else if (character == '<') {
            out += "&lt;";
        } else if (character == '>') {
            out += "&gt;";
        } else if (byte >= 0x20 || character == '\t' || character == '\n' || character == '\r') {
            out.push_back(character);
        }
    }
}

void write_string(std::string_view text, std::string& out) {
    out += "<value><string>";
    write_text(text, out);
    out += "</string></value>\n";
}

/// repr() of a float: the shortest digits that read as the same, 37.5, 0.0, 1e-05, 1e+16.
std::string python_double(double number) {
    char buffer[32];
    const double size = std::fabs(number);
    // Source: CPython, float_repr_style 'short': exponents below -4 and from 16 on.
    const bool plain = size == 0 || (size >= 1e-4 && size < 1e16);
    const auto [end, error] = std::to_chars(
        buffer,
        buffer + sizeof buffer,
        number,
        plain ? std::chars_format::fixed : std::chars_format::scientific
    );
    std::string text{buffer, error == std::errc{} ? end : buffer};
    if (plain && text.find('.') == std::string::npos) {
        text += ".0";
    }
    return text;
}

double real_of(Value value) {
    const auto decimal = value.decimal();
    if (!decimal) {
        return value.real();
    }
    const std::string text = to_text(value);
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result write_number(Value value, std::string& out) {
    const auto decimal = value.decimal();
    if (!decimal || decimal->scale > 0) {
        out += "<value><double>";
        out += python_double(real_of(value));
        out += "</double></value>\n";
        return {};
    }
    if (decimal->mantissa > std::numeric_limits<std::int32_t>::max() ||
        decimal->mantissa < std::numeric_limits<std::int32_t>::min()) {
        return unexpected<Error>{Error{"builtins.OverflowError", "int exceeds XML-RPC limits"}};
    }
    out += fmt::format("<value><int>{}</int></value>\n", decimal->mantissa);
    return {};
}

Result write_value(Value value, std::string& out);

Result write_array(Value value, std::string& out) {
    out += "<value><array><data>\n";
    for (const Value member : value) {
        if (const Result written = write_value(member, out); !written) {
            return written;
        }
    }
    out += "</data></array></value>\n";
    return {};
}

Result write_struct(Value value, std::string& out) {
    out += "<value><struct>\n";
    for (const Value member : value) {
        out += "<member>\n<name>";
        write_text(member.key(), out);
        out += "</name>\n";
        if (const Result written = write_value(member, out); !written) {
            return written;
        }
        out += "</member>\n";
    }
    out += "</struct></value>\n";
    return {};
}

/// As deep as a document is, which is document_depth_max at most.
Result write_value(Value value, std::string& out) {
    switch (value.kind()) {
        case ValueKind::absent:
        case ValueKind::null:
            return type_error("cannot marshal None unless allow_none is enabled");
        case ValueKind::boolean:
            out += value.is_true() ? "<value><boolean>1</boolean></value>\n"
                                   : "<value><boolean>0</boolean></value>\n";
            return {};
        case ValueKind::number:
        case ValueKind::real:
            return write_number(value, out);
        case ValueKind::string:
            write_string(value.string(), out);
            return {};
        case ValueKind::array:
            return write_array(value, out);
        case ValueKind::object:
            return write_struct(value, out);
    }
    return {};
}

std::string framed(std::string_view inner) {
    return fmt::format("<?xml version=\"1.0\"?>\n<methodResponse>\n{}\n</methodResponse>\n", inner);
}

std::string fault(std::string_view code_value, std::string_view text) {
    std::string inner = "<fault>\n<value><struct>\n<member>\n<name>faultCode</name>\n";
    inner += code_value;
    inner += "</member>\n<member>\n<name>faultString</name>\n";
    write_string(text, inner);
    inner += "</member>\n</struct></value>\n</fault>\n";
    return framed(inner);
}

}  // namespace

expected<std::string, Error> xml_response(Value result) {
    if (const std::string_view model = model_of_recordset(result.string()); !model.empty()) {
        return type_error(fmt::format("cannot marshal <class 'odoo.api.{}'> objects", model));
    }
    std::string inner = "<params>\n<param>\n";
    if (const Result written = write_value(result, inner); !written) {
        return unexpected{written.error()};
    }
    inner += "</param>\n</params>\n";
    return framed(inner);
}

std::string xml_fault(int code, std::string_view text) {
    return fault(fmt::format("<value><int>{}</int></value>\n", code), text);
}

std::string xml_fault(std::string_view code, std::string_view text) {
    std::string value;
    write_string(code, value);
    return fault(value, text);
}

std::string_view model_of_recordset(std::string_view text) {
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos || !text.ends_with(')')) {
        return {};
    }
    const std::string_view ids = text.substr(open + 1, text.size() - open - 2);
    const bool only_ids = ids.find_first_not_of("0123456789, ") == std::string_view::npos;
    const std::string_view model = text.substr(0, open);
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_.";
    const bool named = model.find('.') != std::string_view::npos &&
                       model.find_first_not_of(letters) == std::string_view::npos;
    return only_ids && named ? model : std::string_view{};
}

}  // namespace drydock::mocks::odoo::http
