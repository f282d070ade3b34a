#pragma once

namespace CLI {
class App;
}

namespace drydock::app {

/// What is said about systems that run elsewhere.
struct ExternalOptions {
    bool force = false;  ///< Test what may be somebody's production.
};

/// `--force-external`.
void add_external_options(CLI::App& command, ExternalOptions& options);

}  // namespace drydock::app
