#pragma once

#include <string>

#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

/// The number in every verdict.json that says how to read it. Raised when a member changes its
/// meaning or goes; not when one is added.
inline constexpr int verdict_format = 1;

/// verdict.json, as docs/verdict.md describes it. Whole numbers with their unit in the key, keys in
/// a fixed order, one offender a line at most offenders_shown_max: equal verdicts give equal bytes.
[[nodiscard]] std::string to_json(const Verdict& verdict);

/// differences.csv: every offender of every oracle, worst first. Columns: oracle, key, severity,
/// explanation. Source of the quoting: RFC 4180, section 2.
[[nodiscard]] std::string differences_csv(const Verdict& verdict);

}  // namespace drydock::harness
