#include "harness/workload/csv.hpp"

#include <charconv>
#include <limits>

namespace drydock::harness {

bool split_csv(
    std::string_view line, std::vector<std::string_view>& fields, std::string& unquoted
) {
    fields.clear();
    unquoted.clear();
    unquoted.reserve(line.size());  // Views of it must not move.
    for (;;) {
        if (line.starts_with('"')) {
            const std::size_t begin = unquoted.size();
            std::size_t at = 1;
            for (;; ++at) {
                if (at >= line.size()) {
                    return false;
                }
                if (line[at] != '"') {
                    unquoted.push_back(line[at]);
                } else if (at + 1 < line.size() && line[at + 1] == '"') {
                    unquoted.push_back('"');
                    ++at;
                } else {
                    break;
                }
            }
            fields.push_back(std::string_view{unquoted}.substr(begin));
            line.remove_prefix(at + 1);
            if (line.empty()) {
                return true;
            }
            if (line.front() != ',') {
                return false;
            }
            line.remove_prefix(1);
            continue;
        }
        const std::size_t comma = line.find(',');
        fields.push_back(line.substr(0, comma));
        if (comma == std::string_view::npos) {
            return true;
        }
        line.remove_prefix(comma + 1);
    }
}

std::optional<std::int32_t> parse_whole(std::string_view text) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = error == std::errc{} && end == text.data() + text.size();
    return all ? std::optional{value} : std::nullopt;
}

std::optional<std::int32_t> parse_thousandths(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    int decimals = -1;
    bool round_up = false;
    bool any_digit = false;
    for (const char character : text) {
        if (character == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (character < '0' || character > '9') {
            return std::nullopt;
        }
        any_digit = true;
        if (decimals == 3) {
            round_up = character >= '5';
            decimals = 4;
        } else if (decimals < 3) {
            value = value * 10 + (character - '0');
            decimals += decimals >= 0 ? 1 : 0;
            if (value > std::numeric_limits<std::int32_t>::max()) {
                return std::nullopt;
            }
        }
    }
    for (int missing = decimals < 0 ? 3 : 3 - decimals; missing > 0; --missing) {
        value *= 10;
    }
    value += round_up ? 1 : 0;
    if (!any_digit || value > std::numeric_limits<std::int32_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::int32_t>(negative ? -value : value);
}

}  // namespace drydock::harness
