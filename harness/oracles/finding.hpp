#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drydock::harness {

/// One order, parcel or product that breaks a rule.
struct Offender {
    std::string key;             ///< The order's number, the parcel's, or the SKU.
    std::uint64_t severity = 0;  ///< Larger is worse; comparable within one oracle only.
    std::string explanation;     ///< One line: what was found where, and what should be there.
    std::string stage{};         ///< Where it is stuck, for what is; empty otherwise.
    std::string phase{};  ///< Of the run, in which its order was placed; empty for not known.
};

/// What one oracle saw in the books.
struct Finding {
    std::string oracle;
    /// False when the run ended before this rule could hold: then the count means nothing.
    bool applicable = true;
    std::uint64_t count = 0;          ///< Of offenders.
    std::vector<Offender> offenders;  ///< All of them, worst first; ties by key.
};

/// Shown in a verdict; the rest is in its differences.csv.
inline constexpr std::size_t offenders_shown_max = 20;

/// Sorts the offenders and counts them.
[[nodiscard]] Finding make_finding(std::string_view oracle, std::vector<Offender> offenders);

/// For a rule about the end of a run that did not come to its end.
[[nodiscard]] Finding not_applicable(std::string_view oracle);

}  // namespace drydock::harness
