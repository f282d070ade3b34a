#include "harness/rehearsal/result_files.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

class ResultFilesTest : public testing::Test {
protected:
    ResultFilesTest() { std::filesystem::remove_all(directory_); }
    ~ResultFilesTest() override { std::filesystem::remove_all(directory_); }

    std::filesystem::path directory_ =
        std::filesystem::path{testing::TempDir()} / "drydock_result_files_test";
};

TEST_F(ResultFilesTest, MakesTheDirectoryAndReplacesWhatIsThere) {
    const std::string inner = (directory_ / "a" / "b").string();
    ASSERT_TRUE(write_result_files(inner, {{"verdict.json", "old"}}));
    ASSERT_TRUE(write_result_files(inner, {{"verdict.json", "new"}, {"run.json", "{}"}}));
    EXPECT_EQ(text_of(directory_ / "a" / "b" / "verdict.json"), "new");
    EXPECT_EQ(text_of(directory_ / "a" / "b" / "run.json"), "{}");
    EXPECT_FALSE(std::filesystem::exists(directory_ / "a" / "b" / "verdict.json.new"));
}

TEST_F(ResultFilesTest, SaysWhichPathCannotBeWritten) {
    std::filesystem::create_directories(directory_);
    std::ofstream{directory_ / "file"} << "in the way";
    const auto written = write_result_files((directory_ / "file").string(), {{"x", ""}});
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().find((directory_ / "file").string()), std::string::npos);
}

TEST_F(ResultFilesTest, DirectoriesAreNamedAfterScenarioStrategyAndSeed) {
    EXPECT_EQ(
        default_result_directory("peak season/../x", "event-driven", 7),
        "out/peak-season-..-x-event-driven-seed7"
    );
}

}  // namespace
}  // namespace drydock::harness
