#include <gtest/gtest.h>

#include "core/document_text.hpp"
#include "integration/runtime.hpp"

namespace drydock::integration {
namespace {

/// A runtime that has not logged in anywhere yet: what it lets in is asked to come again (503),
/// what it does not is refused (401).
class AdmittanceTest : public testing::Test {
protected:
    AdmittanceTest() {
        settings_.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 28}};
        settings_.storefront = SystemId{4};
        settings_.storefront_hook = {"the secret", {.header = "X-Shopify-Hmac-Sha256"}};
        runtime_ = std::make_unique<Runtime>(settings_);
    }

    [[nodiscard]] Request event(std::string_view triggered_at) const {
        Request request;
        request.path = "/webhooks/storefront";
        const std::string text = R"({"name": "579003"})";
        request.body = *parse_document(text);
        request.headers = {
            {"X-Shopify-Topic", "orders/create"},
            {"X-Shopify-Triggered-At", std::string{triggered_at}}};
        request.headers.push_back(signature_header(
            settings_.storefront_hook.scheme, settings_.storefront_hook.secret, request.body_text()
        ));
        return request;
    }
    /// Told at noon of the first day.
    [[nodiscard]] std::uint16_t status_of(const Request& request) {
        Step step;
        const Incoming incoming{
            .exchange = ExchangeId{1}, .from = settings_.storefront, .request = request};
        runtime_->on_request({Instant{12 * one_hour}, draws_}, incoming, step);
        EXPECT_EQ(step.replies.size(), 1U);
        return step.replies.front().response.status;
    }

    RuntimeSettings settings_;
    Draws draws_{1};
    std::unique_ptr<Runtime> runtime_;
};

TEST_F(AdmittanceTest, an_event_with_the_partner_s_signature_is_let_in) {
    EXPECT_EQ(status_of(event("2011-11-28T11:59:59")), 503);
}

TEST_F(AdmittanceTest, an_event_without_a_signature_or_with_another_s_is_refused) {
    Request unsigned_event = event("2011-11-28T11:59:59");
    unsigned_event.headers.pop_back();
    EXPECT_EQ(status_of(unsigned_event), 401);
    Request forged = event("2011-11-28T11:59:59");
    forged.headers.back() =
        signature_header(settings_.storefront_hook.scheme, "another secret", forged.body_text());
    EXPECT_EQ(status_of(forged), 401);
    Request changed = event("2011-11-28T11:59:59");
    changed.body = *parse_document(R"({"name": "579004"})");
    EXPECT_EQ(status_of(changed), 401);
}

TEST_F(AdmittanceTest, an_event_that_is_older_than_what_is_remembered_is_refused) {
    EXPECT_EQ(status_of(event("2011-10-30T12:00:00")), 503) << "29 days";
    EXPECT_EQ(status_of(event("2011-10-28T12:00:00")), 401) << "31 days";
}

TEST_F(AdmittanceTest, an_event_of_the_future_is_refused_beyond_what_clocks_differ) {
    EXPECT_EQ(status_of(event("2011-11-28T12:10:00")), 503);
    EXPECT_EQ(status_of(event("2011-11-28T12:20:00")), 401);
}

TEST_F(AdmittanceTest, an_impossible_year_is_refused_and_harms_nothing) {
    EXPECT_EQ(status_of(event("0001-01-01T00:00:00")), 401);
    EXPECT_EQ(status_of(event("9999-12-31T23:59:59")), 401);
}

TEST_F(AdmittanceTest, a_time_with_a_fraction_and_a_zone_is_read) {
    EXPECT_EQ(status_of(event("2011-10-28T12:00:00.877041743Z")), 401);
    EXPECT_EQ(status_of(event("2011-11-28T11:00:00.877041743Z")), 503);
}

}  // namespace
}  // namespace drydock::integration
