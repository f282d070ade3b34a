#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `drive`: places a scenario's orders and faults on running mocks, waits, and judges.
void add_drive_command(CLI::App& app, Action& action);

}  // namespace drydock::app
