#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "mocks/channels/storefront.hpp"
#include "tests/mocks/channels/demand_builder.hpp"
#include "tests/mocks/webhooks/node_driver.hpp"

namespace drydock::mocks::testing {

/// A shop of Shopify with 100 of SKU 85123A, 5 of 71053 and postage; orders are added before it
/// opens.
class SmallShopFixture : public ::testing::Test {
protected:
    SmallShopFixture() {
        settings_.channel.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        settings_.channel.self = SystemId{4};
        settings_.webhook.path = "/webhooks/storefront";
        settings_.webhook.secret = "secret";
        settings_.webhook.delays = {one_minute, 2 * one_minute, 4 * one_minute};
        heart_ = demand_.product("85123A", 100);
        lantern_ = demand_.product("71053", 5);
        postage_ = demand_.product("POST", 0, ProductKind::service);
    }
    void open() {
        storefront_ = std::make_unique<Storefront>(settings_, demand_.demand);
        driver_ = std::make_unique<NodeDriver>(*storefront_);
    }
    [[nodiscard]] Books books() const {
        Books books;
        storefront_->write_books(books);
        return books;
    }
    [[nodiscard]] std::int64_t gauge(std::string_view name) const {
        std::vector<Gauge> gauges;
        storefront_->read_gauges(gauges);
        for (const Gauge& gauge : gauges) {
            if (gauge.name == name) {
                return gauge.value;
            }
        }
        ADD_FAILURE() << "no gauge " << name;
        return -1;
    }
    /// Webhooks of a topic, tries counted one by one.
    [[nodiscard]] std::vector<std::pair<Instant, Call>> webhooks(std::string_view topic) const {
        std::vector<std::pair<Instant, Call>> found;
        for (const auto& entry : driver_->calls) {
            if (entry.second.request.header("X-Shopify-Topic") == topic) {
                found.push_back(entry);
            }
        }
        return found;
    }
    Response fulfil(std::string_view reference, std::uint32_t line, std::int32_t units) {
        return driver_->post(
            "/admin/api/2024-10/orders/5000000001/fulfillments.json",
            fmt::format(
                R"({{"fulfillment":{{"reference":"{}","tracking_number":"T",)"
                R"("line_items":[{{"id":{},"quantity":{}}}]}}}})",
                reference,
                line,
                units
            )
        );
    }
    Response answer_cancel(std::string_view request, std::string_view verb) {
        return driver_->post(fmt::format(
            "/admin/api/2024-10/orders/5000000001/cancellation_requests/{}/{}.json", request, verb
        ));
    }
    Response refund(std::string_view key, std::string_view amount) {
        Request request;
        request.path = "/admin/api/2024-10/orders/5000000001/refunds.json";
        request.body = json(fmt::format(R"({{"refund":{{"amount":{}}}}})", amount));
        if (!key.empty()) {
            request.headers.push_back({"Idempotency-Key", std::string{key}});
        }
        return driver_->ask(request);
    }

    StorefrontSettings settings_;
    DemandBuilder demand_;
    SkuId heart_;
    SkuId lantern_;
    SkuId postage_;
    std::unique_ptr<Storefront> storefront_;
    std::unique_ptr<NodeDriver> driver_;
};

}  // namespace drydock::mocks::testing
