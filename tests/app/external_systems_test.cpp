#include "app/external_systems.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/scenario/scenario_file.hpp"

namespace drydock::app {
namespace {

using Result = harness::DoctorFinding::Result;

constexpr const char* password_variable = "DRYDOCK_TEST_ODOO_PASSWORD";

/// A shipped scenario whose Odoo is elsewhere.
struct Elsewhere {
    harness::Scenario scenario;
    harness::RehearsalPlan plan;

    explicit Elsewhere(const std::string& where_the_password_is) {
        auto read = harness::load_scenario(
            "scenarios/twenty-orders.yaml",
            {.sets =
                 {"landscape.systems.odoo.url=http://127.0.0.1:1",
                  "landscape.systems.odoo.database=acme_test",
                  "landscape.systems.odoo.user=bot",
                  "landscape.systems.odoo." + where_the_password_is}}
        );
        EXPECT_TRUE(read) << to_text(read.error().front());
        scenario = std::move(*read);
        plan = *harness::plan_rehearsal(scenario);
    }
};

TEST(ExternalSystemsTest, the_password_comes_from_the_environment) {
    Elsewhere odoo{std::string{"password_env="} + password_variable};
    ::unsetenv(password_variable);
    const auto missing = resolve_externals(odoo.scenario, odoo.plan.roles, {});
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().find(password_variable), std::string::npos);
    ::setenv(password_variable, "from the environment", 1);
    const auto found = resolve_externals(odoo.scenario, odoo.plan.roles, {});
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->odoo->password, "from the environment");
    EXPECT_EQ(found->odoo->database, "acme_test");
    EXPECT_FALSE(found->runtime);
    const auto& settings = std::get<mocks::OdooSettings>(
        odoo.scenario.landscape.systems.at(odoo.plan.roles.odoo.value).settings
    );
    EXPECT_EQ(settings.login, "bot") << "as our own runtime logs in";
    EXPECT_EQ(settings.password, "from the environment");
    ::unsetenv(password_variable);
}

TEST(ExternalSystemsTest, the_password_comes_from_the_first_line_of_a_file) {
    const auto file =
        std::filesystem::temp_directory_path() / ("drydock-password-" + std::to_string(::getpid()));
    std::ofstream{file} << "from the file\nsomething else\n";
    Elsewhere odoo{"password_file=" + file.string()};
    const auto found = resolve_externals(odoo.scenario, odoo.plan.roles, {});
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->odoo->password, "from the file");
    std::filesystem::remove(file);
    const auto missing = resolve_externals(odoo.scenario, odoo.plan.roles, {});
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().find(file.string()), std::string::npos);
}

TEST(ExternalSystemsTest, only_what_may_be_forced_is_forced) {
    const std::vector<harness::DoctorFinding> unmarked{
        {"odoo", "answers", Result::good, "", false},
        {"odoo", "products", Result::warning, "", false},
        {"odoo", "test database", Result::bad, "", true}};
    EXPECT_FALSE(is_safe(unmarked, {}));
    EXPECT_TRUE(is_safe(unmarked, {.force = true}));
    const std::vector<harness::DoctorFinding> silent{{"odoo", "answers", Result::bad, "", false}};
    EXPECT_FALSE(is_safe(silent, {.force = true}));
    EXPECT_TRUE(is_safe({}, {}));
}

TEST(ExternalSystemsTest, nothing_is_done_to_an_odoo_that_does_not_answer) {
    const Elsewhere odoo{std::string{"password_env="} + password_variable};
    const harness::Externals externals{
        .odoo = harness::OdooAccount{
            .url = *live::http::parse_url("http://127.0.0.1:1"),
            .database = "acme_test",
            .user = "bot",
            .password = "the secret"}};
    const auto checked = check_externals(externals, odoo.scenario, odoo.plan, {}, {.force = true});
    ASSERT_FALSE(checked);
    EXPECT_NE(checked.error().find("answers"), std::string::npos) << checked.error();
    EXPECT_EQ(checked.error().find("the secret"), std::string::npos);
}

}  // namespace
}  // namespace drydock::app
