// One suite for both Worlds: a behaviour that passes on one only is no behaviour. Times are
// generous where the real clock may be late, and exact where only the order matters.
#include "tests/live/world/conformance.hpp"

namespace drydock::live {
namespace {

TYPED_TEST_SUITE(ConformanceTest, Clocks, ClockNames);

TYPED_TEST(ConformanceTest, a_call_takes_twice_the_latency_and_the_service_time) {
    this->pair_.service(50 * one_millisecond);
    this->pair_.link.latency = 20 * one_millisecond;
    this->pair_.call(10 * one_millisecond, "/orders");
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_EQ(this->pair_.server.requests.at(0).path, "/orders");
    EXPECT_GE(this->ended(0), 100 * one_millisecond);
    EXPECT_LT(this->ended(0), 5 * one_second);
}

TYPED_TEST(ConformanceTest, one_worker_serves_one_request_after_the_other) {
    this->pair_.service(100 * one_millisecond);
    this->pair_.call(10 * one_millisecond, "/first");
    this->pair_.call(20 * one_millisecond, "/second");
    this->run();
    EXPECT_GE(this->ended(1), 210 * one_millisecond);
    EXPECT_EQ(this->pair_.server.requests.at(1).path, "/second");
}

TYPED_TEST(ConformanceTest, a_full_accept_queue_refuses) {
    this->pair_.door.accept_queue_max = 2;
    this->pair_.service(200 * one_millisecond);
    for (int call = 0; call < 4; ++call) {
        this->pair_.call(10 * one_millisecond, "/" + std::to_string(call));
    }
    this->run();
    EXPECT_EQ(this->writes().answered_2xx, 3U);
    EXPECT_EQ(this->writes().refused, 1U);
    EXPECT_EQ(this->world_->system_counts()[1].overflowed, 1U);
}

TYPED_TEST(ConformanceTest, a_caller_gives_up_and_the_request_is_handled_all_the_same) {
    this->pair_.service(400 * one_millisecond);
    this->pair_.call(10 * one_millisecond, "/", 100 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::timed_out);
    EXPECT_EQ(this->pair_.server.requests.size(), 1U);
    EXPECT_EQ(this->writes().timed_out, 1U);
}

TYPED_TEST(ConformanceTest, a_request_later_than_its_time_out_arrives_all_the_same) {
    this->pair_.link.latency = 300 * one_millisecond;
    this->pair_.call(10 * one_millisecond, "/", 100 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::timed_out);
    EXPECT_EQ(this->pair_.server.requests.size(), 1U);
}

TYPED_TEST(ConformanceTest, a_lost_acknowledgement_is_a_reset_after_the_request_was_handled) {
    this->during_run(FaultKind::acknowledgement_lost);
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::reset_after_sent);
    EXPECT_EQ(this->pair_.server.requests.size(), 1U);
    EXPECT_EQ(this->world_->fault_hits()[0], 1U);
}

TYPED_TEST(ConformanceTest, a_half_closed_connection_ends_before_the_request_is_handled) {
    this->pair_.service(200 * one_millisecond);
    this->during_run(FaultKind::half_close);
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::reset_after_sent);
    ASSERT_EQ(this->pair_.server.requests.size(), 1U);
    EXPECT_LT(this->ended(0), this->pair_.server.requests[0].at.time_since_epoch());
    EXPECT_EQ(this->pair_.client.ends.size(), 1U);
    EXPECT_EQ(this->world_->fault_hits()[0], 1U);
    EXPECT_EQ(this->writes().reset, 1U);
}

TYPED_TEST(ConformanceTest, a_half_closed_connection_that_nobody_answers_is_refused_as_any) {
    this->during_run(FaultKind::half_close);
    this->during_run(FaultKind::outage);
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::refused);
    EXPECT_TRUE(this->pair_.server.requests.empty());
}

TYPED_TEST(ConformanceTest, a_reset_on_the_way_leaves_the_request_unhandled) {
    this->during_run(FaultKind::reset_before);
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::reset_after_sent);
    EXPECT_TRUE(this->pair_.server.requests.empty());
}

TYPED_TEST(ConformanceTest, a_lost_response_is_a_time_out_after_the_request_was_handled) {
    this->during_run(FaultKind::response_lost);
    this->pair_.call(10 * one_millisecond, "/", 200 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::timed_out);
    EXPECT_EQ(this->pair_.server.requests.size(), 1U);
}

TYPED_TEST(ConformanceTest, a_lost_request_is_a_time_out) {
    this->during_run(FaultKind::loss);
    this->pair_.call(10 * one_millisecond, "/", 200 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::timed_out);
    EXPECT_TRUE(this->pair_.server.requests.empty());
}

TYPED_TEST(ConformanceTest, a_swallowed_request_is_acknowledged_by_nobody_who_has_it) {
    this->during_run(FaultKind::swallow);
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_TRUE(this->pair_.server.requests.empty());
}

