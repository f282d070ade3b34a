#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/contract/replayer.hpp"

namespace drydock::harness::contract {

struct Sums {
    std::size_t passed = 0;
    std::size_t differs = 0;
    std::size_t not_modelled = 0;
};

[[nodiscard]] Sums sums_of(const std::vector<CaseReport>& cases);

/// "<case> passed", "<case> differs: <where>: expected ..., got ...", "<case> not modelled: <why>";
/// one line a case, further differences indented below it when `all`.
enum class Detail : std::uint8_t { first_difference, all };
[[nodiscard]] std::string case_lines(const CaseReport& report, Detail detail);

/// "680 cases: 660 passed, 5 differ, 15 not modelled"
[[nodiscard]] std::string sums_line(const Sums& sums);

/// The same as JSON: {"format", "cases": [{"case", "result", "differences", "reason"}], "passed",
/// "differs", "not_modelled"}.
[[nodiscard]] std::string report_json(const std::vector<CaseReport>& cases);

}  // namespace drydock::harness::contract
