#pragma once

#include <string>
#include <vector>

#include "core/expected.hpp"
#include "live/http/tls.hpp"

namespace drydock::live::http {

/// Source: support.apple.com/HT210176: certificates of private authorities that are valid for
/// longer are not believed by its systems.
inline constexpr int certificate_days_max = 825;

/// A server's certificate, signed by an authority of one's own: for a rehearsal's own systems.
struct CertificateOrder {
    std::string folder{};  ///< Made when it is not there.
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};  ///< And addresses. Not empty.
    int days = 365;  ///< From 1 to certificate_days_max.
};

struct CertificateFiles {
    std::string authority_file{};  ///< ca.pem: whoever is to believe the server names it.
    std::string authority_key_file{};
    ServerIdentity server{};
    bool authority_is_new = true;  ///< Not one that lay in the folder.
};

/// Writes ca.pem, ca.key, server.pem and server.key; keys are readable by their owner only. An
/// authority that lies there already signs once more, so that its believers need no new file.
/// The error is for the operator.
[[nodiscard]] expected<CertificateFiles, std::string> make_certificates(
    const CertificateOrder& order
);

}  // namespace drydock::live::http
