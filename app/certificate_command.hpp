#pragma once

#include "app/action.hpp"

namespace drydock::app {

/// `certificate`: an authority and a server certificate, for TLS.
void add_certificate_command(CLI::App& app, Action& action);

}  // namespace drydock::app
