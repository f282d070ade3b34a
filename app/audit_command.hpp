#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `audit`: the oracles over the ledgers of running mocks.
void add_audit_command(CLI::App& app, Action& action);

}  // namespace drydock::app
