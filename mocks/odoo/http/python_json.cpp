#include "mocks/odoo/http/python_json.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace drydock::mocks::odoo::http {

namespace {

struct Complaint {
    std::string_view what;
    std::size_t place = 0;  ///< Bytes from the start.
};

using Found = std::optional<Complaint>;

/// Walks JSON text as Python's scanner does, and stops where that stops.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_{text} {}

    Found document() {
        skip_white();
        if (const Found found = value(0)) {
            return found;
        }
        skip_white();
        return place_ == text_.size() ? Found{} : Complaint{"Extra data", place_};
    }

private:
    /// Source: CPython, sys.getrecursionlimit(); beyond it there is another error.
    static constexpr std::size_t depth_max = 990;

    [[nodiscard]] char next() const { return place_ < text_.size() ? text_[place_] : '\0'; }

    void skip_white() {
        place_ = std::min(text_.find_first_not_of(" \t\n\r", place_), text_.size());
    }

    Found value(std::size_t depth) {
        if (depth > depth_max) {
            return Complaint{"Nested too deeply", place_};
        }
        switch (next()) {
            case '"':
                return string();
            case '{':
                return object(depth);
            case '[':
                return array(depth);
            default:
                return word();
        }
    }

    Found word() {
        const std::string_view rest = text_.substr(place_);
        for (const std::string_view known :
             {"null", "true", "false", "NaN", "Infinity", "-Infinity"}) {
            if (rest.starts_with(known)) {
                place_ += known.size();
                return {};
            }
        }
        return number();
    }

    /// (-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?
    Found number() {
        const std::size_t start = place_;
        std::size_t at = start + (next() == '-' ? 1 : 0);
        const std::size_t whole = digits_from(at);
        if (whole == 0) {
            return Complaint{"Expecting value", start};
        }
        at += text_[at] == '0' ? 1 : whole;
        if (at < text_.size() && text_[at] == '.') {
            const std::size_t fraction = digits_from(at + 1);
            at += fraction > 0 ? fraction + 1 : 0;
        }
        if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
            const bool sign =
                at + 1 < text_.size() && (text_[at + 1] == '-' || text_[at + 1] == '+');
            const std::size_t exponent = digits_from(at + 1 + (sign ? 1 : 0));
            at += exponent > 0 ? exponent + 1 + (sign ? 1 : 0) : 0;
        }
        place_ = at;
        return {};
    }

    [[nodiscard]] std::size_t digits_from(std::size_t from) const {
        if (from >= text_.size()) {
            return 0;
        }
        return std::min(text_.find_first_not_of("0123456789", from), text_.size()) - from;
    }

    Found string() {
        const std::size_t start = place_++;
        while (place_ < text_.size()) {
            const char character = text_[place_];
            if (character == '"') {
                ++place_;
                return {};
            }
            if (static_cast<unsigned char>(character) < 0x20) {
                return Complaint{"Invalid control character at", place_};
            }
            if (character == '\\') {
                if (const Found found = escape()) {
                    return found->place == text_.size()
                               ? Complaint{"Unterminated string starting at", start}
                               : found;
                }
            } else {
                ++place_;
            }
        }
        return Complaint{"Unterminated string starting at", start};
    }

    Found escape() {
        const std::size_t start = place_++;
        if (place_ == text_.size()) {
            return Complaint{{}, place_};
        }
        const char kind = text_[place_++];
        if (kind != 'u') {
            const bool known = std::string_view{"\"\\/bfnrt"}.find(kind) != std::string_view::npos;
            return known ? Found{} : Complaint{"Invalid \\escape", start};
        }
        const std::string_view digits = text_.substr(place_, 4);
        // CPython wants one more character after the digits.
        const bool right =
            text_.size() > place_ + 4 &&
            digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
        place_ += digits.size();
        return right ? Found{} : Complaint{"Invalid \\uXXXX escape", start + 1};
    }

    Found object(std::size_t depth) {
        constexpr std::string_view no_name = "Expecting property name enclosed in double quotes";
        ++place_;
        skip_white();
        if (next() == '}') {
            ++place_;
            return {};
        }
        while (true) {
            if (next() != '"') {
                return Complaint{no_name, place_};
            }
            if (const Found found = string()) {
                return found;
            }
            skip_white();
            if (next() != ':') {
                return Complaint{"Expecting ':' delimiter", place_};
            }
            ++place_;
            skip_white();
            if (const Found found = value(depth + 1)) {
                return found;
            }
            if (const auto end = separator('}')) {
                return end->what.empty() ? Found{} : end;
            }
        }
    }

    Found array(std::size_t depth) {
        ++place_;
        skip_white();
        if (next() == ']') {
            ++place_;
            return {};
        }
        while (true) {
            if (const Found found = value(depth + 1)) {
                return found;
            }
            if (const auto end = separator(']')) {
                return end->what.empty() ? Found{} : end;
            }
        }
    }

    /// After a member: nullopt when a comma promises another one, an empty complaint at the end.
    Found separator(char end) {
        skip_white();
        if (next() == end && place_ < text_.size()) {
            ++place_;
            return Complaint{};
        }
        if (next() != ',') {
            return Complaint{"Expecting ',' delimiter", place_};
        }
        ++place_;
        skip_white();
        return {};
    }

    std::string_view text_;
    std::size_t place_ = 0;
};

/// Code points of UTF-8, which is how Python counts.
std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char character) {
        return (static_cast<unsigned char>(character) & 0xc0U) != 0x80U;
    }));
}

}  // namespace

Error json_decode_error(std::string_view text) {
    constexpr std::string_view name = "json.decoder.JSONDecodeError";
    const Found found = Scanner{text}.document();
    if (!found) {
        // Python reads more than JSON: NaN, and deeper nesting than this server.
        return {name, "Expecting value: line 1 column 1 (char 0)"};
    }
    const std::string_view before = text.substr(0, found->place);
    const std::size_t line = before.rfind('\n');
    const std::string_view on_line =
        line == std::string_view::npos ? before : before.substr(line + 1);
    return {
        name,
        fmt::format(
            "{}: line {} column {} (char {})",
            found->what,
            std::count(before.begin(), before.end(), '\n') + 1,
            length_of(on_line) + 1,
            length_of(before)
        )};
}

}  // namespace drydock::mocks::odoo::http
