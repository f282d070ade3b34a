#pragma once

#include <string>

#include "app/exit_code.hpp"
#include "core/expected.hpp"

namespace drydock::app {

/// A verdict.json that running mocks have given, as a person reads it and as an exit code.
struct LiveVerdict {
    std::string text;
    ExitCode code;
};

/// The error: it is no verdict.
[[nodiscard]] expected<LiveVerdict, std::string> read_live_verdict(const std::string& json);

}  // namespace drydock::app
