#include "core/signature.hpp"

#include <array>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "core/check.hpp"

namespace drydock {

namespace {

/// HMAC with SHA-256, set up once: HMAC() of OpenSSL 3 looks the algorithm up and makes a context
/// at every call, which takes longer than hashing a webhook. Not for two threads at once.
class KeyedHash {
public:
    KeyedHash() : algorithm_{EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr)} {
        DRYDOCK_CHECK(algorithm_ != nullptr);
        context_ = EVP_MAC_CTX_new(algorithm_);
        DRYDOCK_CHECK(context_ != nullptr);
        std::string digest = OSSL_DIGEST_NAME_SHA2_256;
        const std::array<OSSL_PARAM, 2> parameters{
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), digest.size()),
            OSSL_PARAM_construct_end()};
        DRYDOCK_CHECK(EVP_MAC_CTX_set_params(context_, parameters.data()) == 1);
    }
    ~KeyedHash() {
        EVP_MAC_CTX_free(context_);
        EVP_MAC_free(algorithm_);
    }
    KeyedHash(const KeyedHash&) = delete;
    KeyedHash& operator=(const KeyedHash&) = delete;

    std::string of(std::string_view secret, std::string_view bytes) {
        std::string mac(sha256_size_bytes, '\0');
        std::size_t size = 0;
        // A null key means "the key of before" to OpenSSL, so an empty one needs an address.
        const char* const key = secret.empty() ? "" : secret.data();
        const bool done =
            EVP_MAC_init(context_, as_bytes(key), secret.size(), nullptr) == 1 &&
            EVP_MAC_update(context_, as_bytes(bytes.data()), bytes.size()) == 1 &&
            EVP_MAC_final(
                context_, reinterpret_cast<unsigned char*>(mac.data()), &size, mac.size()
            ) == 1;
        DRYDOCK_CHECK(done && size == mac.size());
        return mac;
    }

private:
    static constexpr std::size_t sha256_size_bytes = 32;

    static const unsigned char* as_bytes(const char* text) {
        return reinterpret_cast<const unsigned char*>(text);
    }

    EVP_MAC* algorithm_ = nullptr;
    EVP_MAC_CTX* context_ = nullptr;
};

std::string encoded(const SignatureScheme& scheme, std::string_view mac) {
    return scheme.prefix + (scheme.encoding == SignatureEncoding::hex ? hex(mac) : base64(mac));
}

}  // namespace

std::string hmac_sha256(std::string_view secret, std::string_view bytes) {
    thread_local KeyedHash hash;
    return hash.of(secret, bytes);
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
