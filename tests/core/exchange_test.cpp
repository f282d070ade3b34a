#include "core/exchange.hpp"

#include <gtest/gtest.h>

#include "core/document_text.hpp"

namespace drydock {
namespace {

TEST(ExchangeTest, headers_are_found_by_their_name_in_any_case) {
    Request request;
    request.headers = {{"X-Event-Id", "evt_1"}, {"Idempotency-Key", "key"}};
    EXPECT_EQ(request.header("Idempotency-Key"), "key");
    EXPECT_EQ(request.header("idempotency-key"), "key");
    EXPECT_EQ(request.header("X-Event"), "");
}

TEST(ExchangeTest, the_bytes_of_a_body_are_those_received_else_its_json) {
    Request request;
    EXPECT_EQ(request.body_text(), "");
    request.body = *parse_document(R"({ "id": 1 })");
    EXPECT_EQ(request.body_text(), R"({"id":1})");
    request.raw = make_bytes(R"({ "id": 1 })");
    EXPECT_EQ(request.body_text(), R"({ "id": 1 })");
}

TEST(ExchangeTest, query_parameters_are_found_by_their_whole_name) {
    constexpr std::string_view path = "/orders?after_id=3&after=7&empty=&reference=P1";
    EXPECT_EQ(query_parameter(path, "after"), "7");
    EXPECT_EQ(query_parameter(path, "after_id"), "3");
    EXPECT_EQ(query_parameter(path, "empty"), "");
    EXPECT_EQ(query_parameter(path, "reference"), "P1");
    EXPECT_EQ(query_parameter(path, "ref"), "");
    EXPECT_EQ(query_parameter("/orders", "after"), "");
    EXPECT_EQ(path_of(path), "/orders");
}

TEST(ExchangeTest, path_segments_are_counted_from_0_without_the_query) {
    EXPECT_EQ(path_segment("/orders/7/cancel?x=/y", 0), "orders");
    EXPECT_EQ(path_segment("/orders/7/cancel?x=/y", 1), "7");
    EXPECT_EQ(path_segment("/orders/7/cancel?x=/y", 2), "cancel");
    EXPECT_EQ(path_segment("/orders/7/cancel?x=/y", 3), "");
    EXPECT_EQ(path_segment("orders", 0), "orders");
}

TEST(ExchangeTest, an_outcome_is_unknown_only_when_the_request_may_have_been_handled) {
    const auto unknown = [](Delivery delivery) {
        return Outcome{CallId{1}, delivery, {}}.unknown();
    };
    EXPECT_TRUE(unknown(Delivery::timed_out));
    EXPECT_TRUE(unknown(Delivery::reset_after_sent));
    EXPECT_FALSE(unknown(Delivery::reset_before_sent));
    EXPECT_FALSE(unknown(Delivery::refused));
    EXPECT_FALSE(unknown(Delivery::answered));
}

}  // namespace
}  // namespace drydock
