#include "live/http/tls.hpp"

#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include "core/check.hpp"
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

std::string openssl_reason() {
    std::string text(256, '\0');
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    text.resize(std::strlen(text.c_str()));
    return text;
}

template <class Thing, void (*release)(Thing*)>
struct Release {
    void operator()(Thing* thing) const { release(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// A file that nobody else could read at any moment.
File open_private(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    return File{descriptor < 0 ? nullptr : ::fdopen(descriptor, "w")};
}

bool is_address(const std::string& name) {
    error_code error;
    asio::ip::make_address(name, error);
    return !error;
}

void add_extension(X509* certificate, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
    if (extension != nullptr) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

Certificate sign_itself(const CertificateOrder& order, EVP_PKEY* key) {
    Certificate certificate{X509_new()};
    X509* const it = certificate.get();
    X509_set_version(it, X509_VERSION_3);
    BIGNUM* const serial = BN_new();
    BN_rand(serial, 128, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
    BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(it));
    BN_free(serial);
    // An hour back, for a peer whose clock is behind.
    X509_gmtime_adj(X509_getm_notBefore(it), -3'600);
    X509_gmtime_adj(X509_getm_notAfter(it), 86'400L * order.days);
    X509_set_pubkey(it, key);
    X509_NAME* const subject = X509_get_subject_name(it);
    X509_NAME_add_entry_by_txt(
        subject,
        "CN",
        MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(order.names.front().c_str()),
        -1,
        -1,
        0
    );
    X509_set_issuer_name(it, subject);
    std::string names;
    for (const std::string& name : order.names) {
        names +=
            fmt::format("{}{}:{}", names.empty() ? "" : ",", is_address(name) ? "IP" : "DNS", name);
    }
    add_extension(it, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(it, NID_subject_alt_name, names);
    return X509_sign(it, key, EVP_sha256()) > 0 ? std::move(certificate) : nullptr;
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

expected<void, std::string> make_self_signed_certificate(const CertificateOrder& order) {
    DRYDOCK_CHECK(!order.names.empty());
    const Key key{EVP_EC_gen("P-256")};
    const Certificate certificate = key ? sign_itself(order, key.get()) : nullptr;
    if (certificate == nullptr) {
        return unexpected{"no certificate was made: " + openssl_reason()};
    }
    const File key_file = open_private(order.files.key_file);
    const File certificate_file{std::fopen(order.files.certificate_file.c_str(), "we")};
    if (key_file == nullptr || certificate_file == nullptr) {
        const std::string& path =
            key_file == nullptr ? order.files.key_file : order.files.certificate_file;
        return unexpected{fmt::format("{} cannot be written: {}", path, std::strerror(errno))};
    }
    if (PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
            1 ||
        PEM_write_X509(certificate_file.get(), certificate.get()) != 1) {
        return unexpected{"the certificate's files cannot be written: " + openssl_reason()};
    }
    return {};
}

}  // namespace drydock::live::http
