#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `doctor`: whether systems that run elsewhere answer and are safe to test.
void add_doctor_command(CLI::App& app, Action& action);

}  // namespace drydock::app
