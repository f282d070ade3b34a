#include "harness/scenario/format.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "harness/scenario/unit_text.hpp"

namespace drydock::harness {

namespace {

/// Longer than any rehearsal, and short enough that sums of a few do not overflow.
constexpr Duration duration_max = 3'650 * one_day;

std::string write_number(ValueType type, std::int64_t number) {
    switch (type) {
        case ValueType::boolean:
            return number != 0 ? "true" : "false";
        case ValueType::duration:
        case ValueType::durations:
            return write_duration(Duration{number});
        case ValueType::days:
            return write_duration(number * one_day);
        case ValueType::share:
            return write_share_ppm(number);
        case ValueType::percent:
            return fmt::format("{}%", number);
        case ValueType::factor:
            return write_factor_permille(number);
        case ValueType::bandwidth:
            return write_bandwidth(number);
        default:
            return fmt::to_string(number);
    }
}

std::string_view kind_text(ValueType type) {
    switch (type) {
        case ValueType::text:
            return "a text";
        case ValueType::file:
            return "the path of a file";
        case ValueType::boolean:
            return "true or false";
        case ValueType::whole:
            return "a whole number";
        case ValueType::duration:
            return "a duration such as 500ms, 2s, 10min, 4h or 14d";
        case ValueType::durations:
            return "a list of durations such as [1min, 4h]";
        case ValueType::days:
            return "a duration of whole days such as 14d";
        case ValueType::share:
            return "a share such as 0.5%";
        case ValueType::percent:
            return "a whole percentage such as 85%";
        case ValueType::factor:
            return "a factor such as 3x";
        case ValueType::bandwidth:
            return "a bandwidth such as 10Mbit/s or 2MB/s";
        case ValueType::date_time:
            return "a date such as 2011-11-01 or 2011-11-01T12:30:00";
        case ValueType::choice:
            return "one of";
    }
    return {};
}

template <class Number>
Stored number_or_nothing(const std::optional<Number>& number) {
    return number ? Stored{static_cast<std::int64_t>(*number)} : Stored{};
}

}  // namespace

std::vector<const Field*> Mapping::fields_for(std::int64_t kind) const {
    std::vector<const Field*> all;
    for (const Field& field : fields) {
        all.push_back(&field);
    }
    if (kind >= 0 && static_cast<std::size_t>(kind) < alternatives.size()) {
        for (const Field& field : alternatives[static_cast<std::size_t>(kind)]) {
            all.push_back(&field);
        }
    }
    return all;
}

std::vector<const Field*> Mapping::fields_of(const void* object) const {
    return fields_for(
        alternatives.empty() ? -1 : std::get<std::int64_t>(fields.front().get(object))
    );
}

std::int64_t maximum_of(ValueType type) {
    switch (type) {
        case ValueType::boolean:
            return 1;
        case ValueType::duration:
        case ValueType::durations:
            return duration_max.count();
        case ValueType::days:
            return duration_max / one_day;
        case ValueType::share:
            return 1'000'000;
        case ValueType::percent:
            return 1'000;
        case ValueType::factor:
            return 1'000'000;
        default:
            return std::numeric_limits<std::int64_t>::max();
    }
}

std::string expected_text(const Field& field) {
    if (field.type == ValueType::choice) {
        return fmt::format("one of {}", fmt::join(field.choices, ", "));
    }
    std::string text{kind_text(field.type)};
    const bool low = field.minimum != 0;
    const bool high = field.maximum != maximum_of(field.type) &&
                      field.maximum != std::numeric_limits<std::uint32_t>::max() &&
                      field.maximum != std::numeric_limits<std::int64_t>::max();
    if (low && high) {
        text += fmt::format(
            ", from {} to {}",
            write_number(field.type, field.minimum),
            write_number(field.type, field.maximum)
        );
    } else if (low) {
        text += fmt::format(", at least {}", write_number(field.type, field.minimum));
    } else if (high) {
        text += fmt::format(", at most {}", write_number(field.type, field.maximum));
    }
    return text;
}

Stored parse_value(std::string_view text, const Field& field) {
    switch (field.type) {
        case ValueType::boolean:
            return text == "true"    ? Stored{std::int64_t{1}}
                   : text == "false" ? Stored{std::int64_t{0}}
                                     : Stored{};
        case ValueType::whole:
            return number_or_nothing(parse_integer(text));
        case ValueType::duration:
        case ValueType::durations: {
            const auto duration = parse_duration(text);
            return duration ? Stored{duration->count()} : Stored{};
        }
        case ValueType::days: {
            const auto duration = parse_duration(text);
            return duration && *duration % one_day == Duration::zero()
                       ? Stored{std::int64_t{*duration / one_day}}
                       : Stored{};
        }
        case ValueType::share:
            return number_or_nothing(parse_share_ppm(text));
        case ValueType::percent: {
            const auto share = parse_share_ppm(text);
            return share && *share % 10'000 == 0 ? Stored{*share / 10'000} : Stored{};
        }
        case ValueType::factor:
            return number_or_nothing(parse_factor_permille(text));
        case ValueType::bandwidth:
            return number_or_nothing(parse_bandwidth(text));
        case ValueType::choice: {
            const auto found = std::ranges::find(field.choices, text);
            return found == field.choices.end()
                       ? Stored{}
                       : Stored{std::int64_t{found - field.choices.begin()}};
        }
        default:
            return {};
    }
}

std::string write_value(const Field& field, const Stored& stored) {
    if (const auto* number = std::get_if<std::int64_t>(&stored)) {
        return field.type == ValueType::choice
                   ? std::string{field.choices[static_cast<std::size_t>(*number)]}
                   : write_number(field.type, *number);
    }
    if (const auto* text = std::get_if<std::string>(&stored)) {
        return field.type == ValueType::date_time ? *text : write_text(*text);
    }
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&stored)) {
        std::vector<std::string> parts;
        for (const std::int64_t number : *numbers) {
            parts.push_back(write_number(field.type, number));
        }
        return fmt::format("[{}]", fmt::join(parts, ", "));
    }
    return "null";
}

std::string write_text(std::string_view text) {
    const auto plain = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || character == '_' || character == '-' ||
               character == '/' || character == '.' || character == ' ';
    };
    const bool letter_first =
        !text.empty() && (plain(text.front()) && text.front() != '-' && text.front() != ' ');
    if (letter_first && text.back() != ' ' && std::ranges::all_of(text, plain) && text != "null" &&
        text != "Null" && text != "NULL" && text != "true" && text != "false") {
        return std::string{text};
    }
    std::string quoted = "\"";
    for (const char character : text) {
        switch (character) {
            case '"':
                quoted += "\\\"";
                break;
            case '\\':
                quoted += "\\\\";
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\t':
                quoted += "\\t";
                break;
            case '\r':
                quoted += "\\r";
                break;
            default:
                quoted += character;
        }
    }
    return quoted + "\"";
}

}  // namespace drydock::harness
