#pragma once

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "mocks/wms/wms.hpp"
#include "tests/mocks/webhooks/node_driver.hpp"

namespace drydock::mocks {

/// A warehouse from Tuesday, 2011-11-01, 00:00 on, with the products A (100 pieces), B (10), C (0)
/// and POST, a service. Waves at 7:00, 8:00, ..., 16:00; cut-off at 17:00. Nobody picks short and
/// every call succeeds, unless a test says otherwise.
class WmsFixture : public ::testing::Test {
protected:
    WmsFixture() {
        demand_.products = {
            {"A", "a", Money{1'000}, ProductKind::storable},
            {"B", "b", Money{1'000}, ProductKind::storable},
            {"C", "c", Money{1'000}, ProductKind::storable},
            {"POST", "postage", Money{1'000}, ProductKind::service}};
        demand_.stock_initial_units = {100, 10, 0, 0};
        settings_.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        settings_.self = SystemId{4};
        settings_.carrier = SystemId{5};
        settings_.webhook.path = "/webhooks/wms";
        settings_.short_pick_ppm = 0;
    }

    /// Goods that a supplier brings.
    void plan_receipt(Instant at, std::uint32_t sku, std::int32_t units) {
        const auto first = static_cast<std::uint32_t>(demand_.stock_lines.size());
        demand_.stock_lines.push_back({SkuId{sku}, units});
        demand_.receipts.push_back({at, fmt::format("R{}", first + 1), {first, 1}});
    }

    void open_warehouse(std::uint64_t seed = 1) {
        wms_ = std::make_unique<Wms>(settings_, std::make_shared<const Demand>(demand_));
        driver_ = std::make_unique<testing::NodeDriver>(*wms_, seed);
        driver_->answer_call = [this](const Call& call) {
            const bool manifest = call.request.path == "/v2/manifests";
            if (manifest && carrier_down_) {
                return testing::NodeDriver::failed(call, Delivery::refused);
            }
            return testing::NodeDriver::answered(call, manifest ? 201 : 200);
        };
    }

    static Instant at(int day, Duration time) {
        return Instant{(day - 1) * one_day + time};  // Day of November.
    }

    Response order(std::string_view reference, std::string_view lines) {
        return driver_->post(
            "/orders",
            fmt::format(
                R"({{"reference":"{}","ship_to":{{"country":"France"}},"lines":{}}})",
                reference,
                lines
            )
        );
    }
    void label(std::string_view parcel, std::string_view tracking) {
        const Response response = driver_->put(
            fmt::format("/parcels/{}/label", parcel),
            fmt::format(R"({{"tracking_number":"{}","carrier":"dd"}})", tracking)
        );
        EXPECT_EQ(response.status, 200);
    }
    std::string status_of(std::string_view reference) {
        const Response response = driver_->get(fmt::format("/orders?reference={}", reference));
        return std::string{response.body["orders"].at(0)["status"].string()};
    }

    /// Messages of one topic, each as text without sequence, topic and time.
    [[nodiscard]] std::vector<std::string> told(std::string_view topic) const {
        std::vector<std::string> texts;
        for (const Document& body : driver_->bodies_to("/webhooks")) {
            if (body["topic"].string() != topic && body["webhook_type"].string() != topic) {
                continue;
            }
            DocumentWriter writer;
            writer.begin_object();
            for (const Value member : body.root()) {
                if (member.key() != "sequence" && member.key() != "topic" && member.key() != "at") {
                    writer.name(member.key());
                    writer.add(member);
                }
            }
            writer.end();
            texts.push_back(to_text(writer.finish().root()));
        }
        return texts;
    }
    [[nodiscard]] Books books() const {
        Books books;
        wms_->write_books(books);
        return books;
    }
    [[nodiscard]] StockLevel stock_of(std::uint32_t sku) const {
        for (const StockLevel& level : books().stock) {
            if (level.sku == SkuId{sku}) {
                return level;
            }
        }
        return {};
    }

    using Texts = std::vector<std::string>;
    Demand demand_;
    WmsSettings settings_;
    bool carrier_down_ = false;
    std::unique_ptr<Wms> wms_;
    std::unique_ptr<testing::NodeDriver> driver_;
};

}  // namespace drydock::mocks
