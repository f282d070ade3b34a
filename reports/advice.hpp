#pragma once

#include <string_view>

#include "harness/verdict/verdict.hpp"

namespace drydock::reports {

/// One line for a person: where to look, or what to change, when an expectation on this metric has
/// failed. Never empty.
[[nodiscard]] std::string_view advice_for(const harness::Expectation& expectation);

}  // namespace drydock::reports
