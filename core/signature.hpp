#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/exchange.hpp"

namespace drydock {

/// How a partner writes a keyed hash into a header.
enum class SignatureEncoding : std::uint8_t { base64, hex };

/// How a partner signs what it sends: HMAC-SHA256 over the raw body.
///
/// Shopify, WooCommerce and ShipHero send base64, EasyPost "hmac-sha256-hex=<hex>".
/// Source: shopify-api-js types.ts, class-wc-webhook.php, developer.shiphero.com,
/// easypost-python util.py.
struct SignatureScheme {
    std::string header = "X-Hmac-Signature";
    std::string prefix{};  ///< Before the hash, in the header's value.
    SignatureEncoding encoding = SignatureEncoding::base64;
};

/// HMAC-SHA256 (RFC 2104, FIPS 180-4), 32 bytes.
[[nodiscard]] std::string hmac_sha256(std::string_view secret, std::string_view bytes);

/// With padding (RFC 4648).
[[nodiscard]] std::string base64(std::string_view bytes);
/// Lower case.
[[nodiscard]] std::string hex(std::string_view bytes);

/// The header that proves who sent `bytes`.
[[nodiscard]] Header signature_header(
    const SignatureScheme& scheme, std::string_view secret, std::string_view bytes
);

/// Whether the request carries the right signature. Takes as long for a wrong one as for a right
/// one, so that nobody can find it byte by byte. False when there is none.
[[nodiscard]] bool is_signed(
    const SignatureScheme& scheme, std::string_view secret, const Request& request
);

}  // namespace drydock
