#include "app/certificate_command.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "live/http/certificate.hpp"

namespace drydock::app {

namespace {

constexpr const char* certificate_footer = R"(Examples:
  drydock certificate out/tls
  drydock mocks scenarios/short-peak.yaml --tls-cert out/tls/server.pem --tls-key out/tls/server.key
  curl --cacert out/tls/ca.pem https://127.0.0.1:8101/web/webclient/version_info
  drydock certificate out/tls --name twin.example.com --name 192.0.2.7

Writes ca.pem, ca.key, server.pem and server.key; keys are readable by you only. Whoever is to believe
the server is given ca.pem. An authority that lies in the folder signs once more, so that the next
certificate needs no new ca.pem.

Exit codes: 0 written; 4 not: the folder cannot be written, or its ca.pem and ca.key are broken.)";

ExitCode make_certificate(const live::http::CertificateOrder& order) {
    const auto files = live::http::make_certificates(order);
    if (!files) {
        std::cerr << "drydock: " << files.error() << "\n";
        return ExitCode::broken;
    }
    std::cout << fmt::format(
        "{}  {}, believed by whoever names it with --ca\n{}  valid for {} days, for {}\n{}\n",
        files->authority_file,
        files->authority_is_new ? "a new authority" : "the authority that was there",
        files->server.certificate_file,
        order.days,
        fmt::join(order.names, ", "),
        files->server.key_file
    );
    return ExitCode::passed;
}

}  // namespace

void add_certificate_command(CLI::App& app, Action& action) {
    CLI::App* const command = app.add_subcommand(
        "certificate", "Make an authority of your own and a server certificate, for TLS"
    );
    command->footer(certificate_footer);
    auto order = std::make_shared<live::http::CertificateOrder>();
    command->add_option("folder", order->folder, "Where to write the files")
        ->required()
        ->type_name("DIR");
    command
        ->add_option(
            "--name", order->names, "Name or address of the server; may be given more than once"
        )
        ->type_name("HOST")
        ->expected(1)
        ->take_all()
        ->capture_default_str();
    command->add_option("--days", order->days, "How long the server's certificate is valid")
        ->check(CLI::Range{1, live::http::certificate_days_max})
        ->capture_default_str()
        ->type_name("N");
    command->callback([order, &action] { action = [order] { return make_certificate(*order); }; });
}

}  // namespace drydock::app
