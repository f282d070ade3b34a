#pragma once

#include <string>
#include <string_view>

#include "app/command_line.hpp"

namespace drydock::app {

/// The line that repeats a run: every option that its outcome depends on, the seed in any case.
[[nodiscard]] std::string repeat_command(const ScenarioOptions& options, std::uint64_t seed);

/// The word as a POSIX shell reads it back.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace drydock::app
