// Every other fault of the catalogue on both Worlds: what it does to the exchanges that it meets.
#include "tests/live/world/conformance.hpp"

namespace drydock::live {
namespace {

template <class WorldClock>
class FaultConformanceTest : public ConformanceTest<WorldClock> {
protected:
    /// The body of an answer.
    [[nodiscard]] Value body(std::size_t index) const {
        return this->end(index).response.body.root();
    }
    void count_with(FaultKind kind, Fault more) {
        this->counts_ = true;
        this->during_run(kind, std::move(more));
    }
    void read(Duration when) { this->pair_.call(when, "/", 5 * one_second, Method::get); }
};
TYPED_TEST_SUITE(FaultConformanceTest, Clocks, ClockNames);

TYPED_TEST(FaultConformanceTest, a_slow_down_multiplies_the_service_time) {
    this->pair_.service(50 * one_millisecond);
    this->during_run(FaultKind::slow_down, {.factor_permille = 4'000});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_GE(this->ended(0), 210 * one_millisecond);
}

TYPED_TEST(FaultConformanceTest, a_clock_that_jumps_ahead_moves_what_a_system_books) {
    this->during_run(FaultKind::clock_ahead, {.delay = one_hour});
    this->pair_.call(10 * one_millisecond);
    this->pair_.call(800 * one_millisecond);
    this->run();
    ASSERT_EQ(this->pair_.server.requests.size(), 2U);
    const Instant shown = this->pair_.server.requests[0].at;
    EXPECT_GE(shown, at(one_hour));
    EXPECT_LT(this->pair_.server.requests[1].at, at(one_hour));
    const WallClock& clock = this->world_->clock(Pair::server_id);
    EXPECT_GE(clock.when(shown), at(10 * one_millisecond));
    EXPECT_LT(clock.when(shown), at(400 * one_millisecond));
    EXPECT_EQ(this->world_->fault_hits()[0], 1U);
}

TYPED_TEST(FaultConformanceTest, a_clock_that_is_set_moves_no_timer) {
    // Set while the answer is being thought about: forth at once, back before its timer fires.
    this->pair_.think = 600 * one_millisecond;
    this->pair_.fault(
        FaultKind::clock_behind, 50 * one_millisecond, 400 * one_millisecond, {.delay = one_hour}
    );
    this->pair_.call(10 * one_millisecond);
    this->pair_.call(100 * one_millisecond);
    this->run();
    ASSERT_EQ(this->pair_.client.ends.size(), 2U);
    EXPECT_GE(this->ended(0), 610 * one_millisecond);
    EXPECT_GE(this->ended(1), 700 * one_millisecond);
    EXPECT_LT(this->ended(1), 5 * one_second);
}

TYPED_TEST(FaultConformanceTest, a_clock_is_the_affair_of_its_own_system) {
    this->during_run(FaultKind::clock_ahead, {.delay = one_hour});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_LT(this->ended(0), one_minute);
}

TYPED_TEST(FaultConformanceTest, an_error_in_the_body_is_a_200_and_not_handled) {
    this->during_run(FaultKind::error_in_body);
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->status(0), 200);
    EXPECT_TRUE(this->pair_.server.requests.empty());
}

TYPED_TEST(FaultConformanceTest, a_throttle_is_answered_429_with_the_time_to_wait) {
    this->during_run(FaultKind::throttle, {.delay = 2 * one_second});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->status(0), 429);
    EXPECT_EQ(this->end(0).response.retry_after, 2 * one_second);
    EXPECT_TRUE(this->pair_.server.requests.empty());
}

TYPED_TEST(FaultConformanceTest, a_rate_limit_lets_one_request_through_each_interval) {
    this->during_run(FaultKind::rate_limit, {.delay = one_minute});
    this->pair_.call(10 * one_millisecond, "/through");
    this->pair_.call(50 * one_millisecond, "/limited");
    this->run();
    EXPECT_EQ(this->pair_.server.requests.size(), 1U);
    EXPECT_EQ(this->writes().answered_2xx, 1U);
    EXPECT_EQ(this->writes().answered_429, 1U);
}

TYPED_TEST(FaultConformanceTest, expired_credentials_are_401_until_the_end) {
    this->during_run(FaultKind::expired_credentials);
    this->pair_.call(10 * one_millisecond);
    this->pair_.call(800 * one_millisecond);
    this->run();
    EXPECT_EQ(this->status(0), 401);
    EXPECT_EQ(this->status(1), 200);
}

TYPED_TEST(FaultConformanceTest, exhausted_workers_serve_again_at_the_end) {
    this->during_run(FaultKind::worker_exhaustion);
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_GE(this->ended(0), 400 * one_millisecond);
}

TYPED_TEST(FaultConformanceTest, a_missing_field_is_not_in_the_answer) {
    this->count_with(FaultKind::field_missing, {.field = "count"});
    this->read(10 * one_millisecond);
    this->read(800 * one_millisecond);
    this->run();
    EXPECT_EQ(this->body(0)["count"].integer_or(-1), -1);
    EXPECT_EQ(this->body(1)["count"].integer_or(-1), 2);
}

TYPED_TEST(FaultConformanceTest, a_renamed_field_bears_another_name) {
    this->count_with(FaultKind::field_renamed, {.field = "count"});
    this->read(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->body(0)["count"].integer_or(-1), -1);
    EXPECT_EQ(this->body(0)["x_count"].integer_or(-1), 1);
}

TYPED_TEST(FaultConformanceTest, a_retyped_number_is_a_text) {
    this->count_with(FaultKind::field_retyped, {.field = "count"});
    this->read(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->body(0)["count"].integer_or(-1), -1);
    EXPECT_EQ(this->body(0)["count"].string(), "1");
}

TYPED_TEST(FaultConformanceTest, an_added_field_stands_beside_the_others) {
    this->count_with(FaultKind::field_added, {.field = "novelty"});
    this->read(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->body(0)["count"].integer_or(-1), 1);
    EXPECT_EQ(this->body(0).size(), 2U);
}

TYPED_TEST(FaultConformanceTest, a_stale_read_is_answered_as_the_one_before) {
    this->count_with(FaultKind::stale_reads, {.delay = one_minute});
    this->read(10 * one_millisecond);
    this->read(200 * one_millisecond);
    this->run();
    EXPECT_EQ(this->pair_.server.requests.size(), 2U);
    EXPECT_EQ(this->body(0)["count"].integer_or(-1), 1);
    EXPECT_EQ(this->body(1)["count"].integer_or(-1), 1);
}

TYPED_TEST(FaultConformanceTest, latency_is_added_each_way) {
    this->during_run(FaultKind::latency, {.delay = 100 * one_millisecond});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_GE(this->ended(0), 210 * one_millisecond);
}

TYPED_TEST(FaultConformanceTest, jitter_is_met_and_nothing_is_lost) {
    this->during_run(FaultKind::jitter, {.delay = 100 * one_millisecond});
    this->pair_.call(10 * one_millisecond, "/a");
    this->pair_.call(10 * one_millisecond, "/b");
    this->run();
    EXPECT_EQ(this->writes().answered_2xx, 2U);
    EXPECT_GT(this->ended(1), 10 * one_millisecond);
    EXPECT_GE(this->world_->fault_hits()[0], 2U);
}

TYPED_TEST(FaultConformanceTest, a_narrow_link_takes_as_long_as_the_size_asks) {
    this->during_run(FaultKind::bandwidth, {.bandwidth_bytes_per_second = 4'000});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_GE(this->ended(0), 210 * one_millisecond);
}

TYPED_TEST(FaultConformanceTest, a_slow_body_comes_after_the_request_was_handled) {
    this->during_run(FaultKind::slow_body, {.delay = one_second});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_GT(this->pair_.client.ends.at(0).at, this->pair_.server.requests.at(0).at);
    EXPECT_EQ(this->world_->fault_hits()[0], 1U);
}

TYPED_TEST(FaultConformanceTest, a_one_way_partition_lets_answers_of_the_other_way_through) {
    this->pair_.fault(FaultKind::one_way_partition, 400 * one_millisecond, 2 * one_second);
    this->pair_.think = 600 * one_millisecond;
    this->pair_.door.workers = 4;
    this->pair_.call(10 * one_millisecond, "/before");
    this->pair_.call(800 * one_millisecond, "/within", 200 * one_millisecond);
    this->run();
    EXPECT_EQ(this->pair_.server.requests.size(), 1U);
    EXPECT_EQ(this->writes().answered_2xx, 1U);
    EXPECT_EQ(this->writes().timed_out, 1U);
}

TYPED_TEST(FaultConformanceTest, what_is_held_back_is_handled_once) {
    this->during_run(FaultKind::reorder, {.delay = 200 * one_millisecond});
    for (int call = 0; call < 8; ++call) {
        this->pair_.call(10 * one_millisecond, "/" + std::to_string(call));
    }
    this->run();
    EXPECT_EQ(this->pair_.server.requests.size(), 8U);
    EXPECT_EQ(this->writes().answered_2xx, 8U);
    EXPECT_EQ(this->world_->fault_hits()[0], 8U);
}

TYPED_TEST(FaultConformanceTest, what_came_during_a_replay_comes_once_more_after_it) {
    this->during_run(FaultKind::replay, {.delay = 100 * one_millisecond});
    this->pair_.call(10 * one_millisecond);
    this->run();
    ASSERT_EQ(this->pair_.server.requests.size(), 2U);
    EXPECT_GE(this->pair_.server.requests[1].at, at(400 * one_millisecond));
    EXPECT_EQ(this->pair_.client.ends.size(), 1U);
    EXPECT_EQ(this->writes().copies, 1U);
}

TYPED_TEST(FaultConformanceTest, a_crash_loop_goes_down_and_up_again_until_the_end) {
    this->pair_.fault(
        FaultKind::crash_loop,
        400 * one_millisecond,
        2 * one_second,
        {.delay = 400 * one_millisecond}
    );
    this->pair_.call(600 * one_millisecond, "/down");
    this->pair_.call(1'000 * one_millisecond, "/up");
    this->pair_.call(1'400 * one_millisecond, "/down");
    this->pair_.call(2'400 * one_millisecond, "/up");
    this->run();
    EXPECT_EQ(this->writes().refused, 2U);
    EXPECT_EQ(this->writes().answered_2xx, 2U);
    EXPECT_EQ(this->pair_.server.starts.size(), 3U);
}

TYPED_TEST(FaultConformanceTest, a_torn_record_loses_the_step_that_was_being_written) {
    this->pair_.fault(FaultKind::torn_record, 400 * one_millisecond, 1'200 * one_millisecond);
    this->pair_.call(10 * one_millisecond, "/kept");
    this->pair_.call(800 * one_millisecond, "/torn");
    this->pair_.call(1'600 * one_millisecond, "/after");
    this->run();
    ASSERT_EQ(this->pair_.client.ends.size(), 3U);
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_EQ(this->end(1).delivery, Delivery::reset_after_sent);
    EXPECT_TRUE(this->end(2).answered());
    EXPECT_EQ(this->pair_.server.restored, std::vector<std::string>{"/kept"});
}

}  // namespace
}  // namespace drydock::live
