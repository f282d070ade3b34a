#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `journal verify|export|inspect`: looks into the records of a runtime.
void add_journal_command(CLI::App& app, Action& action);

}  // namespace drydock::app
