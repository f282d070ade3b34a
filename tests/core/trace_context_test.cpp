#include "core/trace_context.hpp"

#include <gtest/gtest.h>

namespace drydock {
namespace {

// Source: W3C Trace Context, the example of 3.2.3.
constexpr const char* example = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(TraceContextTest, ReadsTheStandardsOwnExample) {
    const auto context = read_traceparent(example);
    ASSERT_TRUE(context);
    EXPECT_EQ(to_hex(context->trace), "4bf92f3577b34da6a3ce929d0e0e4736");
    EXPECT_EQ(to_hex(context->parent), "00f067aa0ba902b7");
    EXPECT_TRUE(context->sampled);
}

TEST(TraceContextTest, ReadsWhatItWrites) {
    const TraceId trace = trace_of(7, "536365");
    const std::string header = to_traceparent({trace, span_of(trace, 3), true});
    const auto read = read_traceparent(header);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->trace, trace);
    EXPECT_EQ(read->parent, span_of(trace, 3));
    EXPECT_TRUE(header.ends_with("-03")) << header;
}

TEST(TraceContextTest, TheFlagsAreBitsAndNotAByte) {
    std::string header = example;
    header.replace(53, 2, "fe");
    ASSERT_TRUE(read_traceparent(header));
    EXPECT_FALSE(read_traceparent(header)->sampled);
}

TEST(TraceContextTest, AnUnknownVersionIsReadAsFarAsThisOneGoes) {
    std::string header = example;
    header.replace(0, 2, "cc");
    EXPECT_TRUE(read_traceparent(header));
    EXPECT_TRUE(read_traceparent(header + "-what-the-future-will-be-like"));
    EXPECT_FALSE(read_traceparent(header + ".what-the-future-will-be-like"));
    EXPECT_FALSE(read_traceparent(std::string{example} + "-more"));
}

TEST(TraceContextTest, RefusesWhatTheStandardCallsInvalid) {
    EXPECT_FALSE(read_traceparent(""));
    EXPECT_FALSE(read_traceparent("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    EXPECT_FALSE(read_traceparent("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"));
    EXPECT_FALSE(read_traceparent("00-00000000000000000000000000000000-00f067aa0ba902b7-01"));
    EXPECT_FALSE(read_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"));
    EXPECT_FALSE(read_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g"));
}

TEST(TraceContextTest, AnOrderHasTheSameTraceInEveryRunOfASeedAndAnotherInAnother) {
    EXPECT_EQ(trace_of(1, "536365"), trace_of(1, "536365"));
    EXPECT_FALSE(trace_of(1, "536365") == trace_of(2, "536365"));
    EXPECT_FALSE(trace_of(1, "536365") == trace_of(1, "536366"));
}

}  // namespace
}  // namespace drydock
