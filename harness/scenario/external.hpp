#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// Something that a system's external keys miss or have too much.
struct ExternalProblem {
    std::string_view key;
    std::string message;
};

/// Empty for a system that is not external, or as it should be.
[[nodiscard]] std::vector<ExternalProblem> external_problems(const SystemSpec& system);

/// A key under which somebody would write a secret.
[[nodiscard]] bool names_a_secret(std::string_view key);

/// Why no such key is taken, and what to do instead. Does not hold the value.
[[nodiscard]] std::string secret_refusal(std::string_view key);

}  // namespace drydock::harness
