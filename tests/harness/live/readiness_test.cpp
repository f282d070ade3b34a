#include "harness/live/readiness.hpp"

#include <atomic>

#include <gtest/gtest.h>

#include "live/http/server.hpp"

namespace drydock::harness {
namespace {

/// A runtime that answers its first questions one way and those after another.
class ReadinessTest : public testing::Test {
protected:
    void serve(std::uint16_t status_at_first, int first, std::uint16_t status_then) {
        auto opened = live::http::Server::open(
            threads_,
            {},
            [this, status_at_first, first, status_then](
                Request&& request, live::http::Answerer&& answerer
            ) {
                path_right_ = path_right_ && request.path == "/ready";
                const bool early = questions_++ < first;
                answerer.answer({.status = early ? status_at_first : status_then});
            }
        );
        ASSERT_TRUE(opened) << opened.error();
        server_ = std::move(*opened);
    }
    void await_ready() {
        const auto asked =
            Readiness::ask({.host = "127.0.0.1", .port = server_->port(), .path = ""}, {}, [this] {
                ready_ = true;
                ready_.notify_all();
            });
        ASSERT_TRUE(asked) << asked.error();
        ready_.wait(false);
    }

    std::atomic<int> questions_{0};
    std::atomic<bool> path_right_{true};
    std::atomic<bool> ready_{false};

private:
    live::http::IoThreads threads_{1};
    std::unique_ptr<live::http::Server> server_;
};

TEST_F(ReadinessTest, a_runtime_that_is_still_starting_is_asked_until_it_is_ready) {
    serve(503, 2, 200);
    await_ready();
    EXPECT_EQ(questions_, 3);
    EXPECT_TRUE(path_right_);
}

TEST_F(ReadinessTest, a_middleware_that_does_not_know_the_question_is_ready_once_it_answers) {
    serve(404, 1, 404);
    await_ready();
    EXPECT_EQ(questions_, 1);
}

TEST_F(ReadinessTest, nobody_is_told_when_the_asking_has_stopped) {
    std::atomic<bool> told{false};
    {
        const auto asked = Readiness::ask(
            {.host = "127.0.0.1", .port = 1, .path = ""}, {}, [&told] { told = true; }
        );
        ASSERT_TRUE(asked) << asked.error();
    }
    EXPECT_FALSE(told);
}

}  // namespace
}  // namespace drydock::harness
