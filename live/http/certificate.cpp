#include "live/http/certificate.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

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

/// Assumption: longer than any landscape is rehearsed.
constexpr int authority_days = 3'650;

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

/// Who signs: the certificate that names him, and its key.
struct Signer {
    Key key{};
    Certificate certificate{};
};

std::string openssl_reason() {
    std::string text(256, '\0');
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    text.resize(std::strlen(text.c_str()));
    return text;
}

/// A file that nobody else could read at any moment, whatever lay there before.
File open_private(const std::string& path) {
    ::unlink(path.c_str());
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return File{descriptor < 0 ? nullptr : ::fdopen(descriptor, "w")};
}

bool is_address(const std::string& name) {
    error_code error;
    asio::ip::make_address(name, error);
    return !error;
}

void add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
    if (extension != nullptr) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

/// All but issuer, extensions and signature.
Certificate begin_certificate(const std::string& subject, EVP_PKEY* key, int days) {
    Certificate certificate{X509_new()};
    X509* const it = certificate.get();
    X509_set_version(it, X509_VERSION_3);
    BIGNUM* const serial = BN_new();
    BN_rand(serial, 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
    BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(it));
    BN_free(serial);
    // An hour back, for a peer whose clock is behind.
    X509_gmtime_adj(X509_getm_notBefore(it), -3'600);
    X509_gmtime_adj(X509_getm_notAfter(it), 86'400L * days);
    X509_set_pubkey(it, key);
    X509_NAME_add_entry_by_txt(
        X509_get_subject_name(it),
        "CN",
        MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(subject.c_str()),
        -1,
        -1,
        0
    );
    return certificate;
}

/// Null when OpenSSL has no random numbers.
Signer make_authority() {
    Signer authority{.key = Key{EVP_EC_gen("P-256")}};
    if (!authority.key) {
        return {};
    }
    Certificate certificate =
        begin_certificate("Drydock rehearsals", authority.key.get(), authority_days);
    X509* const it = certificate.get();
    X509_set_issuer_name(it, X509_get_subject_name(it));
    add_extension(it, it, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(it, it, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(it, it, NID_subject_key_identifier, "hash");
    if (X509_sign(it, authority.key.get(), EVP_sha256()) > 0) {
        authority.certificate = std::move(certificate);
    }
    return authority;
}

Certificate sign_server(const CertificateOrder& order, EVP_PKEY* key, const Signer& authority) {
    Certificate certificate = begin_certificate(order.names.front(), key, order.days);
    X509* const it = certificate.get();
    X509* const issuer = authority.certificate.get();
    X509_set_issuer_name(it, X509_get_subject_name(issuer));
    std::string names;
    for (const std::string& name : order.names) {
        names +=
            fmt::format("{}{}:{}", names.empty() ? "" : ",", is_address(name) ? "IP" : "DNS", name);
    }
    add_extension(it, issuer, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(it, issuer, NID_key_usage, "critical,digitalSignature");
    add_extension(it, issuer, NID_ext_key_usage, "serverAuth");
    add_extension(it, issuer, NID_authority_key_identifier, "keyid");
    add_extension(it, issuer, NID_subject_alt_name, names);
    return X509_sign(it, authority.key.get(), EVP_sha256()) > 0 ? std::move(certificate) : nullptr;
}

/// The error: one of both files is broken, or they do not belong together.
expected<Signer, std::string> read_authority(const CertificateFiles& files) {
    const File certificate_file{std::fopen(files.authority_file.c_str(), "re")};
    const File key_file{std::fopen(files.authority_key_file.c_str(), "re")};
    Signer authority;
    if (certificate_file != nullptr && key_file != nullptr) {
        authority.certificate.reset(PEM_read_X509(certificate_file.get(), nullptr, nullptr, nullptr)
        );
        authority.key.reset(PEM_read_PrivateKey(key_file.get(), nullptr, nullptr, nullptr));
    }
    if (!authority.certificate || !authority.key ||
        X509_check_private_key(authority.certificate.get(), authority.key.get()) != 1) {
        return unexpected{fmt::format(
            "{} and {} are no authority: remove both to make a new one",
            files.authority_file,
            files.authority_key_file
        )};
    }
    return authority;
}

expected<void, std::string> write_pair(
    const std::string& certificate_file, const std::string& key_file, const Signer& pair
) {
    const File key_out = open_private(key_file);
    const File certificate_out{std::fopen(certificate_file.c_str(), "we")};
    if (key_out == nullptr || certificate_out == nullptr) {
        return unexpected{fmt::format(
            "{} cannot be written: {}",
            key_out == nullptr ? key_file : certificate_file,
            std::strerror(errno)
        )};
    }
    if (PEM_write_PrivateKey(
            key_out.get(), pair.key.get(), nullptr, nullptr, 0, nullptr, nullptr
        ) != 1 ||
        PEM_write_X509(certificate_out.get(), pair.certificate.get()) != 1 ||
        std::fflush(key_out.get()) != 0 || std::fflush(certificate_out.get()) != 0) {
        return unexpected{fmt::format(
            "{} and {} cannot be written: {}", certificate_file, key_file, std::strerror(errno)
        )};
    }
    return {};
}

}  // namespace

expected<CertificateFiles, std::string> make_certificates(const CertificateOrder& order) {
    DRYDOCK_CHECK(!order.names.empty());
    DRYDOCK_CHECK(order.days >= 1 && order.days <= certificate_days_max);
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path folder{order.folder};
    fs::create_directories(folder, error);
    if (error) {
        return unexpected{fmt::format("{} cannot be made: {}", order.folder, error.message())};
    }
    CertificateFiles files;
    files.authority_file = (folder / "ca.pem").string();
    files.authority_key_file = (folder / "ca.key").string();
    files.server = {(folder / "server.pem").string(), (folder / "server.key").string()};
    files.authority_is_new =
        !fs::exists(files.authority_file, error) && !fs::exists(files.authority_key_file, error);
    auto authority = files.authority_is_new ? expected<Signer, std::string>{make_authority()}
                                            : read_authority(files);
    if (!authority) {
        return unexpected{authority.error()};
    }
    Signer server{.key = Key{EVP_EC_gen("P-256")}};
    if (server.key && authority->certificate) {
        server.certificate = sign_server(order, server.key.get(), *authority);
    }
    if (!server.certificate) {
        return unexpected{"no certificate was made: " + openssl_reason()};
    }
    if (files.authority_is_new) {
        if (auto written = write_pair(files.authority_file, files.authority_key_file, *authority);
            !written) {
            return unexpected{written.error()};
        }
    }
    if (auto written = write_pair(files.server.certificate_file, files.server.key_file, server);
        !written) {
        return unexpected{written.error()};
    }
    return files;
}

}  // namespace drydock::live::http
