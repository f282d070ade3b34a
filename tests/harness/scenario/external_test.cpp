#include "harness/scenario/external.hpp"

#include <gtest/gtest.h>

#include "harness/scenario/effective.hpp"
#include "tests/harness/scenario/scenario_text.hpp"

namespace drydock::harness {
namespace {

std::string with_odoo(const std::string& keys) {
    return changed("kind: odoo,", "kind: odoo, " + keys + ",");
}

TEST(ExternalTest, AnOdooElsewhereIsReadAndWrittenBack) {
    const auto scenario = read_scenario(
        with_odoo("url: \"https://odoo.example.com\", database: acme_test, user: bot, "
                  "password_env: ACME_PASSWORD"),
        test_file
    );
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    const auto again = read_scenario(effective_yaml(*scenario), test_file);
    ASSERT_TRUE(again) << to_text(again.error()[0]);
    const ExternalSpec& external = again->landscape.systems[1].external;
    EXPECT_EQ(external.url, "https://odoo.example.com");
    EXPECT_EQ(external.database, "acme_test");
    EXPECT_EQ(external.user, "bot");
    EXPECT_EQ(external.password_env, "ACME_PASSWORD");
    EXPECT_TRUE(again->landscape.systems[0].external.url.empty());
}

TEST(ExternalTest, AMiddlewareElsewhereNeedsItsUrlOnly) {
    const auto scenario = read_scenario(
        changed("kind: runtime", "kind: runtime, url: \"http://127.0.0.1:8090\""), test_file
    );
    ASSERT_TRUE(scenario) << to_text(scenario.error()[0]);
    EXPECT_EQ(scenario->landscape.systems[0].external.url, "http://127.0.0.1:8090");
}

TEST(ExternalTest, APasswordInTheScenarioIsRefusedAndNotShown) {
    const auto found = complaints(with_odoo("password: hunter2"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].find("never stands in a scenario"), std::string::npos) << found[0];
    EXPECT_NE(found[0].find("password_env"), std::string::npos);
    EXPECT_EQ(found[0].find("hunter2"), std::string::npos);
}

TEST(ExternalTest, APasswordOnTheCommandLineIsRefusedAndNotShown) {
    const Overrides overrides{.sets = {"landscape.systems.odoo.password=hunter2"}};
    const auto found = complaints(std::string{good_scenario}, overrides);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].find("never stands in a scenario"), std::string::npos) << found[0];
    EXPECT_EQ(found[0].find("hunter2"), std::string::npos);
}

TEST(ExternalTest, SaysWhatAnOdooElsewhereMisses) {
    const auto found = complaints(with_odoo("url: \"http://127.0.0.1:8069\", user: bot"));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NE(found[0].find("\"database\" is missing"), std::string::npos) << found[0];
    EXPECT_NE(found[1].find("password_env"), std::string::npos) << found[1];
}

TEST(ExternalTest, AUserWithoutAUrlIsAMistake) {
    const auto found = complaints(with_odoo("user: bot"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].find("\"url\" is missing"), std::string::npos) << found[0];
}

TEST(ExternalTest, AUrlWithAPasswordInItIsAMistake) {
    const auto found = complaints(
        changed("kind: runtime", "kind: runtime, url: \"http://bot:hunter2@example.com\"")
    );
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].find("hunter2"), std::string::npos) << found[0];
}

}  // namespace
}  // namespace drydock::harness
