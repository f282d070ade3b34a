#include <gtest/gtest.h>

#include "harness/oracles/oracles.hpp"
#include "tests/harness/oracles/books_builder.hpp"

namespace drydock::harness {
namespace {

TEST(ParcelsInFlightTest, SeesAParcelThatOdooNeverValidated) {
    Landscape landscape;
    landscape.books.pickings.clear();
    const Finding finding = parcels_in_flight(landscape.evidence());
    ASSERT_EQ(finding.count, 1U);
    EXPECT_EQ(finding.offenders[0].key, "1");
}

TEST(ParcelsInFlightTest, DoesNotTakeAReturnForADelivery) {
    Landscape landscape;
    landscape.books.pickings[0].incoming = true;
    EXPECT_EQ(parcels_in_flight(landscape.evidence()).count, 1U);
}

TEST(ParcelsInFlightTest, LeavesParcelsStillInTheWarehouseAlone) {
    Landscape landscape;
    landscape.books.pickings.clear();
    landscape.books.parcels[0].shipped.reset();
    EXPECT_EQ(parcels_in_flight(landscape.evidence()).count, 0U);
}

}  // namespace
}  // namespace drydock::harness
