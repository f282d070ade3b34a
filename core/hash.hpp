#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace drydock {

/// Folds two words into one by a 64 x 64 -> 128 bit product. Equal on every machine.
/// Source: Wang Yi, wyhash (public domain), function `wymix`.
[[nodiscard]] constexpr std::uint64_t hash_mix(std::uint64_t left, std::uint64_t right) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Odd constants without structure, so that a zero word does not collapse a product.
/// Source: wyhash, default secret.
inline constexpr std::uint64_t hash_salt_a = 0xa0761d6478bd642fU;
inline constexpr std::uint64_t hash_salt_b = 0xe7037ed1a0b428dbU;

/// Its own two salts, so that a state which starts at one of those above is no zero factor.
[[nodiscard]] constexpr std::uint64_t hash_combine(std::uint64_t state, std::uint64_t word) {
    return hash_mix(state ^ 0x8ebc6af09c88c6e3U, word ^ 0x589965cc75374cc3U);
}

/// FNV-1a, for names that are known when compiled.
[[nodiscard]] constexpr std::uint64_t hash_name(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char character : text) {
        hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001b3U;
    }
    return hash;
}

/// Eight bytes a step; for text that is known only at run time.
[[nodiscard]] inline std::uint64_t hash_text(std::uint64_t state, std::string_view text) {
    state = hash_combine(state, text.size());
    while (text.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        state = hash_combine(state, word);
        text.remove_prefix(sizeof word);
    }
    std::uint64_t word = 0;
    if (!text.empty()) {
        std::memcpy(&word, text.data(), text.size());
    }
    return hash_combine(state, word);
}

}  // namespace drydock
