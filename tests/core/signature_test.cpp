#include "core/signature.hpp"

#include <gtest/gtest.h>

namespace drydock {
namespace {

// Source: RFC 4231, test case 2.
TEST(SignatureTest, a_keyed_hash_is_that_of_the_standard) {
    EXPECT_EQ(
        hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    // Source: RFC 2104 with an empty key and text, as OpenSSL and Python print it.
    EXPECT_EQ(
        hex(hmac_sha256("", "")), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
    );
}

// Source: RFC 4648, section 10.
TEST(SignatureTest, base64_is_padded) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
}

// Source: easypost-python util.py: "hmac-sha256-hex=<hex>".
TEST(SignatureTest, a_scheme_says_header_prefix_and_encoding) {
    const SignatureScheme scheme{"X-Hmac-Signature", "hmac-sha256-hex=", SignatureEncoding::hex};
    const Header header = signature_header(scheme, "Jefe", "what do ya want for nothing?");
    EXPECT_EQ(header.name, "X-Hmac-Signature");
    EXPECT_EQ(
        header.value,
        "hmac-sha256-hex=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

TEST(SignatureTest, a_request_is_signed_by_who_knows_the_secret_and_for_these_bytes_only) {
    const SignatureScheme scheme;
    Request request;
    request.raw = make_bytes(R"({"id": 1})");
    EXPECT_FALSE(is_signed(scheme, "secret", request));
    request.headers = {signature_header(scheme, "secret", *request.raw)};
    EXPECT_TRUE(is_signed(scheme, "secret", request));
    EXPECT_FALSE(is_signed(scheme, "other", request));
    request.raw = make_bytes(R"({"id":1})");
    EXPECT_FALSE(is_signed(scheme, "secret", request));
    request.raw = make_bytes(R"({"id": 1})");
    request.headers[0].value.pop_back();
    EXPECT_FALSE(is_signed(scheme, "secret", request));
}

}  // namespace
}  // namespace drydock
