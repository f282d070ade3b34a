#pragma once

#include <optional>
#include <string>

#include "live/http/tls.hpp"

namespace CLI {
class App;
}

namespace drydock::app {

/// The files of TLS that a command line names; `drydock certificate` writes such files.
struct TlsOptions {
    live::http::ServerIdentity identity{};
    live::http::Trust trust{};

    /// None: plain HTTP is served.
    [[nodiscard]] std::optional<live::http::ServerIdentity> served() const;
};

/// `--tls-cert` and `--tls-key`, of which one needs the other.
void add_tls_identity_options(CLI::App& command, TlsOptions& options);

/// `--ca`.
void add_tls_trust_option(CLI::App& command, live::http::Trust& trust);

}  // namespace drydock::app
