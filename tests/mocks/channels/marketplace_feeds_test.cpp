#include <map>
#include <string>

#include <fmt/format.h>

#include "core/document_text.hpp"
#include "tests/mocks/channels/marketplace_fixture.hpp"

/// Facts about a marketplace's feed service, each with its source.
namespace drydock::mocks {
namespace {

using testing::after;

class MarketplaceFeedsTest : public testing::MarketplaceFixture {
protected:
    /// What customers can buy of SKU 22728, found by buying more than there is.
    [[nodiscard]] std::int64_t bought() const {
        return order().lines.at(0).ordered.thousandths / 1'000;
    }
};

/// Source: feeds_2021-06-30.json: createFeedDocument, upload, createFeed, getFeed, getFeedDocument.
TEST_F(MarketplaceFeedsTest, AFeedIsADocumentThenAStatusThenAReport) {
    settings_.feeds.queue_time_max = one_minute;
    settings_.feeds.work_time = one_minute;
    demand_.order(after(one_hour), "536370", {{bag_, 60, 1'000}});
    open();
    const std::string feed = submit({{"22728", 9}});
    EXPECT_EQ(status(feed), "IN_QUEUE");
    driver_->run_for(one_minute);
    EXPECT_EQ(status(feed), "IN_PROGRESS");
    driver_->run_for(one_minute);
    EXPECT_EQ(status(feed), "DONE");
    EXPECT_EQ(
        to_text(report(feed).body.root()),
        R"({"header":{"sellerId":"A1SELLER","version":"2.0","feedId":"1"},"issues":[],)"
        R"("summary":{"errors":0,"warnings":0,"messagesProcessed":1,"messagesAccepted":1,)"
        R"("messagesInvalid":0}})"
    );
    driver_->run_to(after(2 * one_hour));
    EXPECT_EQ(bought(), 9);
    ASSERT_EQ(books().stock_publications.size(), 1U);
    EXPECT_EQ(books().stock_publications[0].sku_count, 1U);
}

/// Source: feeds_2021-06-30.json, processingStatus DONE "may contain errors".
TEST_F(MarketplaceFeedsTest, AFeedThatIsDoneMayHoldErrorsOfSingleMessages) {
    open();
    const std::string feed = submit({{"NOBODY", 1}, {"22728", 9}, {"22728", -1}});
    driver_->run_for(one_second);
    EXPECT_EQ(status(feed), "DONE");
    const Response read = report(feed);
    EXPECT_EQ(read.body["summary"]["messagesAccepted"].integer(), 1);
    ASSERT_EQ(read.body["issues"].size(), 2U);
    EXPECT_EQ(read.body["issues"].at(0)["messageId"].integer(), 1);
    EXPECT_EQ(read.body["issues"].at(0)["severity"].string(), "ERROR");
    EXPECT_EQ(read.body["issues"].at(1)["messageId"].integer(), 3);
}

TEST_F(MarketplaceFeedsTest, AMessageMayFailOnceAndBeAcceptedInTheNextFeed) {
    settings_.feeds.item_error_ppm = 500'000;
    open();
    std::size_t failed = 0;
    for (int round = 0; round < 20; ++round) {
        const std::string feed = submit({{"22728", 9}});
        driver_->run_for(20 * one_minute);
        EXPECT_EQ(status(feed), "DONE");
        failed += report(feed).body["issues"].size();
    }
    EXPECT_GT(failed, 0U);
    EXPECT_LT(failed, 20U);
}

/// Source: feeds_2021-06-30.json, FATAL: "some, none, or all of the operations may have completed".
TEST_F(MarketplaceFeedsTest, AFatalFeedMayHaveAppliedSomeNoneOrAll) {
    settings_.feeds.fatal_ppm = 1'000'000;
    for (int index = 0; index < 3; ++index) {
        demand_.product(fmt::format("S{}", index), 0);
    }
    open();
    std::map<std::uint32_t, int> counts;  // Applied messages, how often.
    for (int round = 0; round < 40; ++round) {
        const std::size_t before = books().stock_publications.size();
        const std::string feed = submit({{"S0", 1}, {"S1", 1}, {"S2", 1}});
        driver_->run_for(20 * one_minute);
        EXPECT_EQ(status(feed), "FATAL");
        // The report does not say which.
        EXPECT_FALSE(report(feed).body["summary"].present());
        const auto publications = books().stock_publications;
        ++counts[publications.size() > before ? publications.back().sku_count : 0];
    }
    EXPECT_GT(counts[0], 0);
    EXPECT_GT(counts[1] + counts[2], 0);
    EXPECT_GT(counts[3], 0);
}

/// Source: Amazon feeds best practices, one feed of a type at most every 20 minutes.
TEST_F(MarketplaceFeedsTest, TakesOneFeedOfATypeEveryTwentyMinutes) {
    open();
    submit({{"22728", 9}});
    driver_->run_for(20 * one_minute - Duration{1});
    const Response early = create_feed(uploaded_document({{"22728", 8}}));
    EXPECT_EQ(early.status, 429);
    EXPECT_EQ(early.body["errors"].at(0)["code"].string(), "QuotaExceeded");
    driver_->run_for(Duration{1});
    submit({{"22728", 7}});
}

/// Source: Amazon feeds FAQ, the queue is sequential and cannot be prioritised.
TEST_F(MarketplaceFeedsTest, AFeedWaitsUntilTheOneBeforeItHasEnded) {
    settings_.feeds.work_time = one_hour;
    open();
    const std::string first = submit({{"22728", 9}});
    driver_->run_for(30 * one_minute);
    const std::string second = submit({{"22728", 8}});
    driver_->run_for(29 * one_minute);
    EXPECT_EQ(status(first), "IN_PROGRESS");
    EXPECT_EQ(status(second), "IN_QUEUE");
    driver_->run_for(one_minute);
    EXPECT_EQ(status(first), "DONE");
    EXPECT_EQ(status(second), "IN_PROGRESS");
    driver_->run_for(one_hour);
    EXPECT_EQ(status(second), "DONE");
}

/// Source: Amazon feeds FAQ, a direct PATCH can overtake a queued feed.
TEST_F(MarketplaceFeedsTest, APatchedListingOvertakesAQueuedFeedAndIsOverwrittenByIt) {
    settings_.feeds.work_time = one_hour;
    demand_.order(after(30 * one_minute), "1", {{bag_, 60, 1'000}});
    demand_.order(after(2 * one_hour), "2", {{bag_, 60, 1'000}});
    open();
    submit({{"22728", 9}});
    const Response patched = driver_->ask(
        Method::patch,
        "/listings/2021-08-01/items/A1SELLER/22728?marketplaceIds=A1F83G8C2ARO7P",
        fmt::format(R"({{"productType":"PRODUCT",{}}})", patches(3))
    );
    EXPECT_EQ(patched.status, 200);
    EXPECT_EQ(patched.body["status"].string(), "ACCEPTED");
    driver_->run_to(after(3 * one_hour));
    EXPECT_EQ(order(0).lines[0].ordered, Quantity::units(3));
    EXPECT_EQ(order(1).lines[0].ordered, Quantity::units(9));
}

/// Source: feeds_2021-06-30.json, cancelFeed: only a feed that is IN_QUEUE.
TEST_F(MarketplaceFeedsTest, OnlyAFeedInTheQueueCanBeCancelled) {
    settings_.feeds.work_time = one_hour;
    open();
    const std::string first = submit({{"22728", 9}});
    driver_->run_for(20 * one_minute);
    const std::string second = submit({{"22728", 8}});
    const auto cancel = [&](std::string_view feed) {
        return driver_->ask(Method::remove, fmt::format("/feeds/2021-06-30/feeds/{}", feed)).status;
    };
    EXPECT_EQ(cancel(first), 400);
    EXPECT_EQ(cancel(second), 200);
    EXPECT_EQ(cancel("77"), 404);
    driver_->run_for(2 * one_hour);
    EXPECT_EQ(status(first), "DONE");
    EXPECT_EQ(status(second), "CANCELLED");
    EXPECT_EQ(books().stock_publications.size(), 1U);
}

/// Source: Amazon feeds best practices, XML feeds of inventory end FATAL since 2025-07-31.
TEST_F(MarketplaceFeedsTest, AnXmlInventoryFeedEndsFatal) {
    open();
    const Response taken =
        create_feed(uploaded_document({{"22728", 9}}), "POST_INVENTORY_AVAILABILITY_DATA");
    EXPECT_EQ(taken.status, 202);
    driver_->run_for(one_minute);
    EXPECT_EQ(status(taken.body["feedId"].string()), "FATAL");
    EXPECT_TRUE(books().stock_publications.empty());
    EXPECT_EQ(create_feed(uploaded_document({{"22728", 9}}), "POST_NONSENSE").status, 400);
}

/// Source: Amazon JSON_LISTINGS_FEED, 25,000 items.
TEST_F(MarketplaceFeedsTest, AFeedOfTooManyMessagesEndsFatal) {
    settings_.feeds.items_max = 2;
    open();
    const std::string feed = submit({{"22728", 9}, {"22728", 9}, {"22728", 9}});
    driver_->run_for(one_minute);
    EXPECT_EQ(status(feed), "FATAL");
    EXPECT_TRUE(books().stock_publications.empty());
}

/// Source: Amazon feeds FAQ, result documents are kept 28 days.
TEST_F(MarketplaceFeedsTest, AReportIsGoneAfterTwentyEightDays) {
    open();
    const std::string feed = submit({{"22728", 9}});
    driver_->run_for(28 * one_day);
    EXPECT_EQ(report(feed).status, 200);
    driver_->run_for(one_second);
    const Response found = driver_->get("/feeds/2021-06-30/feeds/" + feed);
    const std::string document{found.body["resultFeedDocumentId"].string()};
    EXPECT_EQ(driver_->get("/feeds/2021-06-30/documents/" + document).status, 404);
    EXPECT_EQ(driver_->get("/documents/" + document).status, 403);
}

TEST_F(MarketplaceFeedsTest, AnEmptyDocumentEndsFatalAndAnUnknownOrUsedOneIsRefused) {
    settings_.strict = true;
    open();
    EXPECT_EQ(create_feed("amzn1.tortuga.4.eu.77").status, 400);
    const std::string empty = create_document();
    const Response taken = create_feed(empty);
    EXPECT_EQ(taken.status, 202);
    EXPECT_EQ(violations(violation::wrong_order), 2U);
    driver_->run_for(one_minute);
    EXPECT_EQ(status(taken.body["feedId"].string()), "FATAL");
    driver_->run_for(one_hour);
    const std::string used = uploaded_document({{"22728", 9}});
    EXPECT_EQ(create_feed(used).status, 202);
    EXPECT_EQ(create_feed(used).status, 400);
    EXPECT_EQ(driver_->put("/documents/" + used, "{}").status, 403);
}

TEST_F(MarketplaceFeedsTest, StrictNotesAFeedThatComesTooSoon) {
    settings_.strict = true;
    open();
    submit({{"22728", 9}});
    EXPECT_EQ(violations("feed_too_soon"), 0U);
    static_cast<void>(create_feed(uploaded_document({{"22728", 8}})));
    EXPECT_EQ(violations("feed_too_soon"), 1U);
}

}  // namespace
}  // namespace drydock::mocks
