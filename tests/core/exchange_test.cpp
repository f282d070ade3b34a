#include "core/exchange.hpp"

#include <gtest/gtest.h>

#include "core/document_text.hpp"

namespace drydock {
namespace {

TEST(ExchangeTest, a_signature_proves_secret_and_content) {
    const Document body = *parse_document(R"({"id":1})");
    const Signature signature = sign("secret", body);
    EXPECT_EQ(signature, sign("secret", *parse_document(R"({ "id": 1 })")));
    EXPECT_NE(signature, sign("other", body));
    EXPECT_NE(signature, sign("secret", *parse_document(R"({"id":2})")));
    EXPECT_NE(signature.mac, 0U);
}

TEST(ExchangeTest, headers_are_found_by_their_exact_name) {
    Request request;
    request.headers = {{"X-Event-Id", "evt_1"}, {"Idempotency-Key", "key"}};
    EXPECT_EQ(request.header("Idempotency-Key"), "key");
    EXPECT_EQ(request.header("idempotency-key"), "");
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