TYPED_TEST(ConformanceTest, a_duplicate_is_handled_twice_and_its_caller_hears_once) {
    this->during_run(FaultKind::duplicate, {.delay = 50 * one_millisecond, .copies = 1});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->pair_.client.ends.size(), 1U);
    EXPECT_EQ(this->pair_.server.requests.size(), 2U);
    EXPECT_EQ(this->writes().copies, 1U);
}

TYPED_TEST(ConformanceTest, a_partition_lets_nothing_through_and_ends) {
    this->during_run(FaultKind::partition);
    this->pair_.call(10 * one_millisecond, "/", 200 * one_millisecond);
    this->pair_.call(700 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::timed_out);
    EXPECT_TRUE(this->end(1).answered());
    EXPECT_EQ(this->pair_.server.requests.size(), 1U);
}

TYPED_TEST(ConformanceTest, an_outage_refuses_and_ends) {
    this->during_run(FaultKind::outage);
    this->pair_.call(100 * one_millisecond);
    this->pair_.call(800 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::refused);
    EXPECT_TRUE(this->end(1).answered());
    EXPECT_EQ(this->world_->fault_hits()[0], 1U);
    EXPECT_EQ(this->writes().refused, 1U);
}

TYPED_TEST(ConformanceTest, an_outage_of_one_operation_refuses_that_one_only) {
    this->during_run(FaultKind::outage, {.operation = "write"});
    this->pair_.call(100 * one_millisecond, "/", 5 * one_second, Method::get);
    this->pair_.call(150 * one_millisecond, "/", 5 * one_second, Method::post);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_EQ(this->end(1).delivery, Delivery::refused);
    EXPECT_TRUE(this->pair_.server.requests.size() == 1);
}

TYPED_TEST(ConformanceTest, maintenance_is_answered_503_with_the_time_to_wait) {
    this->pair_.fault(FaultKind::maintenance, Duration::zero(), 1'050 * one_millisecond);
    this->pair_.call(100 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).response.status, 503);
    EXPECT_EQ(this->end(0).response.retry_after, one_second);
}

TYPED_TEST(ConformanceTest, errors_hold_a_worker_and_are_not_handled) {
    this->during_run(FaultKind::error_rate, {.status = 502});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).response.status, 502);
    EXPECT_TRUE(this->pair_.server.requests.empty());
}

TYPED_TEST(ConformanceTest, a_crash_cuts_off_what_was_inside_and_restores_the_records) {
    this->pair_.service(300 * one_millisecond);
    this->pair_.fault(FaultKind::crash, 700 * one_millisecond, 1'400 * one_millisecond);
    this->pair_.call(10 * one_millisecond, "/kept");
    this->pair_.call(600 * one_millisecond, "/cut-off");
    this->pair_.call(1'000 * one_millisecond, "/refused");
    this->pair_.call(1'800 * one_millisecond, "/after");
    this->run();
    ASSERT_EQ(this->pair_.client.ends.size(), 4U);
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_EQ(this->end(1).delivery, Delivery::reset_after_sent);
    EXPECT_EQ(this->end(2).delivery, Delivery::refused);
    EXPECT_TRUE(this->end(3).answered());
    EXPECT_EQ(this->pair_.server.restored, std::vector<std::string>{"/kept"});
    EXPECT_EQ(this->pair_.server.starts.size(), 2U);
    EXPECT_EQ(this->world_->fault_hits()[0], 2U);
}

TYPED_TEST(ConformanceTest, a_slow_disk_keeps_answers_back) {
    this->during_run(FaultKind::slow_disk, {.delay = 200 * one_millisecond});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_GE(this->ended(0), 210 * one_millisecond);
}

TYPED_TEST(ConformanceTest, an_answer_does_not_overtake_the_record_it_tells_of) {
    this->pair_.think = 50 * one_millisecond;
    this->during_run(FaultKind::slow_disk, {.delay = 300 * one_millisecond});
    this->pair_.call(10 * one_millisecond);
    this->run();
    EXPECT_TRUE(this->end(0).answered());
    EXPECT_GE(this->ended(0), 310 * one_millisecond);
}

TYPED_TEST(ConformanceTest, a_full_disk_stops_the_system_and_nothing_of_that_step_leaves) {
    this->during_run(FaultKind::disk_full);
    this->pair_.call(10 * one_millisecond);
    this->pair_.call(800 * one_millisecond);
    this->run();
    EXPECT_EQ(this->end(0).delivery, Delivery::reset_after_sent);
    EXPECT_TRUE(this->end(1).answered());
    EXPECT_TRUE(this->pair_.server.restored.empty());
    EXPECT_EQ(this->pair_.server.starts.size(), 2U);
}

}  // namespace
}  // namespace drydock::live
