#include "harness/verdict/phase_report.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

Instant season_minute(std::int64_t count) {
    return Instant{count * one_minute};
}

/// Thirty orders, one every ten minutes from minute 0, each in Odoo and with the warehouse one
/// minute later. A fault from 60 to 120, got over at 150: those placed while it is on wait until
/// then.
struct PhaseSeason {
    Demand demand;
    Books books;
    std::vector<FaultReport> faults;
    bool settled = true;

    PhaseSeason() {
        demand.products = {{.sku = "MUG", .name = "mug", .price = {1'000}}};
        for (int index = 0; index < 30; ++index) {
            demand.orders.emplace_back().number = fmt::format("{}", index);
            ChannelOrder& sold = books.channel_orders.emplace_back();
            sold.number = demand.orders.back().number;
            sold.placed = season_minute(index * 10);
            sold.accepted = sold.placed;
            sold.lines = {{SkuId{0}, Quantity::units(1), {}, {}, {}, {1'000}}};
            const bool late = sold.placed >= season_minute(60) && sold.placed < season_minute(120);
            const Instant through = late ? season_minute(150) : sold.placed + one_minute;
            SaleOrder& sale = books.sale_orders.emplace_back();
            sale.client_order_ref = sold.number;
            sale.created = through;
            sale.confirmed = through;
            books.warehouse_orders.push_back({sold.number, through, {}, {}});
        }
        FaultReport& fault = faults.emplace_back();
        fault.from = season_minute(60);
        fault.to = season_minute(120);
        fault.recovered = Recovered::yes;
        fault.time_to_recover = 30 * one_minute;
    }
    [[nodiscard]] PhaseReport report(const std::vector<std::uint32_t>& calls = {}) const {
        const Evidence evidence{
            .books = books,
            .demand = demand,
            .index = OrderIndex{books},
            .odoo = SystemId{0},
            .wms = SystemId{1},
            .settled = settled};
        return report_phases(evidence, faults, calls, season_minute(400));
    }
};

const PhaseFigures& figures_in(const PhaseReport& report, Phase phase) {
    return report.figures[static_cast<std::size_t>(phase)];
}

TEST(PhaseReportTest, AnOrderBelongsToThePhaseInWhichItWasPlaced) {
    const PhaseReport report = PhaseSeason{}.report();
    EXPECT_EQ(figures_in(report, Phase::baseline).orders, 6U);
    EXPECT_EQ(figures_in(report, Phase::fault).orders, 6U);
    EXPECT_EQ(figures_in(report, Phase::recovery).orders, 3U);
    EXPECT_EQ(figures_in(report, Phase::drain).orders, 15U);
    EXPECT_EQ(figures_in(report, Phase::fault).order_to_odoo.quantile(1'000), 90 * one_minute);
    EXPECT_EQ(figures_in(report, Phase::recovery).order_to_release.quantile(1'000), one_minute);
    EXPECT_EQ(figures_in(report, Phase::fault).length, 60 * one_minute);
}

TEST(PhaseReportTest, GoodputIsWhatWasReleasedInAPhaseForEachOrderOfIt) {
    const PhaseReport report = PhaseSeason{}.report();
    EXPECT_EQ(goodput_permille(figures_in(report, Phase::baseline)), 1'000U);
    EXPECT_EQ(goodput_permille(figures_in(report, Phase::fault)), 0U);
    EXPECT_EQ(goodput_permille(figures_in(report, Phase::drain)), 21'000U / 15);
}

TEST(PhaseReportTest, CallsForEachOrderAreHeldAgainstTheBaseline) {
    std::vector<std::uint32_t> calls(30, 10);
    calls[6] = 70;  // Placed in the fault: 120 calls for 6 orders.
    const PhaseReport report = PhaseSeason{}.report(calls);
    EXPECT_EQ(figures_in(report, Phase::fault).calls, 120U);
    EXPECT_EQ(amplification_permille(report, Phase::fault), 2'000U);
    EXPECT_EQ(amplification_permille(report, Phase::recovery), 1'000U);
    EXPECT_FALSE(amplification_permille(PhaseSeason{}.report(), Phase::fault));
}

TEST(PhaseReportTest, TheBacklogIsDrainedWhenTheLastThatWaitedHasGoneOn) {
    EXPECT_EQ(PhaseSeason{}.report().backlog_drain, 30 * one_minute);
}

TEST(PhaseReportTest, ABacklogThatIsLeftIsSaid) {
    PhaseSeason season;
    season.books.warehouse_orders[7].reference = "other";
    PhaseReport report = season.report();
    EXPECT_FALSE(report.backlog_drain);
    EXPECT_TRUE(report.backlog_left);
    season.settled = false;
    EXPECT_FALSE(season.report().backlog_left);
}

TEST(PhaseReportTest, WithoutFaultsThereAreNoPhases) {
    PhaseSeason season;
    season.faults.clear();
    EXPECT_TRUE(season.report().spans.empty());
}

}  // namespace
}  // namespace drydock::harness
