#include "app/mocks_follower.hpp"

#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "live/http/server.hpp"

namespace drydock::app {
namespace {

/// A control API that answers one question after the other as a test says.
class ScriptedMocks {
public:
    using Script = std::function<Response(const std::string& path, int question)>;

    explicit ScriptedMocks(Script script) : script_{std::move(script)} {
        auto server = live::http::Server::open(
            threads_,
            {},
            [this](Request&& request, live::http::Answerer&& answerer) {
                const std::lock_guard lock{mutex_};
                answerer.answer(script_(request.path, ++questions_));
            }
        );
        server_ = std::move(*server);
        ::setenv(control_token_variable, "token-of-the-test", 1);
    }

    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(server_->port());
    }
    [[nodiscard]] FollowHooks hooks() {
        return {
            .log = [this](const std::string& line) { log.push_back(line); },
            .stops = [] { return false; }};
    }

    std::vector<std::string> log;

private:
    std::mutex mutex_;
    Script script_;
    int questions_ = 0;
    live::http::IoThreads threads_{1};
    std::unique_ptr<live::http::Server> server_;
};

Response scripted(std::uint16_t status, const std::string& json) {
    Response response{.status = status};
    response.raw = make_bytes(json);
    response.headers = {{"Content-Type", "application/json"}};
    return response;
}

Response begins_anew() {
    return scripted(503, R"({"detail": "the landscape is being set up"})");
}

Response driven_mocks(const std::string& path, bool driven) {
    if (path == "/systems") {
        return scripted(
            200,
            R"([{"name": "integration", "kind": "runtime", "url": "http://127.0.0.1:8090"},
                {"name": "odoo", "kind": "odoo", "url": "http://127.0.0.1:8101"}])"
        );
    }
    return scripted(
        200,
        std::string{R"({"driven": )"} + (driven ? "true" : "false") +
            R"(, "settled": false, "drive": "a-1", "now_ns": 7000000000, "end_ns": 9000000000,
                "orders": 3, "orders_due": 1})"
    );
}

TEST(MocksFollowerTest, mocks_that_begin_anew_are_asked_again_and_the_log_says_so_once) {
    ScriptedMocks mocks{[](const std::string& path, int question) {
        return question <= 3 ? begins_anew() : driven_mocks(path, true);
    }};
    const auto followed = follow_mocks({.url = mocks.url(), .token_file = {}}, mocks.hooks());
    ASSERT_TRUE(followed) << followed.error().detail;
    ASSERT_EQ(followed->systems.size(), 1U);
    EXPECT_EQ(followed->systems.at("odoo").port, 8'101);
    EXPECT_EQ(followed->now, Instant{7 * one_second});
    ASSERT_EQ(mocks.log.size(), 1U);
    EXPECT_NE(mocks.log[0].find("being set up; asks again for up to 30 s"), std::string::npos);
}

TEST(MocksFollowerTest, mocks_that_begin_anew_between_two_questions_are_asked_both_again) {
    ScriptedMocks mocks{[](const std::string& path, int question) {
        return question == 2 ? begins_anew() : driven_mocks(path, question > 4);
    }};
    const auto followed = follow_mocks({.url = mocks.url(), .token_file = {}}, mocks.hooks());
    ASSERT_TRUE(followed) << followed.error().detail;
    ASSERT_EQ(mocks.log.size(), 2U);
    EXPECT_EQ(mocks.log[1], "waits until a scenario is driven on " + mocks.url());
}

TEST(MocksFollowerTest, mocks_that_stay_silent_are_given_up) {
    ScriptedMocks mocks{[](const std::string&, int) { return begins_anew(); }};
    const auto followed = follow_mocks(
        {.url = mocks.url(), .token_file = {}}, mocks.hooks(), std::chrono::milliseconds{300}
    );
    ASSERT_FALSE(followed);
    EXPECT_EQ(followed.error().code, ExitCode::broken);
    EXPECT_NE(followed.error().detail.find("being set up"), std::string::npos);
}

TEST(MocksFollowerTest, nobody_there_is_waited_for_as_well) {
    ScriptedMocks mocks{[](const std::string&, int) { return begins_anew(); }};
    const auto followed = follow_mocks(
        {.url = "http://127.0.0.1:1", .token_file = {}},
        mocks.hooks(),
        std::chrono::milliseconds{300}
    );
    ASSERT_FALSE(followed);
    EXPECT_EQ(followed.error().code, ExitCode::broken);
    EXPECT_EQ(mocks.log.size(), 1U);
}

TEST(MocksFollowerTest, a_wrong_token_and_what_is_no_control_api_are_not_asked_twice) {
    for (const Response& answer :
         {scripted(401, R"({"detail": "the token of the control API is wanted"})"),
          scripted(200, "<html>another program</html>"),
          scripted(200, R"([1, 2])"),
          scripted(200, R"([{"name": "odoo", "kind": "odoo", "url": 8101}])")}) {
        ScriptedMocks mocks{[&answer](const std::string&, int) { return answer; }};
        const auto followed = follow_mocks({.url = mocks.url(), .token_file = {}}, mocks.hooks());
        ASSERT_FALSE(followed);
        EXPECT_EQ(followed.error().code, ExitCode::usage);
        EXPECT_TRUE(mocks.log.empty());
    }
}

}  // namespace
}  // namespace drydock::app
