#pragma once

#include "app/action.hpp"

namespace drydock::app {

void add_contract_command(CLI::App& app, Action& action);

}  // namespace drydock::app
