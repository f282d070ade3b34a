#include "mocks/webhooks/webhook_sender.hpp"

#include <gtest/gtest.h>

#include "tests/mocks/webhooks/node_driver.hpp"

namespace drydock::mocks {
namespace {

using testing::json;
using testing::NodeDriver;

class WebhookSenderTest : public ::testing::Test {
protected:
    WebhookSenderTest()
        : sender_{
              {.receiver = SystemId{3},
               .path = "/webhooks/wms",
               .secret = "secret",
               .timeout = 5 * one_second,
               .delays = {one_minute, one_hour}}} {}

    [[nodiscard]] Moment at(Duration since_start) const { return {Instant{since_start}, draws_}; }
    /// The call that the last step made.
    [[nodiscard]] const Call& last_call() const {
        EXPECT_EQ(step_.calls.size(), 1U);
        return step_.calls.back();
    }
    std::optional<WebhookEnd> end_with(Duration when, std::uint16_t status) {
        const Outcome outcome = NodeDriver::answered(last_call(), status);
        step_.clear();
        return sender_.on_outcome(at(when), outcome, step_);
    }

    WebhookSender sender_;
    Draws draws_{1};
    Step step_;
};

TEST_F(WebhookSenderTest, SendsASignedPostWithTheGivenHeaders) {
    const Document body = json(R"({"sequence":1})");
    EXPECT_EQ(sender_.send(at({}), body, {{"X-Topic", "order.packed"}}, step_), 1U);
    const Call& call = last_call();
    EXPECT_TRUE(WebhookSender::owns(call.id));
    EXPECT_EQ(call.request.to, SystemId{3});
    EXPECT_EQ(call.request.method, Method::post);
    EXPECT_EQ(call.request.path, "/webhooks/wms");
    EXPECT_EQ(call.request.header("X-Topic"), "order.packed");
    EXPECT_TRUE(is_signed({}, "secret", call.request));
    EXPECT_EQ(call.timeout, 5 * one_second);
}

TEST_F(WebhookSenderTest, AnySuccessEndsTheDelivery) {
    sender_.send(at({}), json("{}"), {}, step_);
    const auto end = end_with({}, 202);
    ASSERT_TRUE(end.has_value());
    EXPECT_TRUE(end->accepted);
    EXPECT_EQ(sender_.pending_count(), 0U);
    EXPECT_TRUE(step_.timers.empty());
}

TEST_F(WebhookSenderTest, TriesTheSameEventAgainAfterEachDelayAndThenGivesUp) {
    const Document body = json(R"({"sequence":1})");
    sender_.send(at({}), body, {{"X-Topic", "a"}}, step_);
    std::vector<Instant> tries;
    for (int failures = 0; failures < 2; ++failures) {
        const Instant now = tries.empty() ? Instant{} : tries.back();
        EXPECT_EQ(end_with(now.time_since_epoch(), 500), std::nullopt);
        ASSERT_EQ(step_.timers.size(), 1U);
        const Timer timer = step_.timers.front();
        EXPECT_TRUE(WebhookSender::owns(timer.id));
        tries.push_back(timer.at);
        step_.clear();
        sender_.on_timer({timer.at, draws_}, timer.id, step_);
        EXPECT_TRUE(is_signed({}, "secret", last_call().request));
        EXPECT_EQ(last_call().request.header("X-Topic"), "a");
    }
    EXPECT_EQ(tries[0], Instant{one_minute});
    EXPECT_EQ(tries[1], Instant{one_minute + one_hour});
    const auto end = end_with(one_day, 500);
    ASSERT_TRUE(end.has_value());
    EXPECT_FALSE(end->accepted);
    EXPECT_EQ(sender_.pending_count(), 0U);
}

TEST_F(WebhookSenderTest, ALongerRetryAfterIsHonouredAndAShorterOneIsNot) {
    sender_.send(at({}), json("{}"), {}, step_);
    Outcome busy = NodeDriver::answered(last_call(), 429);
    busy.response.retry_after = 10 * one_minute;
    step_.clear();
    sender_.on_outcome(at({}), busy, step_);
    ASSERT_EQ(step_.timers.size(), 1U);
    const Timer timer = step_.timers.front();
    EXPECT_EQ(timer.at, Instant{10 * one_minute});

    step_.clear();
    sender_.on_timer({timer.at, draws_}, timer.id, step_);
    busy.response.retry_after = one_second;
    step_.clear();
    sender_.on_outcome({timer.at, draws_}, busy, step_);
    ASSERT_EQ(step_.timers.size(), 1U);
    EXPECT_EQ(step_.timers.front().at, timer.at + one_hour);
}

TEST_F(WebhookSenderTest, ATimeOutIsAFailureAlthoughTheEventMayHaveArrived) {
    sender_.send(at({}), json("{}"), {}, step_);
    const Outcome outcome = NodeDriver::failed(last_call(), Delivery::timed_out);
    step_.clear();
    EXPECT_EQ(sender_.on_outcome(at(one_second), outcome, step_), std::nullopt);
    ASSERT_EQ(step_.timers.size(), 1U);
    EXPECT_EQ(step_.timers.front().at, Instant{one_second + one_minute});
}

TEST_F(WebhookSenderTest, DeliveriesDoNotWaitForEachOther) {
    sender_.send(at({}), json(R"({"n":1})"), {}, step_);
    const Call first = last_call();
    step_.clear();
    sender_.send(at({}), json(R"({"n":2})"), {}, step_);
    const Call second = last_call();
    EXPECT_NE(first.id, second.id);
    step_.clear();
    const auto end = sender_.on_outcome(at({}), NodeDriver::answered(second, 200), step_);
    ASSERT_TRUE(end.has_value());
    EXPECT_EQ(end->delivery, 2U);
    EXPECT_EQ(sender_.pending_count(), 1U);
}

}  // namespace
}  // namespace drydock::mocks
