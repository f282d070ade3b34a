#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `drydock watch`: the page of what goes on.
void add_watch_command(CLI::App& app, Action& action);

}  // namespace drydock::app
