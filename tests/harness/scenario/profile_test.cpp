#include "harness/scenario/profile.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "harness/scenario/effective.hpp"
#include "harness/scenario/explain.hpp"
#include "tests/harness/scenario/scenario_text.hpp"

namespace drydock::harness {
namespace {

using Lines = std::vector<std::string>;

/// Profile files in a folder of the test's own.
class ProfileTest : public testing::Test {
protected:
    ProfileTest() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  (std::string{"drydock-profile-"} + test->name());
        std::filesystem::create_directories(folder_);
        write("warehouse.yaml", "kind: wms\nworkers: 4\npickers: 7\nwebhook:\n  timeout: 3s\n");
    }
    ~ProfileTest() override { std::filesystem::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream{folder_ / name} << text;
        return path(name);
    }
    [[nodiscard]] std::string path(const std::string& name) const {
        return (folder_ / name).string();
    }
    /// The good scenario whose warehouse says that.
    [[nodiscard]] static std::string with(const std::string& keys) {
        return changed("wms: {kind: wms}", "wms: {" + keys + "}");
    }
    [[nodiscard]] std::string with_profile(const std::string& more = "") const {
        return with("profile: " + path("warehouse.yaml") + more);
    }

private:
    std::filesystem::path folder_;
};

const SystemSpec& warehouse(const Scenario& scenario) {
    return scenario.landscape.systems.at(2);
}

const mocks::WmsSettings& settings(const Scenario& scenario) {
    return std::get<mocks::WmsSettings>(warehouse(scenario).settings);
}

TEST_F(ProfileTest, ASystemTakesItsKindAndKeysFromItsProfile) {
    const auto scenario = read_scenario(with_profile(), test_file);
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    EXPECT_EQ(warehouse(*scenario).door.workers, 4U);
    EXPECT_EQ(settings(*scenario).pickers, 7U);
    EXPECT_EQ(settings(*scenario).webhook.timeout, 3 * one_second);
}

TEST_F(ProfileTest, OwnKeysWinKeyByKey) {
    const auto scenario =
        read_scenario(with_profile(", pickers: 9, webhook: {delays: [1min]}"), test_file);
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    EXPECT_EQ(settings(*scenario).pickers, 9U);
    EXPECT_EQ(settings(*scenario).webhook.timeout, 3 * one_second) << "beside an own key";
    EXPECT_EQ(settings(*scenario).webhook.delays, std::vector<Duration>{one_minute});
}

TEST_F(ProfileTest, AnOwnKeyWithoutAValueTakesTheProfilesAway) {
    const auto scenario = read_scenario(with_profile(", pickers: "), test_file);
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    EXPECT_EQ(settings(*scenario).pickers, mocks::WmsSettings{}.pickers);
}

TEST_F(ProfileTest, APathIsSeenFromTheFileThatSaysIt) {
    write("scenario.yaml", with("profile: warehouse.yaml"));
    Overrides data;
    data.sets = {
        "workload.orders=scenarios/data/order_lines.csv.xz",
        "workload.products=scenarios/data/products.csv.xz"};
    const auto scenario = load_scenario(path("scenario.yaml"), data);
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    EXPECT_EQ(settings(*scenario).pickers, 7U);
}

TEST_F(ProfileTest, AProfileMayStandOnAnother) {
    write("busy.yaml", "profile: warehouse.yaml\nworkers: 40\n");
    const auto scenario = read_scenario(with("profile: " + path("busy.yaml")), test_file);
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    EXPECT_EQ(warehouse(*scenario).door.workers, 40U);
    EXPECT_EQ(settings(*scenario).pickers, 7U);
}

TEST_F(ProfileTest, ACircleOfProfilesIsAMistake) {
    write("warehouse.yaml", "profile: warehouse.yaml\n");
    const Lines found = complaints(with_profile());
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0], path("warehouse.yaml") + ":1:10: profile: more than 8 below each other");
}

TEST_F(ProfileTest, TheCommandLineMayNameAnotherProfileAndWinsOverIt) {
    Overrides overrides;
    const std::string other = write("other.yaml", "kind: wms\nworkers: 5\n");
    overrides.sets = {
        "landscape.systems.wms.workers=6",
        "landscape.systems.wms.profile=" + other,
        "landscape.systems.wms.webhook.timeout=9s"};
    const auto scenario = read_scenario(with_profile(), test_file, overrides);
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    EXPECT_EQ(warehouse(*scenario).door.workers, 6U);
    EXPECT_EQ(settings(*scenario).pickers, mocks::WmsSettings{}.pickers) << "of the first profile";
    EXPECT_EQ(settings(*scenario).webhook.timeout, 9 * one_second);
}

TEST_F(ProfileTest, AMistakeInAProfileIsShownThere) {
    write("warehouse.yaml", "kind: wms\nworkers: two\npikers: 3\nshort_pick: 5\n");
    EXPECT_EQ(
        complaints(with_profile()),
        (Lines{
            path("warehouse.yaml") +
                R"(:2:10: workers: found "two", expected a whole number, from 1 to 100000)",
            path("warehouse.yaml") + R"(:3:1: unknown key "pikers"; did you mean "pickers"?)",
            path("warehouse.yaml") +
                R"(:4:13: short_pick: found "5", expected a share such as 0.5%)"})
    );
}

TEST_F(ProfileTest, AKindThatDoesNotAgreeIsAMistake) {
    const Lines found = complaints(with_profile(", kind: carrier"));
    ASSERT_FALSE(found.empty());
    EXPECT_NE(
        found[0].find(
            R"(kind: "carrier" here, but "wms" in its profile, )" + path("warehouse.yaml") + ":1"
        ),
        std::string::npos
    ) << found[0];
}

TEST_F(ProfileTest, AProfileThatIsNotThereIsAMistakeWhereItIsNamed) {
    EXPECT_EQ(
        complaints(with("profile: nowhere.yaml")),
        Lines{R"(12:20: profile: cannot read "scenarios/nowhere.yaml": No such file or directory)"}
    );
}

TEST_F(ProfileTest, TheEffectiveScenarioNeedsNoProfile) {
    const auto scenario = read_scenario(with_profile(), test_file);
    ASSERT_TRUE(scenario);
    const std::string text = effective_yaml(*scenario);
    EXPECT_EQ(text.find("profile"), std::string::npos);
    EXPECT_NE(text.find("\n      pickers: 7\n"), std::string::npos);
    EXPECT_TRUE(read_scenario(text, test_file));
}

TEST_F(ProfileTest, AnExplanationSaysWhereEachValueIsWritten) {
    const auto scenario = read_scenario(with_profile(", workers: 5"), test_file);
    ASSERT_TRUE(scenario);
    const std::string text = explain(*scenario, Demand{});
    EXPECT_NE(
        text.find("    from scenarios/test.yaml: profile (12) workers (12)\n"), std::string::npos
    ) << text;
    const std::string line =
        "    from " + path("warehouse.yaml") + ": kind (1) pickers (3) webhook (5)\n";
    EXPECT_NE(text.find(line), std::string::npos) << text;
}

}  // namespace
}  // namespace drydock::harness
