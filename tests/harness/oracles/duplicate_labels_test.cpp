#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(DuplicateLabelsTest, SeesTwoLabelsPaidForOneParcel) {
    Landscape landscape;
    landscape.books.labels.push_back(landscape.books.labels[0]);
    landscape.books.labels.back().tracking = "T2";
    const Finding finding = duplicate_labels(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "P1");
    EXPECT_EQ(
        finding.offenders[0].explanation, "2 labels paid for one parcel of order 1, the last T2"
    );
}

TEST(DuplicateLabelsTest, LeavesAVoidedLabelAlone) {
    Landscape landscape;
    landscape.books.labels.push_back(landscape.books.labels[0]);
    landscape.books.labels.back().voided = Landscape::hour(5);
    EXPECT_EQ(duplicate_labels(landscape.evidence()).count, 0U);
}

TEST(DuplicateLabelsTest, SeesALabelOnACancelledParcel) {
    Landscape landscape;
    landscape.books.parcels[0].cancelled = Landscape::hour(6);
    EXPECT_EQ(duplicate_labels(landscape.evidence()).count, 1U);
}

TEST(DuplicateLabelsTest, SeesALabelForAParcelThatTheWarehouseDoesNotKnow) {
    Landscape landscape;
    landscape.books.labels[0].parcel = "P9";
    EXPECT_EQ(duplicate_labels(landscape.evidence()).count, 1U);
}

}  // namespace
}  // namespace drydock::harness
