#include "integration/connectors/channels/marketplace_feed.hpp"

#include <string_view>

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "core/document_text.hpp"

namespace drydock::integration::channels {
namespace {

class MarketplaceFeedTest : public ::testing::Test {
protected:
    using Next = MarketplaceFeed::Next;
    using Products = std::vector<std::uint32_t>;

    MarketplaceFeedTest() {
        for (const std::string_view sku : {"A", "B", "C"}) {
            catalogue_.add(sku, 1, true);
        }
        stock_.add_on_hand(0, 5);
        stock_.add_on_hand(1, 6);
        stock_.add_on_hand(2, 7);
    }
    [[nodiscard]] static Outcome answered(std::uint16_t status, std::string_view body = "{}") {
        auto document = parse_document(body);
        DRYDOCK_CHECK(document.has_value());
        Outcome outcome;
        outcome.response.status = status;
        outcome.response.body = *std::move(document);
        return outcome;
    }
    [[nodiscard]] static Outcome lost() {
        Outcome outcome;
        outcome.delivery = Delivery::timed_out;
        return outcome;
    }
    [[nodiscard]] Request call() const { return feed_.next_call(settings_, stock_, catalogue_); }

    /// Up to the feed's creation.
    void upload() {
        feed_.begin({0, 1, 2}, now_);
        EXPECT_EQ(call().path, "/feeds/2021-06-30/documents");
        EXPECT_EQ(
            feed_.on_outcome(answered(201, R"({"feedDocumentId":"d","url":"/documents/d"})"), now_),
            Next::call
        );
        EXPECT_EQ(call().path, "/documents/d");
        EXPECT_EQ(feed_.on_outcome(answered(200), now_), Next::create);
    }
    void submit() {
        upload();
        EXPECT_EQ(feed_.on_outcome(answered(202, R"({"feedId":"7"})"), now_), Next::wait);
        EXPECT_EQ(call().path, "/feeds/2021-06-30/feeds/7");
    }
    void end_as_done(std::string_view report) {
        EXPECT_EQ(
            feed_.on_outcome(
                answered(200, R"({"processingStatus":"DONE","resultFeedDocumentId":"r"})"), now_
            ),
            Next::call
        );
        EXPECT_EQ(call().path, "/feeds/2021-06-30/documents/r");
        EXPECT_EQ(
            feed_.on_outcome(answered(200, R"({"url":"http://host:80/documents/r"})"), now_),
            Next::call
        );
        EXPECT_EQ(call().path, "/documents/r");
        EXPECT_EQ(feed_.on_outcome(answered(200, report), now_), Next::ended);
    }

    RuntimeSettings settings_;
    Catalogue catalogue_;
    Stock stock_;
    MarketplaceFeed feed_;
    Instant now_ = Instant{} + one_day;
};

TEST_F(MarketplaceFeedTest, SendsTheLevelsOfTheMomentInWhichTheDocumentIsFilled) {
    feed_.begin({0, 2}, now_);
    static_cast<void>(
        feed_.on_outcome(answered(201, R"({"feedDocumentId":"d","url":"/documents/d"})"), now_)
    );
    stock_.add_reserved(2, 3);
    const Request filled = call();
    EXPECT_EQ(filled.method, Method::put);
    const Value messages = filled.body["messages"];
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages.at(1)["messageId"].integer(), 2);
    EXPECT_EQ(messages.at(1)["sku"].string(), "C");
    EXPECT_EQ(messages.at(1)["patches"].at(0)["value"].at(0)["quantity"].integer(), 4);
}

TEST_F(MarketplaceFeedTest, AsksForTheStatusUntilTheFeedHasEnded) {
    submit();
    EXPECT_EQ(
        feed_.on_outcome(answered(200, R"({"processingStatus":"IN_QUEUE"})"), now_), Next::wait
    );
    EXPECT_EQ(feed_.on_outcome(lost(), now_), Next::wait);
    EXPECT_EQ(
        feed_.on_outcome(answered(200, R"({"processingStatus":"IN_PROGRESS"})"), now_), Next::wait
    );
    end_as_done(R"({"issues":[]})");
    EXPECT_TRUE(feed_.idle());
    EXPECT_TRUE(feed_.take_end().again.empty());
    EXPECT_EQ(feed_.free_from(), now_ + 20 * one_minute);
}

/// Source: feeds_2021-06-30.json, DONE may hold errors of single messages.
TEST_F(MarketplaceFeedTest, TellsOnlyTheFailedMessagesOfADoneFeedAgain) {
    submit();
    end_as_done(
        R"({"issues":[{"messageId":2,"severity":"ERROR"},{"messageId":2,"severity":"ERROR"},)"
        R"({"messageId":3,"severity":"WARNING"},{"messageId":9,"severity":"ERROR"}]})"
    );
    const FeedEnd end = feed_.take_end();
    EXPECT_EQ(end.again, Products{1});
    EXPECT_TRUE(end.refused.empty());
}

TEST_F(MarketplaceFeedTest, GivesAProductUpThatIsRefusedFiveTimesInARow) {
    for (int round = 1; round <= 9; ++round) {
        submit();
        // Once in between it is accepted.
        end_as_done(
            round == 4 ? R"({"issues":[]})" : R"({"issues":[{"messageId":1,"severity":"ERROR"}]})"
        );
        const FeedEnd end = feed_.take_end();
        EXPECT_EQ(end.refused, round == 9 ? Products{0} : Products{}) << round;
        EXPECT_EQ(end.again.empty(), round == 4 || round == 9) << round;
    }
}

/// Source: feeds_2021-06-30.json, FATAL: some, none, or all may have completed.
TEST_F(MarketplaceFeedTest, TellsEverythingAgainAfterAFatalOrCancelledFeed) {
    for (const std::string_view status : {"FATAL", "CANCELLED"}) {
        submit();
        const std::string body =
            "{\"processingStatus\":\"" + std::string{status} + "\",\"resultFeedDocumentId\":\"r\"}";
        EXPECT_EQ(feed_.on_outcome(answered(200, body), now_), Next::ended);
        EXPECT_EQ(feed_.take_end().again, (Products{0, 1, 2}));
        EXPECT_EQ(feed_.free_from(), now_ + 20 * one_minute);
    }
}

TEST_F(MarketplaceFeedTest, AFeedThatMayHaveBeenTakenUsesUpTheInterval) {
    upload();
    EXPECT_EQ(feed_.on_outcome(lost(), now_), Next::ended);
    EXPECT_EQ(feed_.take_end().again, (Products{0, 1, 2}));
    EXPECT_EQ(feed_.free_from(), now_ + 20 * one_minute);
}

TEST_F(MarketplaceFeedTest, AFeedThatWasSurelyNotTakenDoesNotUseUpTheInterval) {
    upload();
    EXPECT_EQ(feed_.on_outcome(answered(500), now_), Next::ended);
    EXPECT_EQ(feed_.take_end().again, (Products{0, 1, 2}));
    EXPECT_LE(feed_.free_from(), now_);
    feed_.begin({0}, now_);
    EXPECT_EQ(feed_.on_outcome(lost(), now_), Next::ended);
    EXPECT_LE(feed_.free_from(), now_);
}

TEST_F(MarketplaceFeedTest, AFeedThatNeverEndsIsGivenUp) {
    submit();
    const Outcome waiting = answered(200, R"({"processingStatus":"IN_QUEUE"})");
    EXPECT_EQ(feed_.on_outcome(waiting, now_ + MarketplaceFeed::given_up_after), Next::wait);
    EXPECT_EQ(
        feed_.on_outcome(waiting, now_ + MarketplaceFeed::given_up_after + Duration{1}), Next::ended
    );
    EXPECT_EQ(feed_.take_end().again, (Products{0, 1, 2}));
}

}  // namespace
}  // namespace drydock::integration::channels
