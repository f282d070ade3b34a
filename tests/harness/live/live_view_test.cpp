#include "harness/live/live_view.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/document_text.hpp"
#include "harness/live/live_rehearsal.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {
namespace {

using ViewJson = nlohmann::json;

/// A day's first minute on the real clock, cut off by the test as soon as it has seen enough.
class LiveViewTest : public ::testing::Test {
protected:
    static constexpr const char* file = "scenarios/short-peak.yaml";

    /// Runs `ask` between two Steps, once the World runs.
    void ask(std::function<void(LiveView&)> wanted) {
        const auto scenario = load_scenario(file, {});
        ASSERT_TRUE(scenario);
        const auto plan = plan_rehearsal(*scenario);
        auto workload = load_workload(scenario->workload, scenario->seed, folder_of(file));
        bool done = false;
        RehearsalHooks hooks;
        hooks.watch = [&](const RehearsalProgress&) {
            return done ? RunDecision::stop : RunDecision::go_on;
        };
        std::optional<LiveView> view;
        OpenWorldHooks onlooker;
        onlooker.opened = [&](const OpenWorld& open) {
            view.emplace(open);
            open.world.between_steps([&] {
                wanted(*view);
                done = true;
            });
        };
        const auto ran =
            rehearse_live(*scenario, *std::move(workload), *plan, hooks, {.onlooker = onlooker});
        ASSERT_TRUE(ran) << ran.error();
    }

    static Document wish(const char* json) { return *parse_document(json); }
};

TEST_F(LiveViewTest, a_look_is_a_page_of_a_run_that_is_not_over) {
    ask([](LiveView& view) {
        const LivePage page = page_of(*view.look());
        const ViewJson status = ViewJson::parse(page.status);
        EXPECT_FALSE(status.at("settled").get<bool>());
        EXPECT_GT(status.at("end_ms").get<std::int64_t>(), status.at("now_ms").get<std::int64_t>());
        EXPECT_GT(status.at("orders").get<int>(), 0);
        EXPECT_EQ(ViewJson::parse(page.verdict).at("outcome"), "interrupted");
        const ViewJson series = ViewJson::parse(page.series);
        EXPECT_EQ(series.at("technical").at("step_ms"), 1'000);
        EXPECT_GT(series.at("technical").at("start_ms").get<std::int64_t>(), 0);
    });
}

TEST_F(LiveViewTest, an_injected_fault_is_in_status_and_verdict_until_it_is_cleared) {
    ask([](LiveView& view) {
        const auto id = view.inject(wish(R"({"kind": "outage", "system": "odoo"})").root());
        ASSERT_TRUE(id) << id.error();
        const auto active = [&view](std::size_t fault) {
            const ViewJson status = ViewJson::parse(page_of(*view.look()).status);
            return status.at("faults").at(fault).at("active").get<bool>();
        };
        const LivePage page = page_of(*view.look());
        const std::size_t last = ViewJson::parse(page.status).at("faults").size() - 1;
        EXPECT_EQ(ViewJson::parse(page.verdict).at("faults").at(last).at("id"), *id);
        EXPECT_TRUE(active(last));
        EXPECT_TRUE(view.clear(*id));
        EXPECT_FALSE(active(last));
    });
}

TEST_F(LiveViewTest, a_wish_that_cannot_be_met_is_refused_with_the_reason) {
    ask([](LiveView& view) {
        const auto refusal = [&view](const char* json) { return view.inject(wish(json).root()); };
        EXPECT_EQ(refusal(R"({"kind": "flood"})").error(), "there is no fault \"flood\"");
        EXPECT_NE(
            refusal(R"({"kind": "crash", "system": "runtime"})").error().find("kill it"),
            std::string::npos
        );
        EXPECT_FALSE(refusal(R"({"kind": "outage", "system": "nobody"})"));
        EXPECT_FALSE(view.clear("injected-7"));
    });
}

}  // namespace
}  // namespace drydock::harness
