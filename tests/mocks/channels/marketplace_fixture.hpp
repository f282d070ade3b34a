#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "mocks/channels/marketplace.hpp"
#include "tests/mocks/channels/demand_builder.hpp"
#include "tests/mocks/webhooks/node_driver.hpp"

namespace drydock::mocks::testing {

/// A marketplace with 100 of SKU 22728; orders are added before it opens.
class MarketplaceFixture : public ::testing::Test {
protected:
    MarketplaceFixture() {
        settings_.channel.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        bag_ = demand_.product("22728", 100);
    }
    void open() {
        marketplace_ = std::make_unique<Marketplace>(settings_, demand_.demand);
        driver_ = std::make_unique<NodeDriver>(*marketplace_);
    }
    [[nodiscard]] Books books() const {
        Books books;
        marketplace_->write_books(books);
        return books;
    }
    [[nodiscard]] ChannelOrder order(std::size_t index = 0) const {
        return books().channel_orders.at(index);
    }
    [[nodiscard]] std::uint64_t violations(std::string_view kind) const {
        for (const ViolationCount& row : books().violation_counts) {
            if (row.kind == kind) {
                return row.count;
            }
        }
        return 0;
    }

    /// `query` begins with "&".
    Response list(std::string_view query = "&LastUpdatedAfter=2011-11-01T00:00:00Z") {
        return driver_->get(fmt::format("/orders/v0/orders?MarketplaceIds=A1F83G8C2ARO7P{}", query)
        );
    }
    /// About order 536370.
    Response post(std::string_view verb, std::string_view body = "{}") {
        return driver_->post(fmt::format("/orders/v0/orders/536370/{}", verb), body);
    }
    std::uint16_t ship(std::string_view parcel, std::int32_t units) {
        constexpr std::string_view body =
            R"({{"packageDetail":{{"packageReferenceId":"{}","orderItems":[)"
            R"({{"orderItemId":1,"quantity":{}}}]}}}})";
        return post("shipmentConfirmation", fmt::format(body, parcel, units)).status;
    }

    /// Content of a feed with one message a level, message ids from 1 on.
    struct Level {
        std::string_view sku;
        std::int64_t units = 0;
    };
    [[nodiscard]] static std::string content(const std::vector<Level>& levels) {
        std::string messages;
        for (std::size_t index = 0; index < levels.size(); ++index) {
            messages += fmt::format(
                R"({}{{"messageId":{},"sku":"{}",{}}})",
                index == 0 ? "" : ",",
                index + 1,
                levels[index].sku,
                patches(levels[index].units)
            );
        }
        return fmt::format(R"({{"header":{{}},"messages":[{}]}})", messages);
    }
    [[nodiscard]] static std::string patches(std::int64_t units) {
        constexpr std::string_view text =
            R"("patches":[{{"op":"replace","path":"/attributes/fulfillment_availability",)"
            R"("value":[{{"quantity":{}}}]}}])";
        return fmt::format(text, units);
    }
    /// Returns the document's id.
    std::string create_document() {
        const Response made =
            driver_->post("/feeds/2021-06-30/documents", R"({"contentType":"application/json"})");
        EXPECT_EQ(made.status, 201);
        return std::string{made.body["feedDocumentId"].string()};
    }
    std::string uploaded_document(const std::vector<Level>& levels) {
        const std::string id = create_document();
        EXPECT_EQ(driver_->put("/documents/" + id, content(levels)).status, 200);
        return id;
    }
    Response create_feed(std::string_view document, std::string_view type = "JSON_LISTINGS_FEED") {
        constexpr std::string_view body =
            R"({{"feedType":"{}","marketplaceIds":["A1F83G8C2ARO7P"],)"
            R"("inputFeedDocumentId":"{}"}})";
        return driver_->post("/feeds/2021-06-30/feeds", fmt::format(body, type, document));
    }
    /// Returns the feed's id.
    std::string submit(const std::vector<Level>& levels) {
        const Response taken = create_feed(uploaded_document(levels));
        EXPECT_EQ(taken.status, 202);
        return std::string{taken.body["feedId"].string()};
    }
    std::string status(std::string_view feed) {
        const Response found = driver_->get(fmt::format("/feeds/2021-06-30/feeds/{}", feed));
        return std::string{found.body["processingStatus"].string()};
    }
    /// Of a feed that has ended.
    Response report(std::string_view feed) {
        const Response found = driver_->get(fmt::format("/feeds/2021-06-30/feeds/{}", feed));
        const std::string_view id = found.body["resultFeedDocumentId"].string();
        const Response document = driver_->get(fmt::format("/feeds/2021-06-30/documents/{}", id));
        return driver_->get(std::string{document.body["url"].string()});
    }

    MarketplaceSettings settings_;
    DemandBuilder demand_;
    SkuId bag_;
    std::unique_ptr<Marketplace> marketplace_;
    std::unique_ptr<NodeDriver> driver_;
};

}  // namespace drydock::mocks::testing
