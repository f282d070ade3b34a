#include "app/step_files.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace drydock::app {
namespace {

class StepFilesTest : public testing::Test {
protected:
    ~StepFilesTest() override { std::filesystem::remove(path_); }

    std::string path_ =
        (std::filesystem::path{testing::TempDir()} / "drydock_step_files_test").string();
    Step step_;
    sim::StepView view_{.step = step_};
};

TEST_F(StepFilesTest, FingerprintsAreReadBackAsTheyWere) {
    std::vector<std::uint64_t> written;
    {
        FingerprintFile file{path_};
        for (std::uint64_t number = 1; number <= 20'000; ++number) {
            file.on_step(number, number * number, view_);
            written.push_back(number * number);
        }
        EXPECT_TRUE(file.finish());
    }
    EXPECT_EQ(read_fingerprints(path_), written);
}

TEST_F(StepFilesTest, AFileThatIsNotThereOrCutOffHasNoFingerprints) {
    EXPECT_EQ(read_fingerprints(path_), std::nullopt);
    std::ofstream{path_} << "abc";
    EXPECT_EQ(read_fingerprints(path_), std::nullopt);
}

TEST_F(StepFilesTest, TheLogHoldsTheStepsBeforeTheOneAsked) {
    {
        StepLogFile file{path_, 50};
        for (std::uint64_t number = 1; number <= 100; ++number) {
            file.on_step(number, number, view_);
        }
        EXPECT_TRUE(file.finish());
    }
    std::ifstream in{path_};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    ASSERT_EQ(lines.size(), 21U);
    EXPECT_TRUE(lines.front().starts_with("30 "));
    EXPECT_TRUE(lines.back().starts_with("50 "));
}

TEST_F(StepFilesTest, AFileThatCannotBeWrittenSaysSo) {
    FingerprintFile file{"/nonexistent/fingerprints"};
    file.on_step(1, 1, view_);
    EXPECT_FALSE(file.finish());
}

}  // namespace
}  // namespace drydock::app
