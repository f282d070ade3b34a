#pragma once

#include <memory>
#include <string>

#include "core/expected.hpp"

namespace boost::asio::ssl {
class context;
}

namespace drydock::live::http {

/// What a server shows its clients. Both files in PEM; the certificate's own chain may follow it.
struct ServerIdentity {
    std::string certificate_file{};
    std::string key_file{};
};

/// Whom a client believes.
struct Trust {
    /// Certificates in PEM to believe in place of the system's; empty for the system's.
    std::string authority_file{};
    /// Off only for a peer whose certificate cannot be had: then anybody may stand between.
    bool verify = true;
};

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// TLS 1.2 and above. The error says which file is of no use.
[[nodiscard]] expected<TlsContext, std::string> server_context(const ServerIdentity& identity);
[[nodiscard]] expected<TlsContext, std::string> client_context(const Trust& trust);

}  // namespace drydock::live::http
