#include "reports/traces/order_tracer.hpp"

#include <gtest/gtest.h>

namespace drydock::reports {
namespace {

constexpr std::uint64_t traced_seed = 7;
constexpr SystemId odoo{1};

Demand one_order() {
    Demand demand;
    demand.orders.resize(1);
    demand.orders[0].number = "536365";
    return demand;
}

TEST(OrderTracerTest, what_a_caller_elsewhere_says_of_its_trace_names_the_order) {
    const Demand demand = one_order();
    const TraceNames names{demand, traced_seed, 0};
    OrderTracer tracer{demand, {.names = &names}};
    Request by_record;
    by_record.path = "/jsonrpc";
    const TraceContext caller{trace_of(traced_seed, "536365"), {5}, true};
    tracer.on_call(
        {}, {.place = 0, .to = odoo, .request = by_record, .is_foreign = true, .context = caller}
    );
    tracer.on_call({}, {.place = 1, .to = odoo, .request = by_record, .is_foreign = true});
    EXPECT_EQ(tracer.works().at(tracer.attempts()[0].work).order, 0U);
    EXPECT_EQ(tracer.works().at(tracer.attempts()[1].work).order, nothing);
}

TEST(WorkNumbersTest, a_number_means_the_same_work_whether_its_caller_counts_or_leaps) {
    WorkNumbers numbers;
    constexpr std::uint64_t far = 5'000;
    const std::vector<std::uint64_t> seen{0, 1, far, 2, std::uint64_t{1} << 60U};
    for (std::uint32_t work = 0; work < seen.size(); ++work) {
        EXPECT_EQ(numbers.at(seen[work]), nothing);
        numbers.at(seen[work]) = work;
    }
    // By counting it comes to where another has leapt before.
    for (std::uint64_t number = 3; number < far; ++number) {
        EXPECT_EQ(numbers.at(number), nothing);
        numbers.at(number) = 9;
    }
    for (std::uint32_t work = 0; work < seen.size(); ++work) {
        EXPECT_EQ(numbers.at(seen[work]), work);
    }
}

TEST(OrderTracerTest, a_copy_is_under_its_order_for_it_has_no_span_of_a_sender) {
    const Demand demand = one_order();
    const TraceNames names{demand, traced_seed, 0};
    OrderTracer tracer{demand, {.names = &names, .process = 1}};
    Request about_it;
    about_it.path = "/orders/536365";
    tracer.on_call({}, {.place = 0, .to = odoo, .request = about_it});
    tracer.on_call({}, {.place = 1, .to = odoo, .request = about_it, .is_copy = true});
    const TraceId trace = trace_of(traced_seed, "536365");
    EXPECT_EQ(tracer.context_of(0)->parent, span_of(trace, SpanNumbers{1}.client(0)));
    EXPECT_EQ(tracer.context_of(1)->parent, span_of(trace, SpanNumbers::root));
}

TEST(OrderTracerTest, two_processes_give_no_two_spans_of_an_order_the_same_id) {
    const TraceId trace = trace_of(traced_seed, "536365");
    const SpanNumbers partners{1};
    const SpanNumbers runtime{2};
    EXPECT_NE(span_of(trace, partners.client(3)), span_of(trace, runtime.client(3)));
    EXPECT_NE(span_of(trace, partners.server(3)), span_of(trace, runtime.server(3)));
    EXPECT_NE(span_of(trace, partners.client(3)), span_of(trace, partners.server(3)));
}

}  // namespace
}  // namespace drydock::reports
