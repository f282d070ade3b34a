#pragma once

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

/// The path that a list's header Link names as the next page; empty for none.
[[nodiscard]] inline std::string next_page(const Response& response) {
    const std::string link{response.header("Link")};
    const std::size_t begin = link.find("/admin");
    return begin == std::string::npos ? std::string{} : link.substr(begin, link.find('>') - begin);
}

/// A shop with two products; what is in its settings before open() is its profile.
class ShopFixture : public ::testing::Test {
protected:
    ShopFixture() {
        settings.channel.calendar = Calendar{DateTime{.year = 2011, .month = 11, .day = 1}};
        settings.channel.self = SystemId{4};
        settings.webhook.path = "/webhooks/storefront";
        settings.webhook.secret = "secret";
        heart = demand.product("85123A", 100);
        lantern = demand.product("71053", 50);
    }
    void open() {
        shop = std::make_unique<Storefront>(settings, demand.demand);
        driver = std::make_unique<NodeDriver>(*shop);
    }
    void order_at(Duration when, std::string_view number, std::int32_t units = 1) {
        demand.order(after(when), std::string{number}, {{heart, units, 1'000}});
    }
    void nobody_answers() {
        driver->answer_call = [](const Call& call) {
            return NodeDriver::failed(call, Delivery::timed_out);
        };
    }
    void everybody_answers(std::uint16_t status = 200) {
        driver->answer_call = [status](const Call& call) {
            return NodeDriver::answered(call, status);
        };
    }
    Response ask(
        Method method, std::string path, std::string_view body, std::vector<Header> headers = {}
    ) {
        Request request;
        request.method = method;
        request.path = std::move(path);
        request.body = body.empty() ? Document{} : json(body);
        request.headers = std::move(headers);
        return driver->ask(request);
    }
    [[nodiscard]] Books books() const {
        Books held;
        shop->write_books(held);
        return held;
    }
    [[nodiscard]] std::uint64_t violations(std::string_view kind) const {
        std::uint64_t found = 0;
        for (const ViolationCount& count : books().violation_counts) {
            found += count.kind == kind ? count.count : 0;
        }
        return found;
    }
    /// Calls that carry the header with this value; an empty value is any but none.
    [[nodiscard]] std::vector<std::pair<Instant, Request>> sent(
        std::string_view header, std::string_view value = {}
    ) const {
        std::vector<std::pair<Instant, Request>> found;
        for (const auto& [at, call] : driver->calls) {
            const std::string_view held = call.request.header(header);
            if (value.empty() ? !held.empty() : held == value) {
                found.emplace_back(at, call.request);
            }
        }
        return found;
    }

    StorefrontSettings settings;
    DemandBuilder demand;
    SkuId heart;
    SkuId lantern;
    std::unique_ptr<Storefront> shop;
    std::unique_ptr<NodeDriver> driver;
};

}  // namespace drydock::mocks::testing
