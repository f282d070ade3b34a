#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `mocks`: serves a landscape for somebody else's middleware.
void add_mocks_command(CLI::App& app, Action& action);

}  // namespace drydock::app
