#include "app/tls_options.hpp"

#include <CLI/CLI.hpp>

namespace drydock::app {

std::optional<live::http::ServerIdentity> TlsOptions::served() const {
    return identity.certificate_file.empty() ? std::nullopt : std::optional{identity};
}

void add_tls_identity_options(CLI::App& command, TlsOptions& options) {
    auto* const certificate =
        command
            .add_option(
                "--tls-cert,--tls-certificate",
                options.identity.certificate_file,
                "Serve TLS 1.2 and above with it; drydock certificate makes one"
            )
            ->type_name("PEM");
    auto* const key =
        command.add_option("--tls-key", options.identity.key_file, "Its key")->type_name("PEM");
    certificate->needs(key);
    key->needs(certificate);
}

void add_tls_trust_option(CLI::App& command, live::http::Trust& trust) {
    command
        .add_option(
            "--ca",
            trust.authority_file,
            "Certificates to believe in place of the system's, for whatever is called over https"
        )
        ->type_name("PEM");
}

}  // namespace drydock::app
