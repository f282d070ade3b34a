#include "live/http/certificate.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/live/http/test_server.hpp"

namespace drydock::live::http {
namespace {

namespace fs = std::filesystem;

class CertificateTest : public testing::Test {
protected:
    CertificateTest()
        : folder_{
              fs::temp_directory_path() / ("drydock-certificate-" + std::to_string(::getpid()))} {}
    ~CertificateTest() override { fs::remove_all(folder_); }

    [[nodiscard]] CertificateOrder order() const { return {.folder = (folder_ / "tls").string()}; }

    fs::path folder_;
};

unsigned mode_of(const std::string& file) {
    struct stat status {};
    EXPECT_EQ(::stat(file.c_str(), &status), 0) << file;
    return status.st_mode & 0777U;
}

std::string text_of(const std::string& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

TEST_F(CertificateTest, keys_are_readable_by_their_owner_only) {
    const auto files = make_certificates(order());
    ASSERT_TRUE(files) << files.error();
    EXPECT_EQ(mode_of(files->server.key_file), 0600U);
    EXPECT_EQ(mode_of(files->authority_key_file), 0600U);
}

TEST_F(CertificateTest, a_key_that_others_could_read_is_replaced_by_one_that_they_cannot) {
    ASSERT_TRUE(make_certificates(order()));
    const std::string key = (folder_ / "tls" / "server.key").string();
    ASSERT_EQ(::chmod(key.c_str(), 0644), 0);
    ASSERT_TRUE(make_certificates(order()));
    EXPECT_EQ(mode_of(key), 0600U);
}

TEST_F(CertificateTest, an_authority_that_is_there_signs_once_more) {
    const auto first = make_certificates(order());
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->authority_is_new);
    const std::string authority = text_of(first->authority_file);
    const std::string server = text_of(first->server.certificate_file);
    const auto second = make_certificates(order());
    ASSERT_TRUE(second);
    EXPECT_FALSE(second->authority_is_new);
    EXPECT_EQ(text_of(second->authority_file), authority);
    EXPECT_NE(text_of(second->server.certificate_file), server);

    TestServer test{{.identity = second->server}};
    auto client = SimpleClient::open({.trust = {.authority_file = first->authority_file}});
    EXPECT_EQ(client->call(test.url(true), get("/")).delivery, Delivery::answered);
}

TEST_F(CertificateTest, the_server_of_another_authority_is_not_believed) {
    const auto own = make_certificates(order());
    const auto other = make_certificates({.folder = (folder_ / "other").string()});
    ASSERT_TRUE(own && other);
    TestServer test{{.identity = other->server}};
    auto client = SimpleClient::open({.trust = {.authority_file = own->authority_file}});
    EXPECT_EQ(client->call(test.url(true), get("/")).delivery, Delivery::refused);
}

TEST_F(CertificateTest, a_folder_that_cannot_be_made_and_a_broken_authority_are_named) {
    const auto nowhere = make_certificates({.folder = "/proc/nowhere"});
    ASSERT_FALSE(nowhere);
    EXPECT_NE(nowhere.error().find("/proc/nowhere"), std::string::npos);
    const auto files = make_certificates(order());
    ASSERT_TRUE(files);
    std::ofstream{files->authority_file} << "no certificate";
    const auto broken = make_certificates(order());
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().find("ca.pem"), std::string::npos) << broken.error();
}

}  // namespace
}  // namespace drydock::live::http
