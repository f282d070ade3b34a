#pragma once

#include <functional>

#include "app/exit_code.hpp"

namespace CLI {
class App;
}

namespace drydock::app {

/// What a command line asks for, ready to be done.
///
/// A command that lives in a file of its own offers `void add_<name>_command(CLI::App&, Action&)`:
/// it adds itself with its options, and sets the action when it is the one that was given.
using Action = std::function<ExitCode()>;

}  // namespace drydock::app
