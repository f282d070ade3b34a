#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// What can be told about a strategy without running it.
struct PreflightFinding {
    enum class Gravity : std::uint8_t {
        note,
        warning,  ///< A protection is off, or weak, as somebody chose.
        unsafe,   ///< A protection that is on cannot do what it is there for.
    };
    Gravity gravity = Gravity::note;
    std::string text;  ///< What, and the arithmetic behind it. One line.
};

/// Holds the strategy against the landscape and the faults: how long an event may come again, how
/// late a request may be carried out, how many calls one failure can become, who gives up first.
/// Worst first.
[[nodiscard]] std::vector<PreflightFinding> preflight(const Scenario& scenario);

/// Calls that one failing call may become over all layers before it is called unsafe. Assumption: a
/// retry storm of more than this per message is no partner's idea of a client.
inline constexpr std::uint64_t call_multiplication_max = 1'000;

}  // namespace drydock::harness
