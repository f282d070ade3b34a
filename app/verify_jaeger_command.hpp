#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `drydock verify-jaeger`.
void add_verify_jaeger_command(CLI::App& app, Action& action);

}  // namespace drydock::app
