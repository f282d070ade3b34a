// Linked to the tests of a mock, this takes each of their requests, and each webhook of the mock,
// over a socket of this machine: encoded, sent, read and decoded as for any stranger.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "live/http/client.hpp"
#include "live/http/server.hpp"
#include "tests/mocks/wire/wire.hpp"

namespace drydock::mocks::testing {
namespace {

using live::http::Answerer;
using live::http::CallResult;

class SocketWire {
public:
    SocketWire() {
        auto client = live::http::Client::open(threads_, {});
        DRYDOCK_CHECK(client.has_value());
        client_ = std::move(*client);
        live::http::ServerSettings settings;
        settings.broken_json = live::http::ServerSettings::BrokenJson::told;
        auto server = live::http::Server::open(
            threads_,
            settings,
            [this](Request&& request, Answerer&& answerer) {
                const std::lock_guard lock{mutex_};
                arrived_.push_back({std::move(request), std::move(answerer)});
                arrival_.notify_one();
            }
        );
        DRYDOCK_CHECK(server.has_value());
        server_ = std::move(*server);
        there_.host = "127.0.0.1";
        there_.port = server_->port();
    }

    /// While one is being answered, another may be taken across: a webhook of that very step.
    Response take(const Request& request, const Answering& answering) {
        auto done = std::make_shared<std::promise<CallResult>>();
        auto result = done->get_future();
        client_->send({there_, request, {}, time_max}, [done](CallResult&& told) {
            done->set_value(std::move(told));
        });
        std::optional<Arrival> arrival = next();
        if (!arrival) {
            ADD_FAILURE() << "lost on the way: " << request.path;
            return {};
        }
        arrival->request.to = request.to;
        arrival->answerer.answer(answering(arrival->request));
        CallResult told = result.get();
        EXPECT_EQ(told.delivery, Delivery::answered) << told.reason;
        return std::move(told.response);
    }

    [[nodiscard]] std::uint64_t taken() const { return server_->counts().requests; }

private:
    static constexpr Duration time_max = one_minute;
    struct Arrival {
        Request request{};
        Answerer answerer{};
    };

    std::optional<Arrival> next() {
        std::unique_lock lock{mutex_};
        const bool any = arrival_.wait_for(lock, std::chrono::nanoseconds{time_max}, [this] {
            return !arrived_.empty();
        });
        if (!any) {
            return std::nullopt;
        }
        Arrival first = std::move(arrived_.front());
        arrived_.pop_front();
        return first;
    }

    std::mutex mutex_;
    std::condition_variable arrival_;
    std::deque<Arrival> arrived_;  ///< Under `mutex_`.
    live::http::IoThreads threads_{1};
    std::unique_ptr<live::http::Client> client_;
    std::unique_ptr<live::http::Server> server_;
    live::http::Url there_;
};

/// Made by the first request: many tests of a mock send none.
SocketWire& socket_wire() {
    static SocketWire made;
    return made;
}

const bool is_used = [] {
    wire() = [](const Request& request, const Answering& answering) {
        return socket_wire().take(request, answering);
    };
    return true;
}();

TEST(SocketWireTest, ARequestAndItsAnswerReallyCrossASocket) {
    ASSERT_TRUE(is_used);
    const std::uint64_t before = socket_wire().taken();
    Request request;
    request.method = Method::put;
    request.path = "/orders/7?full=1";
    request.headers = {{"If-Match", "\"3\""}};
    request.body = parse_document(R"({"units":1.50})").value();
    Request seen;
    const Response response = wire()(request, [&](const Request& arrived) {
        seen = arrived;
        Response answer{.status = 412};
        answer.body = parse_document(R"({"error":"changed"})").value();
        answer.retry_after = 3 * one_second;
        return answer;
    });
    EXPECT_EQ(socket_wire().taken(), before + 1);
    EXPECT_EQ(seen.path, "/orders/7?full=1");
    EXPECT_EQ(seen.header("If-Match"), "\"3\"");
    EXPECT_NE(seen.header("Host"), "");
    EXPECT_EQ(*seen.raw, R"({"units":1.50})");
    EXPECT_EQ(response.status, 412);
    EXPECT_EQ(response.body["error"].string(), "changed");
    EXPECT_EQ(response.retry_after, 3 * one_second);
}

}  // namespace
}  // namespace drydock::mocks::testing
