#include "harness/rehearsal/fault_effects.hpp"

#include <gtest/gtest.h>

#include "tests/harness/rehearsal/exchange_log_builder.hpp"

namespace drydock::harness {
namespace {

/// Order 1000 with a sale order, and one fault, on from second 0 to 60.
struct EffectCase {
    LogTeller teller;
    Books books;
    std::vector<Finding> findings;
    std::vector<FaultReport> faults;

    explicit EffectCase(FaultKind kind, std::string_view name) : teller{{kind}} {
        books.channel_orders.emplace_back().number = "1000";
        books.sale_orders.emplace_back().client_order_ref = "1000";
        FaultReport& fault = faults.emplace_back();
        fault.kind = name;
        fault.from = LogTeller::second(0);
        fault.to = LogTeller::second(60);
        fault.recovered = Recovered::yes;
        fault.time_to_recover = one_minute;
    }
    /// A call of the runtime that the fault meets, done and never answered.
    void loses_an_answer() {
        const std::uint32_t create = teller.job_calls(1, 5);
        teller.log.on_fault(LogTeller::second(1), create, 0);
        teller.handled(create, 2);
        teller.cut_off(create, 3);
    }
    void park(int at) {
        OwnedException& exception = books.exceptions.emplace_back();
        exception.order = "1000";
        exception.owner = "sales";
        exception.opened = LogTeller::second(at);
    }
    [[nodiscard]] FaultEffects effects() {
        const Evidence evidence{
            .books = books,
            .demand = teller.demand,
            .index = OrderIndex{books},
            .odoo = LogTeller::odoo,
            .wms = SystemId{2}};
        attribute_effects(evidence, findings, teller.log, faults);
        return faults[0].effects;
    }
};

TEST(FaultEffectsTest, ALostAnswerWhoseWorkWasDoneIsAbsorbed) {
    EffectCase each{FaultKind::acknowledgement_lost, "acknowledgement_lost"};
    each.loses_an_answer();
    each.teller.answered(each.teller.job_calls(5, 6), 6);
    const FaultEffects effects = each.effects();
    EXPECT_TRUE(effects.known);
    EXPECT_EQ(effects.of(FaultEffect::absorbed), 1U);
    EXPECT_EQ(effects.total(), 1U);
}

TEST(FaultEffectsTest, AnOrderThatAnOracleNamesIsDamage) {
    EffectCase each{FaultKind::acknowledgement_lost, "acknowledgement_lost"};
    each.loses_an_answer();
    each.teller.answered(each.teller.job_calls(5, 6), 6);
    each.findings = {make_finding("doubled_orders", {{"1000", 2, "two sale orders"}})};
    const FaultEffects effects = each.effects();
    EXPECT_EQ(effects.of(FaultEffect::damage), 1U);
    EXPECT_EQ(effects.damaged_orders, std::vector<std::string>{"1000"});
}

TEST(FaultEffectsTest, AnOrderThatAPersonGotAfterItIsParked) {
    EffectCase each{FaultKind::error_rate, "error_rate"};
    each.loses_an_answer();
    each.park(10);
    EXPECT_EQ(each.effects().of(FaultEffect::parked), 1U);
}

TEST(FaultEffectsTest, AnExceptionFromBeforeIsNotItsDoing) {
    EffectCase each{FaultKind::error_rate, "error_rate"};
    each.loses_an_answer();
    each.park(0);
    EXPECT_EQ(each.effects().of(FaultEffect::parked), 0U);
}

TEST(FaultEffectsTest, ATwinThatWasTakenBackIsCompensated) {
    EffectCase each{FaultKind::acknowledgement_lost, "acknowledgement_lost"};
    each.loses_an_answer();
    each.teller.answered(each.teller.job_calls(5, 6), 6);
    SaleOrder& twin = each.books.sale_orders.emplace_back();
    twin.client_order_ref = "1000";
    twin.state = SaleState::cancel;
    EXPECT_EQ(each.effects().of(FaultEffect::compensated), 1U);
    // Where all of them are cancelled the customer wished it so.
    each.books.sale_orders[0].state = SaleState::cancel;
    each.faults[0].effects = {};
    EXPECT_EQ(each.effects().of(FaultEffect::absorbed), 1U);
}

TEST(FaultEffectsTest, ARepeatedEventIsDeduplicated) {
    EffectCase each{FaultKind::duplicate, "duplicate"};
    const std::uint32_t told = each.teller.shop_tells(1, 31, "1000");
    each.teller.log.on_fault(LogTeller::second(1), told, 0);
    each.teller.answered(told, 2);
    EXPECT_EQ(each.effects().of(FaultEffect::deduplicated), 1U);
}

TEST(FaultEffectsTest, AnEventThatWasTakenAndSentAgainIsDeduplicated) {
    EffectCase each{FaultKind::acknowledgement_lost, "acknowledgement_lost"};
    const std::uint32_t told = each.teller.shop_tells(1, 31, "1000");
    each.teller.log.on_fault(LogTeller::second(1), told, 0);
    each.teller.handled(told, 2);
    each.teller.cut_off(told, 3);
    each.teller.answered(each.teller.shop_tells(9, 31, "1000"), 10);
    EXPECT_EQ(each.effects().of(FaultEffect::deduplicated), 1U);
}

TEST(FaultEffectsTest, AnEventThatVanishedAndWhoseOrderIsThereIsAbsorbed) {
    EffectCase each{FaultKind::swallow, "swallow"};
    const std::uint32_t told = each.teller.shop_tells(1, 31, "1000");
    each.teller.log.on_fault(LogTeller::second(1), told, 0);
    each.teller.log.on_end(LogTeller::second(2), told, Outcome{});
    EXPECT_EQ(each.effects().of(FaultEffect::absorbed), 1U);
}

TEST(FaultEffectsTest, ADelayHasNoEffect) {
    EffectCase each{FaultKind::latency, "latency"};
    const std::uint32_t call = each.teller.job_calls(1, 5);
    each.teller.log.on_fault(LogTeller::second(1), call, 0);
    each.teller.answered(call, 9);
    EXPECT_EQ(each.effects().of(FaultEffect::none), 1U);
}

TEST(FaultEffectsTest, WhatTheRuntimeTurnsAwayGoesToTheFaultThatWasOn) {
    EffectCase each{FaultKind::outage, "outage"};
    each.faults.push_back(each.faults[0]);
    each.faults[1].from = LogTeller::second(90);
    each.faults[1].to = LogTeller::second(91);
    for (const int at : {30, 119, 95, 300}) {
        each.teller.answered(each.teller.shop_tells(at, 31, "1000"), at, 429);
    }
    EXPECT_EQ(each.effects().of(FaultEffect::refused_upstream), 1U);
    EXPECT_EQ(each.faults[1].effects.of(FaultEffect::refused_upstream), 2U);
}

}  // namespace
}  // namespace drydock::harness
