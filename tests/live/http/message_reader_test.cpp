#include "live/http/message_reader.hpp"

#include <gtest/gtest.h>

namespace drydock::live::http {
namespace {

constexpr std::string_view whole =
    "POST /orders?x=1 HTTP/1.1\r\nHost: a\r\nX-Topic: t\r\nContent-Length: 5\r\n\r\nhello";
constexpr std::string_view chunked =
    "POST /orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n";

RequestReader::Taken read(std::string_view bytes) {
    RequestReader reader{{}};
    EXPECT_EQ(reader.feed(bytes), ReadState::complete);
    return reader.take();
}

/// The status with which the bytes are refused; 0 when they are not.
int refusal(std::string_view bytes, const Limits& limits = {}) {
    RequestReader reader{limits};
    return reader.feed(bytes) == ReadState::failed ? reader.error().status : 0;
}

TEST(RequestReaderTest, a_request_is_read_whole) {
    const auto taken = read(whole);
    EXPECT_EQ(taken.request.method, Method::post);
    EXPECT_EQ(taken.request.path, "/orders?x=1");
    EXPECT_EQ(taken.request.header("x-topic"), "t");
    EXPECT_EQ(taken.request.body_text(), "hello");
    EXPECT_TRUE(taken.keep_alive);
}

TEST(RequestReaderTest, a_request_is_read_byte_by_byte) {
    for (const std::string_view text : {whole, chunked}) {
        RequestReader reader{{}};
        for (std::size_t index = 0; index + 1 < text.size(); ++index) {
            const ReadState state = reader.feed(text.substr(index, 1));
            ASSERT_TRUE(state == ReadState::head || state == ReadState::body) << index;
        }
        ASSERT_EQ(reader.feed(text.substr(text.size() - 1)), ReadState::complete);
        EXPECT_EQ(reader.take().request.body_text(), "hello");
        EXPECT_TRUE(reader.idle());
    }
}

TEST(RequestReaderTest, requests_that_come_in_one_piece_are_read_one_by_one) {
    RequestReader reader{{}};
    const std::string both = std::string{chunked} + "\r\nGET /second HTTP/1.1\r\nHost: a\r\n\r\n";
    ASSERT_EQ(reader.feed(both), ReadState::complete);
    EXPECT_EQ(reader.take().request.body_text(), "hello");
    ASSERT_EQ(reader.feed({}), ReadState::complete);
    const auto second = reader.take();
    EXPECT_EQ(second.request.path, "/second");
    EXPECT_EQ(second.request.raw, nullptr);
}

TEST(RequestReaderTest, a_peer_that_waits_is_told_to_go_on_once) {
    RequestReader reader{{}};
    reader.feed("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
    EXPECT_TRUE(reader.asks_to_continue());
    EXPECT_FALSE(reader.asks_to_continue());
}

TEST(RequestReaderTest, an_absolute_target_is_its_path) {
    EXPECT_EQ(read("GET http://a/x HTTP/1.1\r\nHost: a\r\n\r\n").request.path, "/x");
    EXPECT_EQ(read("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").request.path, "/");
}

TEST(RequestReaderTest, garbage_is_refused_at_once) {
    EXPECT_EQ(refusal("\x16\x03\x01\x02"), 400);
    EXPECT_EQ(refusal("get / HTTP/1.1\r\n"), 400);
    EXPECT_EQ(refusal("GET / HTTP/1.1\nHost: a\n\n"), 400);
    EXPECT_EQ(refusal("GET /\rHost: a"), 400);
    EXPECT_EQ(refusal(std::string_view{"GET /\0 HTTP/1.1\r\n", 17}), 400);
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\nno colon\r\n\r\n"), 400);
    EXPECT_EQ(refusal("GET * HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
}

TEST(RequestReaderTest, two_ways_to_say_where_a_body_ends_are_refused) {
    EXPECT_EQ(
        refusal(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        ),
        400
    );
    EXPECT_EQ(
        refusal("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"), 400
    );
    EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"), 400);
    EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"), 501);
}

TEST(RequestReaderTest, a_request_names_its_host_once) {
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
    EXPECT_EQ(refusal("GET / HTTP/1.0\r\n\r\n"), 0);
}

TEST(RequestReaderTest, what_is_not_spoken_here_says_so) {
    EXPECT_EQ(refusal("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(refusal("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
}

TEST(RequestReaderTest, each_limit_has_a_status_of_its_own) {
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n";
    EXPECT_EQ(refusal("GET /" + std::string(9'000, 'x')), 414);
    EXPECT_EQ(refusal(head + "X: " + std::string(9'000, 'x')), 431);
    std::string fields = head;
    for (int count = 0; count < 100; ++count) {
        fields += "X: y\r\n";
    }
    EXPECT_EQ(refusal(fields + "\r\n"), 431);
    EXPECT_EQ(refusal("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16777217\r\n\r\n"), 413);
    const Limits small{.body_size_max_bytes = 4};
    EXPECT_EQ(refusal(whole, small), 413);
    EXPECT_EQ(refusal(chunked, small), 413);
    EXPECT_EQ(
        refusal(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
            std::string(9'000, 'x')
        ),
        400
    );
}

TEST(RequestReaderTest, a_head_of_exactly_the_limit_is_taken) {
    const std::string before = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    for (const std::size_t over : {0U, 1U}) {
        const std::string text =
            before + std::string(8'192 - before.size() - 4 + over, 'x') + "\r\n\r\n";
        EXPECT_EQ(refusal(text), over == 0 ? 0 : 431);
    }
}

TEST(ResponseReaderTest, a_response_is_read_byte_by_byte_behind_an_interim_one) {
    const std::string_view text =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Slow\r\nRetry-After: 3\r\n"
        "Content-Length: 2\r\n\r\n{}";
    ResponseReader reader{{}};
    EXPECT_FALSE(reader.begun());
    for (std::size_t index = 0; index + 1 < text.size(); ++index) {
        ASSERT_NE(reader.feed(text.substr(index, 1)), ReadState::complete);
    }
    ASSERT_EQ(reader.feed("}"), ReadState::complete);
    const auto taken = reader.take();
    EXPECT_EQ(taken.response.status, 429);
    EXPECT_EQ(taken.response.retry_after, 3 * one_second);
    EXPECT_EQ(taken.response.body_text(), "{}");
    EXPECT_TRUE(taken.keep_alive);
}

TEST(ResponseReaderTest, a_body_without_a_length_ends_with_the_connection) {
    ResponseReader reader{{}};
    EXPECT_EQ(reader.feed("HTTP/1.1 200 OK\r\n\r\nabc"), ReadState::body);
    EXPECT_EQ(reader.end_of_bytes(), ReadState::complete);
    const auto taken = reader.take();
    EXPECT_EQ(taken.response.body_text(), "abc");
    EXPECT_FALSE(taken.keep_alive);
}

TEST(ResponseReaderTest, after_one_response_another_is_read_and_nothing_of_the_first_is_left) {
    ResponseReader reader{{}};
    ASSERT_EQ(
        reader.feed("HTTP/1.1 201 Created\r\nLocation: /1\r\nContent-Length: 3\r\n\r\none"),
        ReadState::complete
    );
    EXPECT_EQ(reader.take().response.body_text(), "one");
    EXPECT_FALSE(reader.begun());
    ASSERT_EQ(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), ReadState::complete);
    const auto second = reader.take();
    EXPECT_EQ(second.response.status, 200);
    EXPECT_EQ(second.response.header("Location"), "");
    EXPECT_EQ(second.response.body_text(), "");
    EXPECT_TRUE(second.keep_alive);
}

TEST(ResponseReaderTest, a_response_cut_off_is_none) {
    ResponseReader reader{{}};
    reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
    EXPECT_EQ(reader.end_of_bytes(), ReadState::failed);
    ResponseReader empty{{}};
    EXPECT_EQ(empty.end_of_bytes(), ReadState::failed);
    EXPECT_FALSE(empty.begun());
}

TEST(ResponseReaderTest, a_peer_that_says_more_than_it_was_asked_is_not_kept) {
    ResponseReader reader{{}};
    ASSERT_EQ(
        reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200"), ReadState::complete
    );
    EXPECT_FALSE(reader.take().keep_alive);
}

}  // namespace
}  // namespace drydock::live::http
