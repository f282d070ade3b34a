#include "mocks/odoo/price_changes.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {
namespace {

constexpr PriceChanges dearer{.share_ppm = 1'000'000, .factor_permille = 1'100, .after = one_day};

/// Prices of the lines of an order for a lamp, whose price it names or not, and a mug.
std::vector<Money> prices_of(OdooClient& client, std::string_view lamp_price) {
    client.create_order(
        "1", fmt::format("[0,0,{{'product_id':1{}}}],[0,0,{{'product_id':2}}]", lamp_price)
    );
    Books books;
    client.odoo.write_books(books);
    std::vector<Money> prices;
    for (const SaleLine& line : books.sale_orders.back().lines) {
        prices.push_back(line.price);
    }
    return prices;
}

TEST(PriceChangesTest, FromThenOnAnOrderWithoutPricesSellsAtTheNewOnes) {
    OdooClient client{small_catalogue(), dearer};
    EXPECT_EQ(prices_of(client, ""), (std::vector<Money>{{12'500}, {1'045}}));
    client.now = Instant{one_day};
    EXPECT_EQ(prices_of(client, ""), (std::vector<Money>{{13'750}, {1'150}})) << "to the cent";
    client.now = Instant{2 * one_day};
    EXPECT_EQ(prices_of(client, ""), (std::vector<Money>{{13'750}, {1'150}})) << "once only";
}

TEST(PriceChangesTest, APriceThatTheOrderNamesStays) {
    OdooClient client{small_catalogue(), dearer};
    client.now = Instant{one_day};
    EXPECT_EQ(prices_of(client, ",'price_unit':12.5").at(0), Money{12'500});
}

TEST(PriceChangesTest, AShareOfProductsIsAShareOfProducts) {
    Demand demand;
    for (int number = 0; number < 1'000; ++number) {
        demand.products.push_back(
            {.sku = fmt::format("SKU{}", number), .name = "", .price = {1'000}}
        );
    }
    PriceChanges some = dearer;
    some.share_ppm = 200'000;
    const auto changed = odoo::with_changed_prices(demand, some);
    const auto count = std::ranges::count(changed->products, Money{1'100}, &Product::price);
    EXPECT_GT(count, 150);
    EXPECT_LT(count, 250);
}

}  // namespace
}  // namespace drydock::mocks
