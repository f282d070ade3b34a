#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace drydock {

/// A byte that cannot stand for itself within a JSON string. Source: RFC 8259, 7.
[[nodiscard]] constexpr bool is_escaped_in_json(char byte) {
    return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20;
}

/// Bytes before the first one that is escaped; all of them when none is. Eight bytes a step.
[[nodiscard]] inline std::size_t plain_json_size(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t high_bits = ones << 7U;
    std::size_t plain = 0;
    for (; plain + sizeof(std::uint64_t) <= text.size(); plain += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + plain, sizeof word);
        // A byte below n leaves its high bit set in (word - n) & ~word; so does a zero byte for
        // n = 1. A borrow can only set bits above a byte that was found, so none is missed.
        const std::uint64_t quote = word ^ (ones * '"');
        const std::uint64_t backslash = word ^ (ones * '\\');
        const std::uint64_t found = ((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) |
                                    ((backslash - ones) & ~backslash);
        if ((found & high_bits) != 0) {
            break;
        }
    }
    while (plain < text.size() && !is_escaped_in_json(text[plain])) {
        ++plain;
    }
    return plain;
}

}  // namespace drydock
