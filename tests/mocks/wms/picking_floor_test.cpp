#include "mocks/wms/picking_floor.hpp"

#include <gtest/gtest.h>

namespace drydock::mocks::wms {
namespace {

TEST(PickingFloorTest, ALineThatIsAddedAgainIsOnePickInItsPlace) {
    PickingFloor floor{1};
    const std::uint32_t job = floor.queue(0);
    floor.add(job, {.line = 2, .units = 1});
    floor.add(job, {.line = 5, .units = 1});
    floor.add(job, {.line = 2, .units = 3});
    floor.add(job, {.line = 4, .units = 1});
    EXPECT_EQ(floor.job(job).picks, (std::vector<Pick>{{2, 4}, {4, 1}, {5, 1}}));
}

TEST(PickingFloorTest, JobsBeginInTheirOrderWhenAPickerIsFree) {
    PickingFloor floor{1};
    const std::uint32_t first = floor.queue(0);
    const std::uint32_t second = floor.queue(1);
    floor.add(first, {.line = 0, .units = 1});
    floor.add(second, {.line = 1, .units = 1});
    EXPECT_EQ(floor.begin_next(), first);
    EXPECT_EQ(floor.begin_next(), std::nullopt);
    EXPECT_EQ(floor.pickers_busy(), 1U);
    EXPECT_EQ(floor.finish(first).order, 0U);
    EXPECT_EQ(floor.begin_next(), second);
}

TEST(PickingFloorTest, AJobThatWasTakenApartCostsNoPicker) {
    PickingFloor floor{1};
    const std::uint32_t first = floor.queue(0);
    const std::uint32_t second = floor.queue(1);
    floor.add(first, {.line = 0, .units = 2});
    floor.add(second, {.line = 1, .units = 1});
    floor.remove(first, {.line = 0, .units = 1});
    EXPECT_EQ(floor.job(first).picks, (std::vector<Pick>{{0, 1}}));
    floor.remove(first, {.line = 0, .units = 1});
    EXPECT_EQ(floor.begin_next(), second);
    EXPECT_FALSE(floor.jobs_wait());
    EXPECT_EQ(floor.queue(7), first) << "its number is used again";
    EXPECT_EQ(floor.job(first).order, 7U);
}

}  // namespace
}  // namespace drydock::mocks::wms
