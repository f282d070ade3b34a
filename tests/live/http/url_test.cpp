#include "live/http/url.hpp"

#include <gtest/gtest.h>

namespace drydock::live::http {
namespace {

TEST(UrlTest, a_url_says_scheme_host_port_and_what_stands_before_paths) {
    const auto url = parse_url("https://odoo.example.com:8069/base/");
    ASSERT_TRUE(url);
    EXPECT_TRUE(url->secure);
    EXPECT_EQ(url->host, "odoo.example.com");
    EXPECT_EQ(url->port, 8069);
    EXPECT_EQ(url->path, "/base");
    EXPECT_EQ(url->text(), "https://odoo.example.com:8069/base");
}

TEST(UrlTest, the_schemes_own_port_is_understood_and_left_out) {
    EXPECT_EQ(parse_url("http://a")->port, 80);
    EXPECT_EQ(parse_url("https://a")->port, 443);
    EXPECT_EQ(parse_url("https://a:443")->authority(), "a");
    EXPECT_EQ(parse_url("http://a:443")->authority(), "a:443");
}

TEST(UrlTest, an_address_of_ipv6_stands_in_brackets) {
    const auto url = parse_url("http://[::1]:81/x");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "::1");
    EXPECT_EQ(url->authority(), "[::1]:81");
}

TEST(UrlTest, what_is_no_url_says_why) {
    for (const char* const text :
         {"",
          "odoo",
          "ftp://odoo",
          "http://",
          "http://:80",
          "http://a:0",
          "http://a:65536",
          "http://a:1x",
          "http://a b",
          "http://user@a",
          "http://a/?q",
          "http://[::1"}) {
        const auto url = parse_url(text);
        ASSERT_FALSE(url) << text;
        EXPECT_NE(url.error().find("is no URL of a system"), std::string::npos);
    }
}

}  // namespace
}  // namespace drydock::live::http
