#include "live/http/tls.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "live/http/certificate.hpp"
#include "tests/live/http/raw_peer.hpp"
#include "tests/live/http/test_server.hpp"

namespace drydock::live::http {
namespace {

namespace fs = std::filesystem;

class TlsTest : public testing::Test {
protected:
    TlsTest()
        : folder_{fs::temp_directory_path() / ("drydock-tls-" + std::to_string(::getpid()))},
          identity_{(folder_ / "server.pem").string(), (folder_ / "server.key").string()},
          authority_file_{(folder_ / "ca.pem").string()} {
        EXPECT_TRUE(make_certificates({.folder = folder_.string()}));
    }
    ~TlsTest() override { fs::remove_all(folder_); }

    [[nodiscard]] ServerSettings settings() const {
        return {.limits = {.head_time_max = 500 * one_millisecond}, .identity = identity_};
    }

    fs::path folder_;
    ServerIdentity identity_;
    std::string authority_file_;
};

/// Shakes hands with the highest version that is not above `version_max`; true when it succeeds.
bool shakes_hands(std::uint16_t port, int version_max) {
    SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, version_max);
    SSL* const ssl = SSL_new(context);
    const std::string port_text = "127.0.0.1:" + std::to_string(port);
    BIO* const bio = BIO_new_connect(port_text.c_str());
    SSL_set_bio(ssl, bio, bio);
    const bool done = SSL_connect(ssl) == 1;
    SSL_free(ssl);
    SSL_CTX_free(context);
    return done;
}

TEST_F(TlsTest, both_sides_speak_tls_when_the_client_believes_the_certificate) {
    TestServer test{settings()};
    auto client = SimpleClient::open({.trust = {.authority_file = authority_file_}});
    ASSERT_TRUE(client);
    for (int call = 0; call < 3; ++call) {
        const auto result = client->call(test.url(true), post("/", "{}"));
        ASSERT_EQ(result.delivery, Delivery::answered) << result.reason;
        EXPECT_EQ(result.response.body_text(), "1 / {} json");
    }
    EXPECT_EQ(test.server->counts().connections, 1U);
    Url by_name = test.url(true);
    by_name.host = "localhost";
    EXPECT_EQ(client->call(by_name, get("/")).delivery, Delivery::answered);
}

TEST_F(TlsTest, a_certificate_that_the_client_does_not_believe_is_refused) {
    TestServer test{settings()};
    auto client = SimpleClient::open();
    const auto result = client->call(test.url(true), get("/"));
    EXPECT_EQ(result.delivery, Delivery::refused);
    EXPECT_NE(result.reason.find("TLS"), std::string::npos);
    EXPECT_EQ(test.server->counts().requests, 0U);
}

TEST_F(TlsTest, a_certificate_for_another_name_is_refused) {
    ASSERT_TRUE(make_certificates({.folder = folder_.string(), .names = {"elsewhere.example"}}));
    TestServer test{settings()};
    auto client = SimpleClient::open({.trust = {.authority_file = authority_file_}});
    EXPECT_EQ(client->call(test.url(true), get("/")).delivery, Delivery::refused);
    auto careless = SimpleClient::open({.trust = {.verify = false}});
    EXPECT_EQ(careless->call(test.url(true), get("/")).delivery, Delivery::answered);
}

TEST_F(TlsTest, old_versions_of_tls_are_refused) {
    TestServer test{settings()};
    EXPECT_FALSE(shakes_hands(test.server->port(), TLS1_1_VERSION));
    EXPECT_TRUE(shakes_hands(test.server->port(), TLS1_2_VERSION));
    EXPECT_TRUE(shakes_hands(test.server->port(), TLS1_3_VERSION));
}

TEST_F(TlsTest, a_peer_that_does_not_shake_hands_is_dropped_in_time) {
    TestServer test{settings()};
    RawPeer silent{test.server->port()};
    RawPeer plain{test.server->port()};
    plain.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    plain.hear_all(3'000);
    EXPECT_TRUE(plain.closed());
    silent.hear_all(3'000);
    EXPECT_TRUE(silent.closed());
    EXPECT_EQ(test.server->counts().requests, 0U);
}

TEST_F(TlsTest, a_file_of_no_use_is_named) {
    const auto server = server_context({"/nowhere/certificate.pem", identity_.key_file});
    ASSERT_FALSE(server);
    EXPECT_NE(server.error().find("/nowhere/certificate.pem"), std::string::npos);
    const auto client = client_context({.authority_file = "/nowhere/authority.pem"});
    ASSERT_FALSE(client);
    EXPECT_NE(client.error().find("/nowhere/authority.pem"), std::string::npos);
}

}  // namespace
}  // namespace drydock::live::http
