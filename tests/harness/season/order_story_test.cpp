#include "harness/season/order_story.hpp"

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "harness/season/notable_orders.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

const std::vector<std::string> story_systems{"odoo", "wms", "carrier", "shop", "runtime"};

std::vector<StoryEvent> story(const Landscape& landscape, std::uint32_t order = 0) {
    const Evidence evidence = landscape.evidence();
    const StoryTeller teller{
        .evidence = evidence,
        .systems = story_systems,
        .carrier = SystemId{2},
        .runtime = SystemId{4}};
    return teller.tell(order);
}

std::string text(const std::vector<StoryEvent>& events) {
    std::string lines;
    for (const StoryEvent& event : events) {
        lines += event.system + (event.bad ? "! " : ": ") + event.text + "\n";
    }
    return lines;
}

TEST(OrderStoryTest, TellsWhatEverySystemBookedInTheOrderOfTime) {
    EXPECT_EQ(
        text(story(Landscape{})),
        "shop: the customer orders 2 lines\n"
        "runtime: accepts the order: it is the seller's from here on\n"
        "odoo: sale order S00001 is created\n"
        "odoo: sale order S00001 is confirmed\n"
        "wms: receives the order for picking\n"
        "wms: parcel P1 is packed\n"
        "carrier: label T1 is bought\n"
        "wms: parcel P1 gets its label\n"
        "wms: parcel P1 is collected\n"
        "odoo: delivery WH/OUT/00001 is done\n"
        "shop: is told of parcel P1\n"
        "odoo: invoice INV/1 is posted\n"
        "shop: shows parcel P1 as in transit\n"
        "carrier: label T1: delivered\n"
        "shop: shows parcel P1 as delivered\n"
    );
}

TEST(OrderStoryTest, ACancellationIsAskedForAndAnswered) {
    const std::string told = text(story(Landscape{}, 1));
    EXPECT_NE(told.find("shop: cancellation C2 asked for\n"), std::string::npos);
    EXPECT_NE(told.find("shop: cancellation C2 confirmed\n"), std::string::npos);
    EXPECT_NE(told.find("wms: cancels the order\n"), std::string::npos);
}

TEST(OrderStoryTest, WhatOughtNotToBeStandsOut) {
    Landscape landscape;
    landscape.books.sale_orders.push_back(landscape.books.sale_orders[0]);
    landscape.books.labels.push_back(landscape.books.labels[0]);
    landscape.own("1");
    const std::string told = text(story(landscape));
    EXPECT_NE(told.find("odoo! sale order S00001 is created"), std::string::npos);
    EXPECT_NE(told.find("carrier! label T1 is bought"), std::string::npos);
    EXPECT_NE(told.find("runtime! cannot go on with \"create sale order\""), std::string::npos);
    EXPECT_NE(told.find("catalogue is to act"), std::string::npos);
}

TEST(OrderStoryTest, AStoryIsBounded) {
    Landscape landscape;
    for (std::size_t index = 0; index < 2 * story_events_max; ++index) {
        landscape.own("1");
    }
    EXPECT_EQ(story(landscape).size(), story_events_max);
}

std::vector<NotableOrder> notable(
    const Landscape& landscape, const std::vector<Finding>& findings = {}
) {
    return notable_orders(landscape.evidence(), findings, {}, {}, Landscape::hour(100));
}

TEST(NotableOrdersTest, AnOrderThatBreaksARuleComesFirstWithTheReason) {
    const Landscape landscape;
    const auto orders =
        notable(landscape, {make_finding("doubled_orders", {{"2", 1, "twice in Odoo"}})});
    EXPECT_EQ(orders.at(0).order, 1U);
    EXPECT_EQ(orders.at(0).reasons.at(0), "doubled_orders: twice in Odoo");
}

TEST(NotableOrdersTest, AParcelThatBreaksARuleStandsForItsOrder) {
    const auto orders =
        notable(Landscape{}, {make_finding("duplicate_labels", {{"P1", 1, "two labels"}})});
    EXPECT_EQ(orders.at(0).order, 0U);
    EXPECT_EQ(orders.at(0).reasons.at(0), "duplicate_labels: two labels");
}

TEST(NotableOrdersTest, ARuleThatCouldNotHoldYetNamesNobody) {
    Finding finding = make_finding("lost_orders", {{"2", 1, "gone"}});
    finding.applicable = false;
    for (const NotableOrder& order : notable(Landscape{}, {finding})) {
        for (const std::string& reason : order.reasons) {
            EXPECT_FALSE(reason.starts_with("lost_orders")) << reason;
        }
    }
}

TEST(NotableOrdersTest, AnOrderThatAFaultsRequestLeftWrongIsThereAndNamesTheFault) {
    FaultReport fault;
    fault.id = "answers-lost";
    fault.effects.damaged_orders = {"2", "not an order"};
    const Landscape landscape;
    const auto orders =
        notable_orders(landscape.evidence(), {}, {fault}, {FaultHarm{}}, Landscape::hour(100));
    EXPECT_EQ(orders.at(0).order, 1U);
    EXPECT_EQ(
        orders.at(0).reasons.at(0), "wrong in the books after a request that answers-lost met"
    );
}

TEST(NotableOrdersTest, WhatWaitsForAPersonIsThereAndWhatIsSettledIsNot) {
    Landscape landscape;
    landscape.own("1");
    landscape.own("2");
    landscape.books.exceptions[1].closed = Landscape::hour(3);
    const auto orders = notable(landscape);
    EXPECT_EQ(orders.at(0).reasons.at(0), "waits for catalogue: the SKU is not in the catalogue");
    for (const NotableOrder& order : orders) {
        EXPECT_TRUE(order.order == 0 || !order.reasons[0].starts_with("waits for"));
    }
}

TEST(NotableOrdersTest, TheSlowestOrderIsThereOnceWithAllItsReasons) {
    const auto orders = notable(Landscape{});
    ASSERT_EQ(orders.size(), 2U);
    // The cancelled one waited longer for Odoo, and never came to the warehouse.
    EXPECT_EQ(orders[0].order, 1U);
    EXPECT_EQ(orders[0].reasons.size(), 1U);
    EXPECT_EQ(orders[1].reasons.size(), 4U);
    EXPECT_NE(orders[1].reasons[1].find("among the slowest, 59 min"), std::string::npos);
}

}  // namespace
}  // namespace drydock::harness
