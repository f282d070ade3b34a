#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(MilestoneRegressionsTest, SeesAnEarlierMilestoneAfterALaterOne) {
    Landscape landscape;
    landscape.shipped_order().fulfilments[0].milestones.emplace_back(
        Milestone::out_for_delivery, Landscape::hour(31)
    );
    const Finding finding = milestone_regressions(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "P1");
    EXPECT_EQ(
        finding.offenders[0].explanation, "order 1: told \"out for delivery\" after \"delivered\""
    );
}

TEST(MilestoneRegressionsTest, LeavesARepeatedMilestoneAlone) {
    Landscape landscape;
    landscape.shipped_order().fulfilments[0].milestones.emplace_back(
        Milestone::delivered, Landscape::hour(31)
    );
    EXPECT_EQ(milestone_regressions(landscape.evidence()).count, 0U);
}

}  // namespace
}  // namespace drydock::harness
