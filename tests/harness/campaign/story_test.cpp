#include "harness/campaign/story.hpp"

#include <gtest/gtest.h>

#include "harness/campaign/trial.hpp"
#include "tests/harness/rehearsal/scenario_builder.hpp"

namespace drydock::harness {
namespace {

std::string story_of(const Scenario& scenario, std::uint32_t orders, const StoryPart& part = {}) {
    RecordedWorkload recorded;
    recorded.workload = small_workload(orders);
    Story story{scenario};
    RehearsalHooks hooks;
    hooks.tracer = &story;
    static_cast<void>(run_trial(scenario, recorded, hooks));
    return story.text(part);
}

TEST(StoryTest, an_order_is_told_from_shop_to_invoice_in_the_order_of_time) {
    const std::string text = story_of(small_scenario(), 1);
    std::size_t at = 0;
    for (const char* const event :
         {"2011-11-01 08:00:00.",
          "runtime handles POST /webhooks/storefront orders/create 536365",
          "odoo handles sale.order.create 536365",
          "runtime -> odoo sale.order.action_confirm 1: 200",
          "wms handles POST /orders 536365",
          "account.move.action_post"}) {
        at = text.find(event, at);
        EXPECT_NE(at, std::string::npos) << event << "\n" << text;
    }
    EXPECT_EQ(text.find("search_read"), std::string::npos) << "reading is no part of a story";
    EXPECT_EQ(text.find("inventory"), std::string::npos);
}

TEST(StoryTest, faults_stand_where_they_happen_and_lost_answers_say_that_nobody_knows) {
    Scenario scenario = small_scenario();
    scenario.landscape.links = {{"runtime", "odoo", {}}};
    FaultSpec fault;
    fault.id = "answers-lost";
    fault.kind = FaultKind::acknowledgement_lost;
    fault.from = {2011, 11, 1, 7};
    fault.to = {2011, 11, 1, 8, 1};
    fault.sender = "runtime";
    fault.system = "odoo";
    fault.operation = "sale.order/create";
    scenario.faults = {fault};
    const std::string text = story_of(scenario, 2, {"536365", ""});
    const std::size_t begins =
        text.find("fault begins: answers-lost (acknowledgement_lost, runtime -> odoo)");
    const std::size_t cut = text.find("sale.order.create 536365: cut off unanswered");
    EXPECT_LT(begins, cut) << text;
    EXPECT_LT(cut, text.find("fault ends")) << text;
    EXPECT_EQ(text.find("536366"), std::string::npos) << "another order's";
}

TEST(StoryTest, a_story_ends_with_what_last_happened_to_the_order_that_it_is_told_to) {
    const std::string whole = story_of(small_scenario(), 2);
    const std::string part = story_of(small_scenario(), 2, {"", "orders/create 536365"});
    EXPECT_EQ(whole.find(part), 0U);
    EXPECT_LT(part.size(), whole.size());
    const std::string last = part.substr(part.rfind('\n', part.size() - 2) + 1);
    EXPECT_NE(last.find("orders/create 536365"), std::string::npos);
    EXPECT_EQ(story_of(small_scenario(), 2, {"", "no such order"}), whole);
}

}  // namespace
}  // namespace drydock::harness
