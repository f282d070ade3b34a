// A protection counts as tested only when switching it off makes the verdict fail on the oracle
// that it protects. The ledgers decide; the runtime's own opinion is not asked.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/rehearsal/rehearsal.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {
namespace {

constexpr const char* peak_season = "scenarios/peak-season.yaml";

Verdict verdict_with(
    const std::string& file,
    const Overrides& overrides,
    const std::vector<FaultSpec>& more_faults = {}
) {
    auto scenario = load_scenario(file, overrides);
    EXPECT_TRUE(scenario.has_value()) << to_text(scenario.error().front());
    std::ranges::copy(more_faults, std::back_inserter(scenario->faults));
    const auto plan = plan_rehearsal(*scenario);
    auto workload = load_workload(scenario->workload, scenario->seed, folder_of(file));
    EXPECT_TRUE(plan.has_value() && workload.has_value());
    return rehearse(*scenario, *std::move(workload), *plan, {}).verdict;
}

Verdict peak_with(std::vector<std::string> sets) {
    return verdict_with(peak_season, {.sets = std::move(sets)});
}

std::uint64_t found(const Verdict& verdict, std::string_view oracle) {
    const auto finding = std::ranges::find(verdict.findings, oracle, &Finding::oracle);
    return finding == verdict.findings.end() ? 0 : finding->count;
}

TEST(ProtectionTest, ThePeakSeasonPassesWithEveryProtectionOn) {
    const Verdict verdict = peak_with({});
    EXPECT_EQ(verdict.outcome, ResultOutcome::passed);
    for (const Finding& finding : verdict.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
    // Faults that hit nothing would prove nothing.
    for (const FaultReport& fault : verdict.faults) {
        EXPECT_GT(fault.hits, 0U) << fault.id;
    }
}

TEST(ProtectionTest, WithoutDeDuplicationOrdersAreDoubled) {
    const Verdict verdict =
        peak_with({"strategy.dedup.enabled=false", "strategy.look_up.again_after=0s"});
    EXPECT_GT(found(verdict, "doubled_orders"), 0U);
}

// The second look cancels what was doubled, and with it orders that were worked on twice.
TEST(ProtectionTest, WithoutDeDuplicationTheSecondLookCancelsGoodOrders) {
    EXPECT_GT(found(peak_with({"strategy.dedup.enabled=false"}), "lost_orders"), 0U);
}

TEST(ProtectionTest, WithoutLookUpBeforeRetryOrdersAndLabelsAreDoubled) {
    const Verdict verdict =
        peak_with({"strategy.look_up.enabled=false", "landscape.systems.carrier.purchase=one_call"}
        );
    EXPECT_GT(found(verdict, "doubled_orders"), 0U);
    EXPECT_GT(found(verdict, "duplicate_labels"), 0U);
}

// Source: EasyPost, SHIPMENT.POSTAGE.EXISTS: one shipment is bought once, whatever its client does.
TEST(ProtectionTest, WithoutLookUpBeforeRetryNoLabelIsDoubledWhereAShipmentIsBoughtOnce) {
    const Verdict verdict = peak_with({"strategy.look_up.enabled=false"});
    EXPECT_EQ(found(verdict, "duplicate_labels"), 0U);
}

// Source: FedEx, "Daily transaction quota exceeded. Retry after 12:00AM GMT".
TEST(ProtectionTest, ACarrierThatThrottlesUntilMidnightDelaysLabelsAndDoublesNone) {
    const std::string file = "scenarios/season-small.yaml";
    const std::string carrier = "landscape.systems.carrier.";
    const Verdict usual = verdict_with(file, {});
    const Verdict throttled = verdict_with(
        file,
        {.sets =
             {carrier + "profile=scenarios/profiles/throttling-carrier.yaml",
              carrier + "daily_quotas.shipments/buy_rate.calls=60"}}
    );
    EXPECT_GT(throttled.figures.missed_cut_offs, usual.figures.missed_cut_offs);
    for (const Finding& finding : throttled.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
}

TEST(ProtectionTest, TheRuntimeKeepsTheRulesOfStrictPartners) {
    const Verdict verdict = verdict_with(
        "scenarios/season-small.yaml",
        {.sets = {"landscape.systems.wms.strict=true", "landscape.systems.carrier.strict=true"}}
    );
    EXPECT_EQ(verdict.figures.violations, 0U);
}

// Source: X12 945, W12-01, element 368: CS.
TEST(ProtectionTest, SubstitutesLeaveStockAndInvoicesInAgreement) {
    const Verdict verdict = verdict_with(
        "scenarios/season-small.yaml",
        {.sets =
             {"strategy.substitution=true",
              "landscape.systems.wms.substitution=100%",
              "landscape.systems.wms.short_pick=3%"}}
    );
    for (const Finding& finding : verdict.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
}

/// A warehouse that keeps a fifth of its products in cases of twelve, and tells so.
Verdict season_by_the_case(
    std::vector<std::string> sets, const std::vector<FaultSpec>& more_faults = {}
) {
    sets.push_back("landscape.systems.wms.case_pack.share=20%");
    return verdict_with("scenarios/season-small.yaml", {.sets = std::move(sets)}, more_faults);
}

// Source: X12, element 355: CA is a case, EA is each.
TEST(ProtectionTest, CasesThatAreConvertedIntoPiecesHurtNobody) {
    const Verdict verdict = season_by_the_case({});
    for (const Finding& finding : verdict.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
}

TEST(ProtectionTest, CasesThatAreTakenForPiecesLeaveOrdersOpenAndStockWrong) {
    const Verdict verdict = season_by_the_case({"strategy.units.enabled=false"});
    EXPECT_GT(found(verdict, "stock_mismatches"), 0U);
    EXPECT_GT(found(verdict, "unsettled_orders"), 0U);
}

TEST(ProtectionTest, CasesOfUnknownSizeWaitForAPerson) {
    FaultSpec sizes_missing;
    sizes_missing.id = "sizes-missing";
    sizes_missing.kind = FaultKind::field_missing;
    sizes_missing.from = {2011, 11, 23, 0, 0, 0};
    sizes_missing.to = {2011, 11, 26, 0, 0, 0};
    sizes_missing.system = "wms";
    sizes_missing.operation = "inventory/list";
    sizes_missing.field = "case_units";
    const Verdict verdict = season_by_the_case({}, {sizes_missing});
    for (const Finding& finding : verdict.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
    const auto& owners = verdict.figures.exceptions_by_owner;
    EXPECT_TRUE(std::ranges::any_of(owners, [](const OwnerCount& count) {
        return count.owner == "catalogue" && count.count > 0;
    }));
}

TEST(ProtectionTest, BrokenGoodsLeaveBooksInAgreement) {
    const Verdict verdict =
        verdict_with("scenarios/season-small.yaml", {.sets = {"landscape.systems.wms.damage=3%"}});
    for (const Finding& finding : verdict.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
}

TEST(ProtectionTest, NewListPricesChangeNothingForOrdersThatWereSoldAtTheOldOnes) {
    const Verdict verdict = verdict_with(
        "scenarios/season-small.yaml",
        {.sets =
             {"landscape.systems.odoo.price_changes.share=50%",
              "landscape.systems.odoo.price_changes.after=2d"}}
    );
    for (const Finding& finding : verdict.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
}

TEST(ProtectionTest, WithoutLanesACancelledOrderLivesOn) {
    EXPECT_GT(found(peak_with({"strategy.lanes.enabled=false"}), "live_after_cancel"), 0U);
}

TEST(ProtectionTest, WithoutAdmissionTheQueueOutgrowsItsBound) {
    const Verdict bounded = peak_with({});
    EXPECT_LE(bounded.figures.queue_length_max, 30U);
    EXPECT_GT(peak_with({"strategy.admission.enabled=false"}).figures.queue_length_max, 30U);
}

TEST(ProtectionTest, PointToPointLosesAndDoublesOrders) {
    const Verdict verdict =
        verdict_with(peak_season, {.strategy = "scenarios/strategies/direct.yaml"});
    EXPECT_EQ(verdict.outcome, ResultOutcome::failed);
    EXPECT_GT(found(verdict, "lost_orders"), 0U);
    EXPECT_GT(found(verdict, "doubled_orders"), 0U);
}

TEST(ProtectionTest, AnotherSeedPassesWithAnotherFingerprint) {
    const Verdict first = peak_with({});
    const Verdict other = verdict_with(peak_season, {.seed = 7});
    EXPECT_EQ(other.outcome, ResultOutcome::passed);
    EXPECT_NE(first.fingerprint, other.fingerprint);
}

TEST(StrategyTest, CancellingWhatWasPickedShortLeavesFewerBackordersAndSettles) {
    const std::string file = "scenarios/season-small.yaml";
    // One wave a day: a backorder is not yet picked again when its first parcel leaves.
    const std::string one_wave = "landscape.systems.wms.wave_interval=24h";
    const Verdict kept = verdict_with(file, {.sets = {one_wave}});
    const Verdict cancelled =
        verdict_with(file, {.sets = {one_wave, "strategy.short_pick=cancel"}});
    // What the warehouse has begun to pick again by then, it refuses to cancel.
    EXPECT_LT(cancelled.figures.backordered_orders, kept.figures.backordered_orders);
    EXPECT_GT(cancelled.figures.oversold_units, kept.figures.oversold_units);
    for (const Finding& finding : cancelled.findings) {
        EXPECT_EQ(finding.count, 0U) << finding.oracle;
    }
}

// A crash at any moment of a busy day costs nothing: everything is rebuilt from the records.
TEST(ProtectionTest, ACrashOfTheRuntimeAtAnyHourLosesAndDoublesNothing) {
    for (const char* const hour : {"08:31", "10:02", "12:13", "12:47", "13:05", "14:59", "17:00"}) {
        const std::string from = std::string{"2011-11-25T"} + hour;
        const Verdict verdict = verdict_with(
            "scenarios/season-small.yaml",
            {.sets =
                 {"faults.runtime-crash.from=" + from + ":07",
                  "faults.runtime-crash.to=" + from + ":49"}}
        );
        for (const Finding& finding : verdict.findings) {
            EXPECT_EQ(finding.count, 0U) << finding.oracle << " after a crash at " << hour;
        }
    }
}

/// Of the runtime, on 28 November 2011 from and to so many minutes after 14:00.
FaultSpec fault_of_two_o_clock(
    std::string id, FaultKind kind, std::uint8_t from_minute, std::uint8_t to_minute
) {
    FaultSpec fault;
    fault.id = std::move(id);
    fault.kind = kind;
    fault.from = {2011, 11, 28, 14, from_minute, 0};
    fault.to = {2011, 11, 28, 14, to_minute, 0};
    fault.system = "runtime";
    return fault;
}

// Of an order whose customer is known, the record of its job stands at the step before the sale
// order, which is not needed. What the job did last has to be looked up all the same.
TEST(ProtectionTest, WhatWasBookedUnheardBeforeACrashIsLookedUpAfterIt) {
    FaultSpec unheard = fault_of_two_o_clock("unheard", FaultKind::one_way_partition, 0, 20);
    unheard.sender = "odoo";
    FaultSpec loop = fault_of_two_o_clock("loop", FaultKind::crash_loop, 1, 15);
    loop.delay = 10 * one_second;
    // The second look would cancel what is doubled.
    const Verdict verdict = verdict_with(
        "scenarios/one-day.yaml", {.sets = {"strategy.look_up.again_after=0s"}}, {unheard, loop}
    );
    EXPECT_EQ(found(verdict, "doubled_orders"), 0U);
    for (const FaultReport& fault : verdict.faults) {
        EXPECT_GT(fault.hits, 0U) << fault.id;
    }
}

}  // namespace
}  // namespace drydock::harness
