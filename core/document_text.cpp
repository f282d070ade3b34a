#include "core/document_text.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace drydock {

namespace {

/// "-12.50" as {-1250, 2}; nullopt for exponents and for more digits than a Decimal holds.
std::optional<Decimal> exact_decimal(std::string_view text) {
    constexpr std::size_t digits_max = 18;
    Decimal number;
    bool negative = false;
    bool in_fraction = false;
    std::size_t digits = 0;
    for (const char character : text) {
        if (character == '-') {
            negative = true;
        } else if (character == '.') {
            in_fraction = true;
        } else if (character >= '0' && character <= '9') {
            if (++digits > digits_max) {
                return std::nullopt;
            }
            number.mantissa = number.mantissa * 10 + (character - '0');
            number.scale = static_cast<std::uint8_t>(number.scale + (in_fraction ? 1 : 0));
        } else {
            return std::nullopt;
        }
    }
    if (negative) {
        number.mantissa = -number.mantissa;
    }
    return number;
}

/// Turns the library's events into a Document.
class Reader {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    bool null() { return writer_.add_null(), true; }
    bool boolean(bool truth) { return writer_.add_bool(truth), true; }
    bool number_integer(number_integer_t number) { return writer_.add(number), true; }
    bool number_unsigned(number_unsigned_t number) {
        constexpr number_unsigned_t largest = std::numeric_limits<std::int64_t>::max();
        number <= largest ? writer_.add(number) : writer_.add_real(static_cast<double>(number));
        return true;
    }
    bool number_float(number_float_t number, const string_t& text) {
        const auto exact = exact_decimal(text);
        exact ? writer_.add(*exact) : writer_.add_real(number);
        return true;
    }
    bool string(string_t& text) { return writer_.add(text), true; }
    bool binary(binary_t&) { return false; }
    bool start_object(std::size_t) { return deeper() && (writer_.begin_object(), true); }
    bool start_array(std::size_t) { return deeper() && (writer_.begin_array(), true); }
    bool key(string_t& text) {
        // The writer reads the name with the value that follows.
        key_ = std::move(text);
        writer_.name(key_);
        return true;
    }
    bool end_object() { return --depth_, writer_.end(), true; }
    bool end_array() { return --depth_, writer_.end(), true; }
    bool parse_error(
        std::size_t position, const std::string&, const nlohmann::json::exception& error
    ) {
        error_ = {position, error.what()};
        return false;
    }

    [[nodiscard]] Document finish() { return writer_.finish(); }
    [[nodiscard]] const DocumentTextError& error() const { return error_; }

private:
    bool deeper() {
        if (++depth_ <= document_depth_max) {
            return true;
        }
        error_.reason = fmt::format("nested deeper than {} levels", document_depth_max);
        return false;
    }

    DocumentWriter writer_;
    DocumentTextError error_;
    std::string key_;
    std::size_t depth_ = 0;
};

void write_string(std::string_view text, std::string& out) {
    out.push_back('"');
    for (const char character : text) {
        switch (character) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(character) < 0x20) {
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(character));
                } else {
                    out.push_back(character);
                }
        }
    }
    out.push_back('"');
}

void write_number(Decimal number, std::string& out) {
    const fmt::format_int digits{number.mantissa};
    const std::string_view text{digits.data(), digits.size()};
    if (number.scale == 0) {
        out += text;
        return;
    }
    const std::size_t sign = number.mantissa < 0 ? 1 : 0;
    const std::size_t scale = number.scale;
    const std::size_t size = text.size() - sign;
    out += text.substr(0, sign);
    if (size > scale) {
        out += text.substr(sign, size - scale);
    } else {
        out.push_back('0');
    }
    out.push_back('.');
    out.append(size < scale ? scale - size : 0, '0');
    out += text.substr(sign + (size > scale ? size - scale : 0));
}

void write(Value value, std::string& out) {
    switch (value.kind()) {
        case ValueKind::absent:
        case ValueKind::null:
            out += "null";
            return;
        case ValueKind::boolean:
            out += value.is_true() ? "true" : "false";
            return;
        case ValueKind::number:
            write_number(*value.decimal(), out);
            return;
        case ValueKind::real:
            out += nlohmann::json(value.real()).dump();
            return;
        case ValueKind::string:
            write_string(value.string(), out);
            return;
        case ValueKind::array:
        case ValueKind::object:
            break;
    }
    out.push_back(value.is_array() ? '[' : '{');
    bool first = true;
    for (const Value member : value) {
        if (!first) {
            out.push_back(',');
        }
        first = false;
        if (value.is_object()) {
            write_string(member.key(), out);
            out.push_back(':');
        }
        write(member, out);
    }
    out.push_back(value.is_array() ? ']' : '}');
}

}  // namespace

expected<Document, DocumentTextError> parse_document(std::string_view text) {
    Reader reader;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &reader)) {
        return unexpected{reader.error()};
    }
    return reader.finish();
}

std::string to_text(Value value) {
    std::string out;
    write(value, out);
    return out;
}

std::string_view Document::text() const {
    if (block_ == nullptr) {
        return {};
    }
    const std::string* text = block_->text.load(std::memory_order_acquire);
    if (text == nullptr) {
        auto written = std::make_unique<std::string>();
        written->reserve(text_size_bytes());
        write(root(), *written);
        // Two threads may have written it: the first one's stays.
        if (block_->text.compare_exchange_strong(
                text, written.get(), std::memory_order_acq_rel, std::memory_order_acquire
            )) {
            text = written.release();
        }
    }
    return *text;
}

}  // namespace drydock
