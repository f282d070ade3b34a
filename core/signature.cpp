#include "core/signature.hpp"

#include <array>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/check.hpp"

namespace drydock {

namespace {

std::string encoded(const SignatureScheme& scheme, std::string_view mac) {
    return scheme.prefix + (scheme.encoding == SignatureEncoding::hex ? hex(mac) : base64(mac));
}

}  // namespace

std::string hmac_sha256(std::string_view secret, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    // A null key means "the key of before" to OpenSSL, so an empty one needs an address.
    const char* const key = secret.empty() ? "" : secret.data();
    const unsigned char* const done = HMAC(
        EVP_sha256(),
        key,
        static_cast<int>(secret.size()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        mac.data(),
        &size
    );
    DRYDOCK_CHECK(done != nullptr);
    return {reinterpret_cast<const char*>(mac.data()), size};
}

std::string base64(std::string_view bytes) {
    // EVP_EncodeBlock writes a terminating NUL, too.
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(text.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        static_cast<int>(bytes.size())
    );
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        text.push_back(digits[static_cast<unsigned char>(byte) >> 4U]);
        text.push_back(digits[static_cast<unsigned char>(byte) & 15U]);
    }
    return text;
}

Header signature_header(
    const SignatureScheme& scheme, std::string_view secret, std::string_view bytes
) {
    return {scheme.header, encoded(scheme, hmac_sha256(secret, bytes))};
}

bool is_signed(const SignatureScheme& scheme, std::string_view secret, const Request& request) {
    const std::string_view claimed = request.header(scheme.header);
    const std::string right = encoded(scheme, hmac_sha256(secret, request.body_text()));
    return claimed.size() == right.size() &&
           CRYPTO_memcmp(claimed.data(), right.data(), right.size()) == 0;
}

}  // namespace drydock
