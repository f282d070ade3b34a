#include "harness/live/live_rehearsal.hpp"

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "harness/scenario/scenario_file.hpp"
#include "live/journal/inspection.hpp"
#include "tests/harness/live/few_orders.hpp"

namespace drydock::harness {
namespace {

/// Told of every exchange beside the rehearsal's own log.
class CallCounter final : public ExchangeObserver {
public:
    void on_call(Instant, const ExchangeView&) override { ++calls; }
    void on_arrival(Instant, std::uint32_t) override {}
    void on_handled(Instant, std::uint32_t, Instant) override {}
    void on_reply(Instant, std::uint32_t, std::uint16_t) override {}
    void on_fault(Instant, std::uint32_t, std::uint32_t) override {}
    void on_end(Instant, std::uint32_t, const Outcome&) override {}
    int calls = 0;
};

TEST(LiveRehearsalTest, orders_go_their_way_over_sockets_and_are_judged_from_the_ledgers) {
    LoadedScenario loaded = few_orders();
    const auto journal = std::filesystem::temp_directory_path() /
                         ("drydock-live-" + std::to_string(::getpid()) + ".journal");
    std::size_t gauges_seen = 0;
    RehearsalHooks hooks;
    hooks.at_end = [&gauges_seen](const Evidence&, const auto& gauges, Instant) {
        gauges_seen = gauges.size();
    };
    const auto ran = rehearse_live(
        loaded.scenario,
        std::move(loaded.workload),
        loaded.plan,
        hooks,
        {.journal_file = journal.string()}
    );
    ASSERT_TRUE(ran) << ran.error();
    const Verdict& verdict = ran->verdict;
    EXPECT_EQ(verdict.figures.orders, 3U);
    EXPECT_EQ(verdict.figures.orders_accepted, 3U);
    const auto to_odoo =
        std::ranges::find(verdict.figures.distributions, "order_to_odoo", &Distribution::name);
    EXPECT_EQ(to_odoo->count(), 3U);
    for (const std::string_view oracle : {"lost_orders", "doubled_orders", "duplicate_labels"}) {
        const auto found = std::ranges::find(verdict.findings, oracle, &Finding::oracle);
        EXPECT_EQ(found->count, 0U) << oracle;
    }
    EXPECT_EQ(gauges_seen, loaded.scenario.landscape.systems.size());
    EXPECT_GT(ran->health.events, 0U);
    EXPECT_FALSE(ran->timeline_csv.empty());
    EXPECT_EQ(ran->series_json, "");

    const auto records = live::verify_journal(journal.string());
    ASSERT_TRUE(records) << records.error().detail;
    EXPECT_GT(records->records, 10U);
    std::filesystem::remove(journal);
    std::filesystem::remove(journal.string() + "-wal");
}

TEST(
    LiveRehearsalTest, what_came_of_the_requests_that_a_fault_met_is_told_as_on_the_virtual_clock
) {
    LoadedScenario loaded = few_orders(R"(
faults:
  - {id: odoo-is-down, kind: outage, system: odoo, from: 2011-11-28T16:58:03, to: 2011-11-28T16:58:09}
)");
    CallCounter counter;
    RehearsalHooks hooks;
    hooks.observers.push_back(&counter);
    const auto ran = rehearse_live(
        loaded.scenario, std::move(loaded.workload), loaded.plan, hooks, {.journal_file = {}}
    );
    ASSERT_TRUE(ran) << ran.error();
    EXPECT_GT(counter.calls, 10);
    ASSERT_EQ(ran->verdict.faults.size(), 1U);
    const FaultReport& outage = ran->verdict.faults.front();
    EXPECT_GT(outage.hits, 0U);
    ASSERT_TRUE(outage.effects.known);
    EXPECT_GT(outage.effects.total(), 0U);
}

std::int64_t sum_of_line(
    const nlohmann::json& lines, std::string_view name, std::string_view system
) {
    std::int64_t sum = 0;
    for (const auto& line : lines["lines"]) {
        if (line["name"] == name && line["system"] == system) {
            for (const auto& value : line["values"]) {
                sum += value.get<std::int64_t>();
            }
        }
    }
    return sum;
}

TEST(LiveRehearsalTest, the_season_is_told_in_the_lines_that_the_virtual_clock_tells) {
    LoadedScenario loaded = few_orders();
    RehearsalHooks hooks;
    hooks.wants_series = true;
    const auto ran = rehearse_live(
        loaded.scenario, std::move(loaded.workload), loaded.plan, hooks, {.journal_file = {}}
    );
    ASSERT_TRUE(ran) << ran.error();
    const auto series = nlohmann::json::parse(ran->series_json);
    EXPECT_EQ(series["start"], "2011-11-28T00:00:00");
    EXPECT_EQ(sum_of_line(series["business"], "done_book", ""), 3);
    const std::int64_t calls = sum_of_line(series["technical"], "calls", "odoo");
    EXPECT_GT(calls, 3);
    EXPECT_LE(calls, static_cast<std::int64_t>(ran->verdict.exchanges));
    EXPECT_EQ(series["orders"].size(), 3U);
}

TEST(LiveRehearsalTest, a_journal_in_a_folder_that_is_not_there_is_said_before_anything_runs) {
    LoadedScenario loaded = few_orders();
    const auto ran = rehearse_live(
        loaded.scenario,
        std::move(loaded.workload),
        loaded.plan,
        {},
        {.journal_file = "/no/such/folder/runtime.journal"}
    );
    ASSERT_FALSE(ran);
    EXPECT_NE(ran.error().find("/no/such/folder/runtime.journal"), std::string::npos);
}

}  // namespace
}  // namespace drydock::harness
