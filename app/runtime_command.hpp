#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `runtime`: serves the integration runtime alone.
void add_runtime_command(CLI::App& app, Action& action);

}  // namespace drydock::app
