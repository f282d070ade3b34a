#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `drydock report`: one HTML page of what a run, a comparison or a sweep left in a directory.
void add_report_command(CLI::App& app, Action& action);

}  // namespace drydock::app
