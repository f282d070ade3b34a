#include "live/http/server.hpp"

#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "tests/live/http/raw_peer.hpp"
#include "tests/live/http/test_server.hpp"

namespace drydock::live::http {
namespace {

TEST(ServerTest, a_request_is_told_with_its_bytes_and_its_document) {
    TestServer test;
    auto client = SimpleClient::open();
    const CallResult result = client->call(test.url(), post("/orders?x=1", "{\"a\": 1}"));
    EXPECT_EQ(result.delivery, Delivery::answered);
    EXPECT_EQ(result.response.status, 200);
    EXPECT_EQ(result.response.body_text(), "1 /orders?x=1 {\"a\": 1} json");
    EXPECT_EQ(result.response.header("content-type"), "text/plain");
    EXPECT_FALSE(result.response.header("Date").empty());
}

TEST(ServerTest, a_connection_serves_one_request_after_the_other) {
    TestServer test;
    auto client = SimpleClient::open();
    for (int call = 0; call < 20; ++call) {
        EXPECT_EQ(client->call(test.url(), get("/")).response.status, 200);
    }
    EXPECT_EQ(test.server->counts().connections, 1U);
    EXPECT_EQ(test.server->counts().requests, 20U);
}

TEST(ServerTest, requests_sent_ahead_are_answered_one_by_one_in_their_order) {
    TestServer test;
    RawPeer peer{test.server->port()};
    std::string many;
    for (int number = 0; number < 50; ++number) {
        many += "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }
    peer.say(many);
    const std::string heard = peer.hear("0 /49 ");
    std::size_t before = 0;
    for (int number = 0; number < 50; ++number) {
        const std::size_t found = heard.find("0 /" + std::to_string(number) + " ");
        ASSERT_NE(found, std::string::npos) << number;
        EXPECT_GT(found, before);
        before = found;
    }
}

TEST(ServerTest, a_second_request_waits_in_its_socket_while_the_first_is_not_answered) {
    TestServer test;
    RawPeer peer{test.server->port()};
    peer.say("GET /hold HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\nHost: a\r\n\r\n");
    Answerer held = test.take_held();
    EXPECT_EQ(test.server->counts().requests, 1U);
    held.answer({.status = 201});
    const std::string heard = peer.hear("/second");
    EXPECT_LT(heard.find(" 201 "), heard.find("/second"));
}

TEST(ServerTest, a_reset_breaks_the_connection_and_an_answerer_dropped_does_so_too) {
    TestServer test;
    RawPeer reset{test.server->port()};
    reset.say("GET /reset HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(reset.hear(), "");
    EXPECT_TRUE(reset.reset());
    RawPeer dropped{test.server->port()};
    dropped.say("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    { const Answerer gone = test.take_held(); }
    EXPECT_EQ(dropped.hear(), "");
    EXPECT_TRUE(dropped.reset());
}

TEST(ServerTest, a_silent_connection_says_nothing_and_stays) {
    TestServer test;
    RawPeer peer{test.server->port()};
    peer.say("GET /silence HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(peer.hear("\r\n", 300), "");
    EXPECT_FALSE(peer.closed());
}

TEST(ServerTest, connections_above_the_limit_are_told_to_come_back) {
    TestServer test{{.connection_count_max = 1}};
    RawPeer first{test.server->port()};
    first.say("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    Answerer held = test.take_held();
    RawPeer second{test.server->port()};
    const std::string heard = second.hear_all();
    EXPECT_NE(heard.find(" 503 "), std::string::npos);
    EXPECT_NE(heard.find("Retry-After: 1"), std::string::npos);
    EXPECT_EQ(test.server->counts().turned_away, 1U);
    held.answer({});
    EXPECT_NE(first.hear().find(" 200 "), std::string::npos);
}

TEST(ServerTest, connections_can_be_refused_and_accepted_again_on_the_same_port) {
    TestServer test;
    auto client = SimpleClient::open();
    EXPECT_EQ(client->call(test.url(), get("/")).delivery, Delivery::answered);
    for (int round = 0; round < 3; ++round) {
        test.server->refuse_connections();
        EXPECT_EQ(client->call(test.url(), get("/")).delivery, Delivery::refused);
        ASSERT_TRUE(test.server->accept_connections());
        EXPECT_EQ(client->call(test.url(), get("/")).delivery, Delivery::answered);
    }
}

TEST(ServerTest, a_taken_port_is_an_error_that_names_it) {
    TestServer test;
    IoThreads threads{1};
    const auto second =
        Server::open(threads, {.port = test.server->port()}, [](Request&&, Answerer&&) {});
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().find(std::to_string(test.server->port())), std::string::npos);
}

TEST(ServerTest, a_graceful_end_lets_requests_under_way_finish_and_takes_no_more) {
    TestServer test;
    RawPeer busy{test.server->port()};
    busy.say("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    Answerer held = test.take_held();
    auto done =
        std::async(std::launch::async, [&test] { return test.server->shut_down(10 * one_second); });
    while (true) {
        try {
            const RawPeer late{test.server->port()};
        } catch (const std::runtime_error&) {
            break;
        }
    }
    held.answer({});
    const std::string heard = busy.hear();
    EXPECT_NE(heard.find(" 200 "), std::string::npos);
    EXPECT_NE(heard.find("Connection: close"), std::string::npos);
    busy.end_saying();
    EXPECT_TRUE(done.get());
}

TEST(ServerTest, connections_are_spread_over_the_threads_and_go_before_them) {
    std::mutex mutex;
    std::set<std::thread::id> seen;
    std::vector<std::unique_ptr<RawPeer>> peers;
    IoThreads threads{3};
    const auto server =
        *Server::open(threads, {}, [&mutex, &seen](Request&& request, Answerer&& answerer) {
            {
                const std::lock_guard lock{mutex};
                seen.insert(std::this_thread::get_id());
            }
            if (request.path == "/") {
                answerer.answer({.status = 204});
            }
        });
    for (int count = 0; count < 6; ++count) {
        auto& peer = *peers.emplace_back(std::make_unique<RawPeer>(server->port()));
        peer.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_NE(peer.hear().find(" 204 "), std::string::npos);
    }
    // The first thread is that of callers.
    EXPECT_EQ(seen.size(), 2U);
    EXPECT_EQ(server->counts().open, 6U);
}

TEST(ServerTest, a_graceful_end_is_bounded) {
    TestServer test;
    RawPeer busy{test.server->port()};
    busy.say("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    const Answerer held = test.take_held();
    EXPECT_FALSE(test.server->shut_down(50 * one_millisecond));
    busy.hear();
    EXPECT_TRUE(busy.reset());
}

TEST(ServerTest, a_request_that_is_never_answered_is_broken_off_in_the_end) {
    TestServer test{{.limits = {.answer_time_max = 100 * one_millisecond}}};
    RawPeer peer{test.server->port()};
    peer.say("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    const Answerer held = test.take_held();
    EXPECT_EQ(peer.hear(), "");
    EXPECT_TRUE(peer.reset());
}

}  // namespace
}  // namespace drydock::live::http
