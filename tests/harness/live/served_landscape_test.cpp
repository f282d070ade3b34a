#include "harness/live/served_landscape.hpp"

#include <atomic>
#include <future>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "harness/live/served_runtime.hpp"
#include "live/http/simple_client.hpp"
#include "tests/harness/live/few_orders.hpp"

namespace drydock::harness {
namespace {

/// Mocks that run on a thread of their own, and somebody who asks their control API.
class ServedLandscapeTest : public testing::Test {
protected:
    void serve() {
        ServedLandscapeSettings settings;
        settings.control_token = "token-of-the-test";
        settings.runtime = {.host = "127.0.0.1", .port = 1, .path = ""};
        settings.ready_within = one_second / 10;
        ServedHooks hooks;
        hooks.stops = [this] { return stop_.load(); };
        hooks.ready = [this](const ServedAddresses& addresses) {
            addresses_ = addresses;
            ready_ = true;
            ready_.notify_all();
        };
        hooks.load = [](const std::string& file) -> expected<LoadedScenario, std::string> {
            if (file != "few-orders") {
                return unexpected{"no scenario " + file};
            }
            return few_orders();
        };
        thread_ = std::thread{[this, settings, hooks] {
            const auto served = serve_landscape(few_orders(), settings, hooks);
            error_ = served ? "" : served.error();
            ready_ = true;
            ready_.notify_all();
        }};
        ready_.wait(false);
        auto opened = live::http::SimpleClient::open();
        client_ = std::make_unique<live::http::SimpleClient>(std::move(*opened));
    }
    ~ServedLandscapeTest() override {
        stop_ = true;
        if (thread_.joinable()) {
            thread_.join();
        }
        EXPECT_EQ(error_, "");
    }

    Response ask(Method method, const std::string& path, const std::string& body = {}) {
        Request request;
        request.method = method;
        request.path = path;
        request.headers = {{"Authorization", "Bearer " + token_}};
        if (!body.empty()) {
            request.raw = make_bytes(body);
        }
        const auto url = live::http::parse_url(addresses_.control_url);
        const live::http::CallResult result = client_->call(*url, request);
        EXPECT_EQ(result.delivery, Delivery::answered) << result.reason;
        return result.response;
    }

    std::string token_ = "token-of-the-test";
    ServedAddresses addresses_;
    std::unique_ptr<live::http::SimpleClient> client_;

private:
    std::atomic<bool> ready_{false};
    std::atomic<bool> stop_{false};
    std::string error_;
    std::thread thread_;
};

/// Our own runtime on a thread of its own.
class RuntimeThread {
public:
    explicit RuntimeThread(const std::map<std::string, live::http::Url>& systems) {
        std::promise<live::http::Url> served;
        auto url = served.get_future();
        thread_ = std::thread{[this, systems, &served] {
            const LoadedScenario loaded = few_orders();
            ServedRuntimeSettings settings;
            settings.systems = systems;
            settings.start = loaded.plan.calendar.instant_of(loaded.scenario.workload.from);
            const auto ended = serve_runtime(
                loaded,
                settings,
                {.ready = [&served](const live::http::Url& at) { served.set_value(at); },
                 .stops = [this] { return stop_.load(); }}
            );
            EXPECT_TRUE(ended) << ended.error();
        }};
        url_ = url.get();
    }
    ~RuntimeThread() {
        stop_ = true;
        thread_.join();
    }
    [[nodiscard]] Response ask_whether_ready() const {
        auto client = live::http::SimpleClient::open();
        Request question;
        question.method = Method::get;
        question.path = "/ready";
        return client->call(url_, question).response;
    }

private:
    std::atomic<bool> stop_{false};
    live::http::Url url_{};
    std::thread thread_;
};

TEST_F(ServedLandscapeTest, the_runtime_is_ready_once_it_has_read_its_partners_and_not_before) {
    const live::http::Url nobody{.host = "127.0.0.1", .port = 1, .path = ""};
    const RuntimeThread alone{
        {{"odoo", nobody},
         {"wms", nobody},
         {"carrier", nobody},
         {"storefront", nobody},
         {"marketplace", nobody}}};
    const Response early = alone.ask_whether_ready();
    EXPECT_EQ(early.status, 503);
    EXPECT_EQ(early.header("Retry-After"), "5");

    serve();
    std::map<std::string, live::http::Url> systems;
    for (const ServedSystem& system : addresses_.systems) {
        systems[system.name] = *live::http::parse_url(system.url);
    }
    const RuntimeThread among_mocks{systems};
    Response answer;
    for (int round = 0; round < 100 && answer.status != 200; ++round) {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        answer = among_mocks.ask_whether_ready();
    }
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(alone.ask_whether_ready().status, 503);
}

TEST_F(ServedLandscapeTest, the_control_api_wants_its_token) {
    serve();
    EXPECT_EQ(ask(Method::get, "/status").status, 200);
    token_ = "another";
    EXPECT_EQ(ask(Method::get, "/status").status, 401);
    EXPECT_EQ(ask(Method::post, "/drive", R"({"scenario": "few-orders"})").status, 401);
}

TEST_F(ServedLandscapeTest, a_mock_answers_like_the_system_and_nobody_orders_before_a_drive) {
    serve();
    ASSERT_EQ(addresses_.systems.size(), 6U);
    EXPECT_TRUE(addresses_.systems[0].is_elsewhere);
    EXPECT_EQ(addresses_.systems[1].kind, "odoo");
    Request version;
    version.path = "/jsonrpc";
    version.raw = make_bytes(
        R"({"jsonrpc":"2.0","id":1,"method":"call","params":{"service":"common","method":"version","args":[]}})"
    );
    version.headers = {{"Content-Type", "application/json"}};
    const auto url = live::http::parse_url(addresses_.systems[1].url);
    const auto answer = client_->call(*url, version);
    EXPECT_EQ(answer.response.body["result"]["protocol_version"].integer_or(0), 1);
    const Response status = ask(Method::get, "/status");
    EXPECT_EQ(status.body["orders"].integer_or(-1), 0);
    EXPECT_TRUE(status.body["driven"].is_false());
}

TEST_F(ServedLandscapeTest, a_wish_that_cannot_be_met_is_refused_with_the_reason) {
    serve();
    EXPECT_EQ(ask(Method::post, "/drive", "{}").status, 422);
    const Response unknown = ask(Method::post, "/drive", R"({"scenario": "another"})");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(unknown.body["detail"].string(), "no scenario another");
    EXPECT_EQ(ask(Method::get, "/nothing").status, 404);
}

TEST_F(ServedLandscapeTest, a_driven_scenario_begins_anew_on_the_same_ports_and_finds_orders_lost) {
    serve();
    const std::string odoo = addresses_.systems[1].url;
    EXPECT_EQ(ask(Method::post, "/drive", R"({"scenario": "few-orders"})").status, 202);
    const Response systems = ask(Method::get, "/systems");
    EXPECT_EQ(systems.body.root().at(1)["url"].string(), odoo);
    Response status;
    for (int round = 0; round < 100; ++round) {
        status = ask(Method::get, "/status");
        if (status.body["settled"].is_true()) {
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
    EXPECT_TRUE(status.body["settled"].is_true());
    EXPECT_EQ(status.body["orders_due"].integer_or(0), 3);
    // Nobody listens where the middleware should be: the shop's orders are in its books alone.
    const Response verdict = ask(Method::get, "/verdict");
    EXPECT_EQ(verdict.body["outcome"].string(), "failed");
    EXPECT_EQ(verdict.body["figures"]["orders_accepted"].integer_or(-1), 0);
}

}  // namespace
}  // namespace drydock::harness
