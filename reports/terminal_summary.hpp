#pragma once

#include <string>

#include "harness/verdict/verdict.hpp"

namespace drydock::reports {

struct SummaryOptions {
    bool colour = false;
    std::string directory{};  ///< Where the result was written; empty for nowhere.
};

/// A verdict for a person at a terminal: the verdict first, then failed expectations before the
/// rest, figures, what to do next, the line that repeats the run, and failed expectations once
/// more, as who reads a log sees its end. UTF-8, lines of at most about 100 characters.
[[nodiscard]] std::string terminal_summary(
    const harness::Verdict& verdict, const SummaryOptions& options
);

}  // namespace drydock::reports
