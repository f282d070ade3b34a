#include "live/http/tls.hpp"

#include <fmt/format.h>

#include "live/asio.hpp"

namespace drydock::live::http {

namespace {

namespace ssl = asio::ssl;

TlsContext modern_context(ssl::context::method method) {
    auto context = std::make_shared<ssl::context>(method);
    // Source: RFC 8996 forbids TLS 1.0 and 1.1.
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    return context;
}

}  // namespace

expected<TlsContext, std::string> server_context(const ServerIdentity& identity) {
    TlsContext context = modern_context(ssl::context::tls_server);
    error_code error;
    context->use_certificate_chain_file(identity.certificate_file, error);
    if (error) {
        return unexpected{fmt::format(
            "{} is no certificate to show: {}", identity.certificate_file, error.message()
        )};
    }
    context->use_private_key_file(identity.key_file, ssl::context::pem, error);
    if (error) {
        return unexpected{fmt::format(
            "{} is no key of {}: {}", identity.key_file, identity.certificate_file, error.message()
        )};
    }
    return context;
}

expected<TlsContext, std::string> client_context(const Trust& trust) {
    TlsContext context = modern_context(ssl::context::tls_client);
    error_code error;
    if (trust.authority_file.empty()) {
        context->set_default_verify_paths(error);
    } else {
        context->load_verify_file(trust.authority_file, error);
    }
    if (error) {
        return unexpected{fmt::format(
            "{} holds no certificates to believe: {}", trust.authority_file, error.message()
        )};
    }
    context->set_verify_mode(trust.verify ? ssl::verify_peer : ssl::verify_none, error);
    return context;
}

}  // namespace drydock::live::http
