#include "live/http/wire.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "core/document_text.hpp"

namespace drydock::live::http {
namespace {

TEST(WireTest, a_request_is_written_with_its_own_fields_and_a_length) {
    Request request;
    request.path = "/orders?limit=2";
    request.body = *parse_document(R"({"id": 7})");
    request.headers = {{"X-Topic", "orders/create"}, {"content-length", "999"}};
    EXPECT_EQ(
        write_request(request, "shop:81", "/base", {{"X-More", "1"}}),
        "POST /base/orders?limit=2 HTTP/1.1\r\nHost: shop:81\r\nX-Topic: orders/create\r\n"
        "X-More: 1\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":7}"
    );
}

TEST(WireTest, raw_bytes_go_out_as_they_are_under_their_own_type) {
    Request request;
    request.method = Method::put;
    request.path = "/feed";
    request.raw = make_bytes("<a/>");
    request.headers = {{"Content-Type", "text/xml"}};
    EXPECT_EQ(
        write_request(request, "a", "", {}),
        "PUT /feed HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>"
    );
}

TEST(WireTest, a_line_break_in_a_value_or_path_adds_no_field) {
    Request request;
    request.method = Method::get;
    request.path = "/a b\r\nEvil: 1";
    request.headers = {{"X", "1\r\nEvil: 2"}};
    const std::string text = write_request(request, "a", "", {});
    EXPECT_EQ(text.find("\r\nEvil"), std::string::npos);
    EXPECT_TRUE(text.starts_with("GET /a%20b%20%20Evil:%201 HTTP/1.1\r\n")) << text;
}

TEST(WireTest, a_response_is_written_with_date_length_and_whole_seconds_to_wait) {
    Response response{.status = 429, .body = *parse_document("{}"), .headers = {}};
    response.retry_after = Duration{1'500'000'000};
    EXPECT_EQ(
        write_response(response, "then", true),
        "HTTP/1.1 429 Too Many Requests\r\nDate: then\r\nRetry-After: 2\r\n"
        "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}"
    );
    EXPECT_EQ(
        write_response({.status = 204}, "then", false),
        "HTTP/1.1 204 No Content\r\nDate: then\r\nConnection: close\r\n\r\n"
    );
}

TEST(WireTest, dates_are_written_and_read_back) {
    // Source: the example of RFC 9110, 5.6.7.
    EXPECT_EQ(http_date(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(read_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784'111'777);
    EXPECT_EQ(read_http_date("Sun, 31 Feb 1994 08:49:37 GMT"), std::nullopt);
    EXPECT_EQ(read_http_date("yesterday"), std::nullopt);
}

TEST(WireTest, retry_after_is_read_in_seconds_and_as_a_date) {
    EXPECT_EQ(read_retry_after("7", ""), 7 * one_second);
    EXPECT_EQ(
        read_retry_after("Sun, 06 Nov 1994 08:50:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"),
        one_minute
    );
    EXPECT_EQ(read_retry_after("", ""), std::nullopt);
    EXPECT_EQ(read_retry_after("soon", ""), std::nullopt);
}

TEST(WireTest, a_body_is_a_document_when_it_is_json_and_refused_when_it_only_says_so) {
    const std::vector<Header> json{{"content-type", "application/json; charset=utf-8"}};
    EXPECT_EQ((*decode_body(json, make_bytes(R"({"a":1})")))["a"].integer(), 1);
    EXPECT_EQ((*decode_body({}, make_bytes(R"( {"a":1})")))["a"].integer(), 1);
    EXPECT_TRUE(decode_body({}, make_bytes("<a/>"))->empty());
    EXPECT_TRUE(decode_body({}, make_bytes("{a"))->empty());
    EXPECT_TRUE(decode_body(json, nullptr)->empty());
    EXPECT_FALSE(decode_body(json, make_bytes("{a")));
    EXPECT_FALSE(decode_body(json, make_bytes("{\"a\":\"\xff\"}")));
    EXPECT_FALSE(decode_body(json, make_bytes(std::string(1'000, '['))));
}

}  // namespace
}  // namespace drydock::live::http
