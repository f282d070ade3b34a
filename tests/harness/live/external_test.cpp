#include "harness/live/external.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/live/external_odoo.hpp"
#include "harness/live/live_rehearsal.hpp"
#include "harness/live/served_landscape.hpp"
#include "harness/scenario/effective.hpp"
#include "harness/verdict/verdict_json.hpp"
#include "live/journal/inspection.hpp"
#include "tests/harness/live/few_orders.hpp"

namespace drydock::harness {
namespace {

TEST(ExternalTest, a_word_of_a_database_s_name_marks_it_as_one_for_tests) {
    EXPECT_TRUE(is_test_name("acme_test"));
    EXPECT_TRUE(is_test_name("acme-staging-2"));
    EXPECT_TRUE(is_test_name("Demo18"));
    EXPECT_TRUE(is_test_name("twin"));
    EXPECT_FALSE(is_test_name("acme"));
    EXPECT_FALSE(is_test_name("production"));
    EXPECT_FALSE(is_test_name("contest")) << "a word, not a part of one";
    EXPECT_FALSE(is_test_name("latest_orders"));
    EXPECT_FALSE(is_test_name(""));
}

TEST(ExternalTest, what_a_server_books_is_never_earlier_than_it_was) {
    const ClockOffset clock{.server_seconds = 1'000, .run = Instant{50 * one_second}};
    const Instant booked = clock.run_time(1'003);
    EXPECT_GE(booked, Instant{53 * one_second}) << "at .0 of that second";
    EXPECT_LT(booked, Instant{54 * one_second});
    EXPECT_LT(clock.run_time(940), Instant{}) << "before the run";
}

TEST(ExternalTest, a_run_s_instant_is_the_server_s_second_in_which_it_lies) {
    const ClockOffset clock{.server_seconds = 1'000, .run = Instant{50 * one_second}};
    EXPECT_EQ(clock.server_time(Instant{50 * one_second}), 1'000);
    EXPECT_EQ(clock.server_time(Instant{51 * one_second + Duration{1}}), 1'001);
    EXPECT_EQ(clock.server_time(Instant{48 * one_second - Duration{1}}), 997);
}

TEST(ExternalTest, dates_of_odoo_are_seconds_since_1970_in_utc) {
    EXPECT_EQ(odoo_seconds("1970-01-02 00:00:01"), 86'401);
    EXPECT_EQ(odoo_text(86'401), "1970-01-02 00:00:01");
    EXPECT_EQ(odoo_seconds("1970-01-02"), std::nullopt);
    EXPECT_EQ(odoo_seconds("1970-01-02T00:00:01"), std::nullopt);
    EXPECT_EQ(odoo_seconds(""), std::nullopt);
}

/// An Odoo elsewhere: that of other mocks, which run on a thread of their own and know only this
/// password.
class ExternalOdooTest : public testing::Test {
protected:
    void serve(const std::string& database = "twin") {
        ServedLandscapeSettings settings;
        settings.control_token = "token-of-the-test";
        settings.runtime = {.host = "127.0.0.1", .port = 1, .path = ""};
        ServedHooks hooks;
        hooks.stops = [this] { return stop_.load(); };
        hooks.ready = [this](const ServedAddresses& addresses) {
            account_.url = *live::http::parse_url(addresses.systems.at(1).url);
            ready_ = true;
            ready_.notify_all();
        };
        LoadedScenario served = few_orders();
        odoo_of(served).password = secret_;
        odoo_of(served).database = database;
        account_ = {.database = database, .user = "integration", .password = secret_};
        thread_ = std::thread{[this, settings, hooks, served = std::move(served)]() mutable {
            const auto done = serve_landscape(std::move(served), settings, hooks);
            error_ = done ? "" : done.error();
            ready_ = true;
            ready_.notify_all();
        }};
        ready_.wait(false);
    }
    ~ExternalOdooTest() override {
        stop_ = true;
        if (thread_.joinable()) {
            thread_.join();
        }
        EXPECT_EQ(error_, "");
    }

    static mocks::OdooSettings& odoo_of(LoadedScenario& loaded) {
        return std::get<mocks::OdooSettings>(
            loaded.scenario.landscape.systems.at(loaded.plan.roles.odoo.value).settings
        );
    }
    [[nodiscard]] std::vector<DoctorFinding> examine_it(const OdooAccount& account) const {
        const LoadedScenario loaded = few_orders();
        return examine({.odoo = account}, loaded.scenario, loaded.plan, loaded.workload.demand);
    }
    static const DoctorFinding* find(
        const std::vector<DoctorFinding>& findings, std::string_view check
    ) {
        const auto found = std::ranges::find(findings, check, &DoctorFinding::check);
        return found == findings.end() ? nullptr : &*found;
    }

    const std::string secret_ = "planted-secret-4711";
    OdooAccount account_;

private:
    std::atomic<bool> ready_{false};
    std::atomic<bool> stop_{false};
    std::string error_;
    std::thread thread_;
};

TEST_F(ExternalOdooTest, one_that_is_fit_for_the_scenario_is_safe_to_test) {
    serve();
    const auto findings = examine_it(account_);
    for (const std::string_view check :
         {"answers", "version", "credentials", "test database", "rights", "products", "orders"}) {
        const DoctorFinding* const finding = find(findings, check);
        ASSERT_NE(finding, nullptr) << check;
        EXPECT_EQ(finding->result, DoctorFinding::Result::good) << check << ": " << finding->text;
    }
}

TEST_F(ExternalOdooTest, a_wrong_password_is_found_and_not_repeated) {
    serve();
    OdooAccount account = account_;
    account.password = "another-secret-0815";
    const auto findings = examine_it(account);
    const DoctorFinding* const credentials = find(findings, "credentials");
    ASSERT_NE(credentials, nullptr);
    EXPECT_EQ(credentials->result, DoctorFinding::Result::bad);
    EXPECT_FALSE(credentials->may_be_forced);
    for (const DoctorFinding& finding : findings) {
        EXPECT_EQ(finding.text.find("another-secret-0815"), std::string::npos);
    }
}

TEST_F(ExternalOdooTest, a_port_where_nothing_listens_is_found) {
    serve();
    OdooAccount account = account_;
    account.url.port = 1;
    const auto findings = examine_it(account);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].check, "answers");
    EXPECT_EQ(findings[0].result, DoctorFinding::Result::bad);
}

TEST_F(ExternalOdooTest, its_orders_are_judged_like_those_of_the_mock_within) {
    serve();
    LoadedScenario within = few_orders();
    const auto inner =
        rehearse_live(within.scenario, Workload{within.workload}, within.plan, {}, {});
    ASSERT_TRUE(inner) << inner.error();

    LoadedScenario loaded = few_orders();
    odoo_of(loaded).password = secret_;
    const auto journal = std::filesystem::temp_directory_path() /
                         ("drydock-external-" + std::to_string(::getpid()) + ".journal");
    Books books;
    RehearsalHooks hooks;
    hooks.at_end = [&books](const Evidence& evidence, const auto&, Instant) {
        books = evidence.books;
    };
    const auto outer = rehearse_live(
        loaded.scenario,
        Workload{loaded.workload},
        loaded.plan,
        hooks,
        {.journal_file = journal.string(), .externals = {.odoo = account_}}
    );
    ASSERT_TRUE(outer) << outer.error();
    EXPECT_EQ(outer->verdict.figures.orders_accepted, 3U);
    ASSERT_EQ(outer->verdict.findings.size(), inner->verdict.findings.size());
    for (std::size_t index = 0; index < inner->verdict.findings.size(); ++index) {
        const Finding& one = inner->verdict.findings[index];
        if (one.oracle == "unsettled_orders") {
            continue;  // How far orders are at the end is a matter of the machine's speed.
        }
        EXPECT_EQ(outer->verdict.findings[index].count, one.count) << one.oracle;
    }
    ASSERT_EQ(books.sale_orders.size(), 3U);
    EXPECT_FALSE(books.sale_orders[0].lines.empty());
    EXPECT_EQ(books.sale_orders[0].state, SaleState::sale);
    EXPECT_FALSE(books.stock.empty());

    // The orders are there now: a second run would mix with the first.
    const auto findings = examine_it(account_);
    EXPECT_EQ(find(findings, "orders")->result, DoctorFinding::Result::bad);
    EXPECT_TRUE(find(findings, "orders")->may_be_forced);

    // The secret is in nothing that is written.
    std::string written =
        to_json(outer->verdict) + outer->timeline_csv + effective_yaml(loaded.scenario);
    const auto exported = live::export_journal(journal.string(), [&written](std::string_view line) {
        written += line;
    });
    EXPECT_TRUE(exported) << exported.error().detail;
    EXPECT_EQ(written.find(secret_), std::string::npos);
    std::filesystem::remove(journal);
    std::filesystem::remove(journal.string() + "-wal");
}

TEST_F(ExternalOdooTest, a_database_that_nothing_marks_as_one_for_tests_is_not_safe) {
    serve("acme");
    const auto before = examine_it(account_);
    const DoctorFinding* const unmarked = find(before, "test database");
    ASSERT_NE(unmarked, nullptr);
    EXPECT_EQ(unmarked->result, DoctorFinding::Result::bad);
    EXPECT_TRUE(unmarked->may_be_forced);

    auto odoo = OdooAccess::open(account_, {});
    ASSERT_TRUE(odoo && odoo->log_in());
    const auto made = odoo->execute(
        "ir.config_parameter",
        "create",
        [](DocumentWriter& out) {
            out.begin_object();
            out.field("key", test_parameter);
            out.field("value", "True");
            out.end();
        },
        [](DocumentWriter&) {}
    );
    ASSERT_TRUE(made) << made.error().detail;
    const auto after = examine_it(account_);
    EXPECT_EQ(find(after, "test database")->result, DoctorFinding::Result::good);
}

TEST_F(ExternalOdooTest, what_answers_and_is_no_odoo_is_found) {
    serve();
    OdooAccount account = account_;
    account.url.path = "/elsewhere";
    const auto findings = examine_it(account);
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].result, DoctorFinding::Result::bad) << findings[0].text;
}

}  // namespace
}  // namespace drydock::harness
