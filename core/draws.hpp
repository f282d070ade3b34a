#pragma once

#include <cstdint>
#include <string_view>

#include "core/hash.hpp"
#include "core/time.hpp"

namespace drydock {

/// Names one use of chance. Two uses never share a name, so that a draw added to one moves no
/// other.
struct Stream {
    consteval explicit Stream(std::string_view name) : hash{hash_name(name)} {}
    /// For names that are known only at run time: a fault's id.
    [[nodiscard]] static constexpr Stream of_text(std::string_view name) {
        return Stream{hash_name(name), OfHash{}};
    }
    std::uint64_t hash;

private:
    struct OfHash {};
    constexpr Stream(std::uint64_t hash_in, OfHash) : hash{hash_in} {}
};

/// Random draws as a pure function of (seed, stream, entity, number). Nothing is consumed: an order
/// meets the same luck under every strategy, and removing one order changes nothing for the rest.
class Draws {
public:
    explicit constexpr Draws(std::uint64_t seed) : seed_{hash_combine(hash_salt_b, seed)} {}

    [[nodiscard]] constexpr std::uint64_t word(
        Stream stream, std::uint64_t entity, std::uint64_t number
    ) const {
        // Numbers count up from zero: folded in by one product alone, neighbours would resemble
        // each other (correlation 0.03). The last product mixes them as a hash's finaliser does.
        const std::uint64_t folded =
            hash_combine(hash_combine(hash_combine(seed_, stream.hash), entity), number);
        return hash_mix(folded ^ hash_salt_a, hash_salt_b);
    }

    /// Uniform on [0, max]. The high half of a 128-bit product; its bias is below max / 2^64.
    [[nodiscard]] constexpr std::uint64_t at_most(
        std::uint64_t max, Stream stream, std::uint64_t entity, std::uint64_t number
    ) const {
        __extension__ using Wide = unsigned __int128;
        const Wide outcomes = static_cast<Wide>(max) + 1;
        return static_cast<std::uint64_t>((outcomes * word(stream, entity, number)) >> 64U);
    }

    /// Uniform on [0, max] in nanoseconds. `max` is not negative.
    [[nodiscard]] constexpr Duration delay_at_most(
        Duration max, Stream stream, std::uint64_t entity, std::uint64_t number
    ) const {
        const auto bound = static_cast<std::uint64_t>(max.count());
        return Duration{static_cast<Duration::rep>(at_most(bound, stream, entity, number))};
    }

    /// True for `parts_per_million` of all draws.
    [[nodiscard]] constexpr bool happens(
        std::uint32_t parts_per_million, Stream stream, std::uint64_t entity, std::uint64_t number
    ) const {
        return parts_per_million > 0 &&
               at_most(999'999, stream, entity, number) < parts_per_million;
    }

private:
    std::uint64_t seed_;
};

}  // namespace drydock
