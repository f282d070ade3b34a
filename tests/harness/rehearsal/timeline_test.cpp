#include "harness/rehearsal/timeline.hpp"

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

TEST(TimelineTest, WritesOneLineAGauge) {
    Timeline timeline;
    timeline.add(Instant{one_hour}, SystemId{1}, {{"orders_waiting", 12}, {"jobs", 0}});
    timeline.add(Instant{2 * one_hour}, SystemId{0}, {{"records", -1}});
    EXPECT_EQ(
        timeline.csv(Calendar{{2011, 11, 1}}, {"odoo", "runtime"}),
        "time,system,gauge,value\n"
        "2011-11-01T01:00:00,runtime,orders_waiting,12\n"
        "2011-11-01T01:00:00,runtime,jobs,0\n"
        "2011-11-01T02:00:00,odoo,records,-1\n"
    );
}

}  // namespace
}  // namespace drydock::harness
