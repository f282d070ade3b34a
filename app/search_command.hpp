#pragma once

#include "app/action.hpp"

namespace drydock::app {

void add_search_command(CLI::App& app, Action& action);

}  // namespace drydock::app
