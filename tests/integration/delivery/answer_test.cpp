#include "integration/delivery/answer.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "core/document_text.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"

namespace drydock::integration {
namespace {

Outcome outcome(Delivery delivery) {
    return {.call = CallId{1}, .delivery = delivery};
}

Outcome answered(std::uint16_t status) {
    Outcome result = outcome(Delivery::answered);
    result.response.status = status;
    return result;
}

TEST(ReadDeliveryTest, ARequestThatNeverArrivedIsRetriedAndAnyOtherFailureIsUnknown) {
    EXPECT_EQ(read_delivery(outcome(Delivery::refused))->answer, Answer::retry);
    EXPECT_EQ(read_delivery(outcome(Delivery::reset_before_sent))->answer, Answer::retry);
    EXPECT_EQ(read_delivery(outcome(Delivery::reset_after_sent))->answer, Answer::unknown);
    EXPECT_EQ(read_delivery(outcome(Delivery::timed_out))->answer, Answer::unknown);
}

TEST(ReadDeliveryTest, ServerErrorsMayComeAfterTheEffectButRefusalsDoNot) {
    EXPECT_EQ(read_delivery(answered(500))->answer, Answer::unknown);
    EXPECT_EQ(read_delivery(answered(502))->answer, Answer::unknown);
    EXPECT_EQ(read_delivery(answered(503))->answer, Answer::throttled);
    Outcome limited = answered(429);
    limited.response.retry_after = 2 * one_minute;
    EXPECT_EQ(read_delivery(limited)->answer, Answer::throttled);
    EXPECT_EQ(read_delivery(limited)->retry_after, 2 * one_minute);
    EXPECT_EQ(read_delivery(answered(200)), std::nullopt);
    EXPECT_EQ(read_delivery(answered(409)), std::nullopt);
}

// Source: developer.shipbob.com, x-retry-after in seconds.
TEST(ReadDeliveryTest, AnErrorUnderA200IsUnknownHoweverThePartnerSpellsIt) {
    const auto read = [](std::string_view body) {
        Outcome outcome;
        outcome.delivery = Delivery::answered;
        outcome.response.status = 200;
        outcome.response.body = parse_document(body).value();
        return read_delivery(outcome);
    };
    for (const char* const body :
         {R"({"error":{"code":"INTERNAL_SERVER_ERROR"}})",
          R"({"errors":"Internal Server Error"})",
          R"({"errors":[{"code":"InternalFailure"}]})",
          R"({"code":"internal_error","message":"An unexpected error occurred"})",
          R"("<html>")"}) {
        const auto reading = read(body);
        ASSERT_TRUE(reading) << body;
        EXPECT_EQ(reading->answer, Answer::unknown) << body;
    }
    EXPECT_FALSE(read(R"({"id":7,"errors":[]})"));
    EXPECT_FALSE(read(R"({"id":7,"code":"4006381333931"})"));
}

TEST(ReadDeliveryTest, AWaitMayStandUnderAnotherName) {
    Outcome limited = answered(429);
    limited.response.headers.push_back({"X-Retry-After", "90"});
    EXPECT_EQ(read_delivery(limited)->retry_after, 90 * one_second);
    limited.response.headers[0].value = "soon";
    EXPECT_EQ(read_delivery(limited)->retry_after, std::nullopt);
}

// Source: FedEx, "Retry after 12:00AM GMT".
TEST(ReadDeliveryTest, ADailyQuotaIsWaitedForAndAnOutageIsNot) {
    Outcome limited = answered(429);
    limited.response.retry_after = 9 * one_hour;
    EXPECT_EQ(read_delivery(limited)->retry_after, 9 * one_hour);
    limited.response.status = 503;
    EXPECT_EQ(read_delivery(limited)->retry_after, 15 * one_minute);
}

Response odoo_response(std::string_view text) {
    Response response;
    response.body = parse_document(text).value();
    return response;
}

// Source: recordings of Odoo 18, c053 and i040: HTTP 200 both.
TEST(OdooAnswerTest, AUserErrorIsRejectedAndASerializationFailureIsRetried) {
    const Reading user = odoo::read_any(odoo_response(
        R"({"jsonrpc":"2.0","id":1,"error":{"code":200,"message":"Odoo Server Error","data":)"
        R"({"name":"odoo.exceptions.UserError","message":"Some orders are not in a state"}}})"
    ));
    EXPECT_EQ(user.answer, Answer::rejected);
    EXPECT_EQ(user.reason, "odoo.exceptions.UserError: Some orders are not in a state");
    const Reading serialization = odoo::read_any(odoo_response(
        R"({"jsonrpc":"2.0","id":1,"error":{"code":200,"message":"Odoo Server Error","data":)"
        R"({"name":"psycopg2.errors.SerializationFailure","message":"could not serialize"}}})"
    ));
    EXPECT_EQ(serialization.answer, Answer::retry);
}

// Source: facts 1: a method that returns None gives an envelope without `result`.
TEST(OdooAnswerTest, NoneIsAnAnswerAndHasNoId) {
    EXPECT_EQ(odoo::read_any(odoo_response(R"({"jsonrpc":"2.0","id":1})")).answer, Answer::done);
    EXPECT_EQ(odoo::read_id(odoo_response(R"({"jsonrpc":"2.0","id":1})")).answer, Answer::unknown);
    const Reading action =
        odoo::read_id(odoo_response(R"({"jsonrpc":"2.0","id":1,"result":{"res_id":42}})"));
    EXPECT_EQ(action.facts.first, 42);
}

TEST(OdooAnswerTest, AnEmptyListIsAbsent) {
    EXPECT_EQ(
        odoo::read_first_id(odoo_response(R"({"jsonrpc":"2.0","id":1,"result":[]})")).answer,
        Answer::absent
    );
    EXPECT_EQ(
        odoo::read_first_id(odoo_response(R"({"id":1,"result":[{"id":9},{"id":8}]})")).facts.first,
        9
    );
    // What was renamed or lost on the way says nothing: an order may be there all the same.
    for (const char* const body :
         {R"({"id":1})", R"({"id":1,"x_result":[]})", R"({"id":1,"result":[{"x_id":9}]})"}) {
        EXPECT_EQ(odoo::read_first_id(odoo_response(body)).answer, Answer::unknown) << body;
    }
}

}  // namespace
}  // namespace drydock::integration
