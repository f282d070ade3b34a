#include "live/http/client.hpp"

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "tests/live/http/raw_peer.hpp"
#include "tests/live/http/test_server.hpp"

namespace drydock::live::http {
namespace {

/// Listens, and answers the first connection's first bytes with these; then closes.
class OneShotPeer {
public:
    explicit OneShotPeer(std::string answer) : listener_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener_, 8);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        url.host = "127.0.0.1";
        url.port = ntohs(address.sin_port);
        thread_ = std::thread{[this, answer = std::move(answer)] {
            const int peer = ::accept(listener_, nullptr, nullptr);
            char buffer[4'096];
            ::recv(peer, buffer, sizeof buffer, 0);
            ::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
            ::close(peer);
        }};
    }
    ~OneShotPeer() {
        thread_.join();
        ::close(listener_);
    }
    Url url;

private:
    int listener_;
    std::thread thread_;
};

TEST(ClientTest, nobody_there_is_surely_not_handled) {
    std::uint16_t port = 0;
    {
        const TestServer gone;
        port = gone.server->port();
    }
    auto client = SimpleClient::open();
    const auto result = client->call({.host = "127.0.0.1", .port = port}, get("/"));
    EXPECT_EQ(result.delivery, Delivery::refused);
    EXPECT_FALSE(result.reason.empty());
}

TEST(ClientTest, a_name_that_nobody_has_is_refused) {
    auto client = SimpleClient::open();
    EXPECT_EQ(client->call({.host = "no-such-host.invalid"}, get("/")).delivery, Delivery::refused);
}

TEST(ClientTest, a_connection_that_breaks_after_sending_leaves_unknown) {
    TestServer test;
    auto client = SimpleClient::open();
    EXPECT_EQ(client->call(test.url(), post("/reset")).delivery, Delivery::reset_after_sent);
}

TEST(ClientTest, no_answer_in_time_is_a_time_out_and_the_next_call_gets_its_own_answer) {
    TestServer test;
    auto client = SimpleClient::open();
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(
        client->call(test.url(), post("/hold"), 200 * one_millisecond).delivery, Delivery::timed_out
    );
    const auto took = std::chrono::steady_clock::now() - begun;
    EXPECT_GE(took, std::chrono::milliseconds{200});
    EXPECT_LT(took, std::chrono::seconds{5});
    test.take_held().answer({.status = 418});
    EXPECT_EQ(client->call(test.url(), post("/next")).response.status, 200);
}

TEST(ClientTest, many_calls_at_once_share_a_bounded_number_of_connections) {
    TestServer test;
    constexpr int calls = 500;
    std::atomic<int> answered = 0;
    std::promise<void> done;  // Outlives the threads that set it.
    IoThreads threads;
    auto client = *Client::open(threads, {.connections_of_peer_max = 4});
    for (int call = 0; call < calls; ++call) {
        client->send({test.url(), get("/"), {}}, [&](CallResult&& result) {
            EXPECT_EQ(result.delivery, Delivery::answered) << result.reason;
            if (++answered == calls) {
                done.set_value();
            }
        });
    }
    ASSERT_EQ(done.get_future().wait_for(std::chrono::seconds{20}), std::future_status::ready);
    EXPECT_LE(test.server->counts().open, 4U);
    // On a busy machine one may have been given up and opened again.
    EXPECT_LE(test.server->counts().connections, 8U);
}

TEST(ClientTest, calls_above_all_bounds_are_refused) {
    TestServer test;
    std::promise<Delivery> third;
    std::promise<Delivery> second;
    IoThreads threads{1};
    auto client =
        *Client::open(threads, {.connections_of_peer_max = 1, .waiting_calls_of_peer_max = 1});
    client->send({test.url(), get("/hold"), {}}, [](CallResult&&) {});
    client->send({test.url(), get("/"), {}}, [&second](CallResult&& result) {
        second.set_value(result.delivery);
    });
    client->send({test.url(), get("/"), {}}, [&third](CallResult&& result) {
        third.set_value(result.delivery);
    });
    EXPECT_EQ(third.get_future().get(), Delivery::refused);
    test.take_held().answer({});
    EXPECT_EQ(second.get_future().get(), Delivery::answered);
}

TEST(ClientTest, a_call_that_waited_too_long_for_a_connection_times_out) {
    TestServer test;
    std::promise<Delivery> second;
    IoThreads threads{1};
    auto client = *Client::open(threads, {.connections_of_peer_max = 1});
    client->send({test.url(), get("/hold"), {}}, [](CallResult&&) {});
    client->send({test.url(), get("/"), {}, 100 * one_millisecond}, [&second](CallResult&& result) {
        second.set_value(result.delivery);
    });
    EXPECT_EQ(second.get_future().get(), Delivery::timed_out);
    test.take_held().answer({});
}

TEST(ClientTest, calls_end_by_their_own_deadlines_in_whatever_order_they_were_sent) {
    TestServer test;
    std::mutex mutex;
    std::vector<int> ended;
    std::promise<void> all;
    IoThreads threads{1};
    auto client = *Client::open(threads, {});
    for (const int tenths : {30, 5, 1, 3}) {
        client->send(
            {test.url(), get("/hold"), {}, tenths * 100 * one_millisecond},
            [&, tenths](CallResult&& result) {
                EXPECT_EQ(result.delivery, Delivery::timed_out);
                const std::lock_guard lock{mutex};
                ended.push_back(tenths);
                if (ended.size() == 4) {
                    all.set_value();
                }
            }
        );
    }
    ASSERT_EQ(all.get_future().wait_for(std::chrono::seconds{20}), std::future_status::ready);
    EXPECT_EQ(ended, (std::vector<int>{1, 3, 5, 30}));
    // Whom nobody waits for any more is not answered.
    for (int held = 0; held < 4; ++held) {
        test.take_held();
    }
}

TEST(ClientTest, an_answer_that_is_no_http_leaves_unknown) {
    for (const char* const answer :
         {"rubbish\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", ""}) {
        OneShotPeer peer{answer};
        auto client = SimpleClient::open();
        const auto result = client->call(peer.url, post("/"));
        EXPECT_EQ(result.delivery, Delivery::reset_after_sent) << answer;
        EXPECT_FALSE(result.reason.empty());
    }
}

TEST(ClientTest, an_answer_without_a_length_ends_with_its_connection) {
    OneShotPeer peer{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":1}"};
    auto client = SimpleClient::open();
    const auto result = client->call(peer.url, post("/"));
    ASSERT_EQ(result.delivery, Delivery::answered);
    EXPECT_EQ(result.response.body["a"].integer(), 1);
    EXPECT_EQ(result.response.body_text(), "{\"a\":1}");
}

TEST(ClientTest, an_answer_larger_than_the_limit_is_not_taken) {
    OneShotPeer peer{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"};
    auto client = SimpleClient::open({.limits = {.body_size_max_bytes = 99}});
    EXPECT_EQ(client->call(peer.url, post("/")).delivery, Delivery::reset_after_sent);
}

TEST(ClientTest, a_client_that_goes_tells_nobody_anything) {
    TestServer test;
    bool told = false;
    {
        IoThreads threads{1};
        auto client = *Client::open(threads, {});
        client->send({test.url(), get("/hold"), {}}, [&told](CallResult&&) { told = true; });
        const Answerer held = test.take_held();
        client.reset();
    }
    EXPECT_FALSE(told);
}

}  // namespace
}  // namespace drydock::live::http
