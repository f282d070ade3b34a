#include "harness/rehearsal/stuck.hpp"

#include <gtest/gtest.h>

#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

Verdict judged(const Landscape& landscape, std::string_view oracle) {
    Verdict verdict;
    verdict.phases.spans = {
        {Phase::baseline, {}, Instant{30 * one_minute}},
        {Phase::fault, Instant{30 * one_minute}, Instant{2 * one_hour}}};
    verdict.findings = {make_finding(oracle, {{"1", 1, "it hangs"}})};
    tell_where_stuck(landscape.evidence(), verdict);
    return verdict;
}

TEST(StuckTest, SaysTheStageThatHasNotEndedAndThePhase) {
    Landscape landscape;
    landscape.books.parcels[0].labelled.reset();
    landscape.books.parcels[0].shipped.reset();
    landscape.books.invoices.clear();
    const Verdict verdict = judged(landscape, "unsettled_orders");
    EXPECT_EQ(verdict.findings[0].offenders[0].stage, "label");
    EXPECT_EQ(verdict.findings[0].offenders[0].phase, "fault");
}

TEST(StuckTest, PastTheLastStageItIsAfter) {
    const Verdict verdict = judged(Landscape{}, "unsettled_orders");
    EXPECT_EQ(verdict.findings[0].offenders[0].stage, "after");
}

TEST(StuckTest, WhatHappenedAndShouldNotIsStuckNowhere) {
    const Verdict verdict = judged(Landscape{}, "doubled_orders");
    EXPECT_EQ(verdict.findings[0].offenders[0].stage, "");
}

}  // namespace
}  // namespace drydock::harness
