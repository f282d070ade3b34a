#include "core/document_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/json_escape.hpp"

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

/// Text that grows at its end. What was written is in the first `size()` bytes of `bytes`.
class GrowingText {
public:
    explicit GrowingText(std::string& bytes) : bytes_{bytes} {}

    void put(char byte) {
        if (size_ == bytes_.size()) {
            grow(1);
        }
        bytes_[size_++] = byte;
    }
    void put(std::string_view text) {
        if (bytes_.size() - size_ < text.size()) {
            grow(text.size());
        }
        std::memcpy(bytes_.data() + size_, text.data(), text.size());
        size_ += text.size();
    }
    void put(std::size_t count, char byte) {
        for (; count > 0; --count) {
            put(byte);
        }
    }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    void grow(std::size_t more) {
        constexpr std::size_t size_min = 4'096;
        bytes_.resize(std::max({size_min, bytes_.size() * 2, size_ + more}));
    }

    std::string& bytes_;
    std::size_t size_ = 0;
};

void write_escaped(char byte, GrowingText& out) {
    switch (byte) {
        case '"':
            return out.put("\\\"");
        case '\\':
            return out.put("\\\\");
        case '\b':
            return out.put("\\b");
        case '\f':
            return out.put("\\f");
        case '\n':
            return out.put("\\n");
        case '\r':
            return out.put("\\r");
        case '\t':
            return out.put("\\t");
        default:
            return out.put(fmt::format("\\u{:04x}", static_cast<unsigned>(byte)));
    }
}

void write_string(std::string_view text, GrowingText& out) {
    out.put('"');
    while (!text.empty()) {
        const std::size_t plain = plain_json_size(text);
        out.put(text.substr(0, plain));
        text.remove_prefix(plain);
        if (!text.empty()) {
            write_escaped(text.front(), out);
            text.remove_prefix(1);
        }
    }
    out.put('"');
}

void write_number(Decimal number, GrowingText& out) {
    const fmt::format_int digits{number.mantissa};
    const std::string_view text{digits.data(), digits.size()};
    if (number.scale == 0) {
        out.put(text);
        return;
    }
    const std::size_t sign = number.mantissa < 0 ? 1 : 0;
    const std::size_t scale = number.scale;
    const std::size_t size = text.size() - sign;
    out.put(text.substr(0, sign));
    if (size > scale) {
        out.put(text.substr(sign, size - scale));
    } else {
        out.put('0');
    }
    out.put('.');
    out.put(size < scale ? scale - size : 0, '0');
    out.put(text.substr(sign + (size > scale ? size - scale : 0)));
}

void write_value(Value value, GrowingText& out) {
    switch (value.kind()) {
        case ValueKind::absent:
        case ValueKind::null:
            return out.put("null");
        case ValueKind::boolean:
            return out.put(value.is_true() ? "true" : "false");
        case ValueKind::number:
            return write_number(*value.decimal(), out);
        case ValueKind::real:
            return out.put(nlohmann::json(value.real()).dump());
        case ValueKind::string:
            return write_string(value.string(), out);
        case ValueKind::array:
        case ValueKind::object:
            break;
    }
    out.put(value.is_array() ? '[' : '{');
    bool first = true;
    for (const Value member : value) {
        if (!first) {
            out.put(',');
        }
        first = false;
        if (value.is_object()) {
            write_string(member.key(), out);
            out.put(':');
        }
        write_value(member, out);
    }
    out.put(value.is_array() ? ']' : '}');
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
    // Kept by the thread, so that a text costs one allocation, its own. A large one is not kept.
    constexpr std::size_t kept_max_bytes = std::size_t{1} << 20U;
    thread_local std::string bytes;
    GrowingText out{bytes};
    write_value(value, out);
    std::string text{bytes, 0, out.size()};
    if (bytes.size() > kept_max_bytes) {
        bytes = std::string{};
    }
    return text;
}

std::string_view Document::text() const {
    if (block_ == nullptr) {
        return {};
    }
    const std::string* text = block_->text.load(std::memory_order_acquire);
    if (text == nullptr) {
        auto written = std::make_unique<std::string>(to_text(root()));
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
