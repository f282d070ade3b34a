#include "reports/traces/trace_names.hpp"

#include <gtest/gtest.h>

namespace drydock::reports {
namespace {

constexpr std::uint64_t seed = 7;

Demand two_orders() {
    Demand demand;
    demand.orders.resize(2);
    demand.orders[0].number = "536365";
    demand.orders[1].number = "536366";
    return demand;
}

Request about(std::string_view order) {
    Request request;
    request.path = "/orders/" + std::string{order};
    return request;
}

class TraceParentsTest : public ::testing::Test {
protected:
    TraceContext context_of(const Request& request, std::uint32_t place) {
        parents_.on_call({}, {.place = place, .request = request});
        return *parents_.context_of(place);
    }

    const Demand demand_ = two_orders();
    const TraceNames names_{demand_, seed, 0};
    TraceParents parents_{demand_, names_};
};

TEST_F(TraceParentsTest, requests_about_one_order_are_spans_of_its_trace) {
    const TraceContext first = context_of(about("536365"), 0);
    const TraceContext again = context_of(about("536365"), 1);
    const TraceContext other = context_of(about("536366"), 2);
    EXPECT_EQ(first.trace, trace_of(seed, "536365"));
    EXPECT_EQ(again.trace, first.trace);
    EXPECT_NE(again.parent, first.parent);
    EXPECT_EQ(other.trace, trace_of(seed, "536366"));
    EXPECT_TRUE(first.sampled);
}

TEST(TraceNamesTest, a_trace_leads_to_its_order_and_a_strange_one_to_none) {
    const TraceNames names{two_orders(), seed, 0};
    EXPECT_EQ(names.find(trace_of(seed, "536366")), 1U);
    EXPECT_EQ(names.find(trace_of(seed + 1, "536366")), std::nullopt);
    TraceId half = trace_of(seed, "536366");
    half.words[1] ^= 1U;
    EXPECT_EQ(names.find(half), std::nullopt);
}

TEST_F(TraceParentsTest, a_request_about_no_order_is_in_a_trace_of_its_own_that_nobody_keeps) {
    const TraceContext first = context_of(about("products"), 0);
    const TraceContext second = context_of(about("products"), 0);
    EXPECT_FALSE(first.sampled);
    EXPECT_NE(first.trace, second.trace);
    EXPECT_NE(first.trace, trace_of(seed, "536365"));
}

}  // namespace
}  // namespace drydock::reports
