#include "harness/live/external.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/document_text.hpp"
#include "harness/live/external_odoo.hpp"
#include "harness/live/live_rehearsal.hpp"
#include "harness/live/served_landscape.hpp"
#include "harness/scenario/effective.hpp"
#include "harness/verdict/verdict_json.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"
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

TEST_F(ExternalOdooTest, orders_that_go_into_it_are_judged_from_its_books) {
    serve();
    LoadedScenario loaded = few_orders();
    odoo_of(loaded).password = secret_;
    // Earlier than its orders, so that the runtime has logged in and listed on a busy machine, too.
    loaded.scenario.workload.from = *parse_date_time("2011-11-28T16:57:50");
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
    for (const Finding& finding : outer->verdict.findings) {
        // How far orders are at the end is a matter of the machine's speed.
        if (finding.oracle != "unsettled_orders" && finding.oracle != "parcels_in_flight") {
            EXPECT_EQ(finding.count, 0U) << finding.oracle;
        }
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

TEST_F(ExternalOdooTest, an_order_that_was_sold_delivered_and_invoiced_is_read_back) {
    serve();
    namespace odoo = integration::odoo;
    const LoadedScenario loaded = few_orders();
    const Demand& demand = loaded.workload.demand;
    const SkuId sku = demand.lines.front().sku;
    auto client = live::http::SimpleClient::open();
    Document answer;
    const auto ask = [&](const Request& request) {
        answer = client->call(account_.url, request).response.body;
        EXPECT_FALSE(answer["error"].present()) << to_text(answer["error"]);
        return answer["result"];
    };
    odoo::Session session{{}, account_.database, account_.user, account_.password, 0};
    session.uid = ask(odoo::log_in(session)).integer_or(0);
    const std::int64_t partner = ask(odoo::create_partner(session, "buyer")).integer_or(0);
    auto access = OdooAccess::open(account_, {});
    ASSERT_TRUE(access && access->log_in());
    const auto made = access->execute(
        "sale.order",
        "create",
        [&](DocumentWriter& out) {
            out.begin_object();
            out.field("partner_id", partner);
            out.field("client_order_ref", "T1");
            out.begin_array("order_line");
            out.begin_array();
            out.add(0);
            out.add(0);
            out.begin_object();
            out.field("product_id", sku.value + 1);
            out.field("product_uom_qty", 2);
            out.field("price_unit", Money{3'500});
            out.end();
            out.end();
            out.end();
            out.end();
        },
        [](DocumentWriter&) {}
    );
    ASSERT_TRUE(made) << made.error().detail;
    const std::int64_t order = (*made)["result"].integer_or(0);
    ask(odoo::confirm_sale_order(session, order));
    const std::int64_t picking = ask(odoo::list_pickings(session, order)).at(0)["id"].integer_or(0);
    const std::int64_t move = ask(odoo::list_moves(session, picking)).at(0)["id"].integer_or(0);
    ask(odoo::write_moves(session, picking, {move, 2}, "track-1"));
    ask(odoo::validate_picking(session, picking));
    const std::int64_t wizard = ask(odoo::create_invoice_wizard(session, order)).integer_or(0);
    ask(odoo::create_invoices(session, order, wizard));
    const std::int64_t invoice =
        ask(odoo::read_invoice_ids(session, order)).at(0)["invoice_ids"].at(0).integer_or(0);
    ask(odoo::post_invoice(session, invoice));

    const Instant start = loaded.plan.calendar.instant_of(loaded.scenario.workload.from);
    Books books;
    const auto read = read_external_books(
        {.odoo = account_},
        {.demand = demand, .self = loaded.plan.roles.odoo, .since = start},
        {start + one_minute, std::chrono::steady_clock::now()},
        books
    );
    ASSERT_TRUE(read) << read.error();
    ASSERT_EQ(books.sale_orders.size(), 1U);
    const SaleOrder& sale = books.sale_orders.front();
    EXPECT_EQ(sale.client_order_ref, "T1");
    EXPECT_EQ(sale.state, SaleState::sale);
    EXPECT_GE(sale.created, start);
    EXPECT_TRUE(sale.confirmed);
    ASSERT_EQ(sale.lines.size(), 1U);
    EXPECT_EQ(sale.lines[0].sku, sku);
    EXPECT_EQ(sale.lines[0].delivered, Quantity::units(2));
    EXPECT_EQ(sale.lines[0].invoiced, Quantity::units(2));
    EXPECT_EQ(sale.lines[0].price, Money{3'500});
    ASSERT_EQ(books.pickings.size(), 1U);
    EXPECT_EQ(books.pickings[0].order, "T1");
    EXPECT_FALSE(books.pickings[0].incoming);
    ASSERT_EQ(books.pickings[0].lines.size(), 1U);
    EXPECT_EQ(books.pickings[0].lines[0].sku, sku);
    EXPECT_EQ(books.pickings[0].lines[0].quantity, Quantity::units(2));
    ASSERT_EQ(books.invoices.size(), 1U);
    EXPECT_EQ(books.invoices[0].order, "T1");
    EXPECT_TRUE(books.invoices[0].posted);
    EXPECT_EQ(books.invoices[0].total, Money{7'000});
    const auto level = std::ranges::find(books.stock, sku, &StockLevel::sku);
    ASSERT_NE(level, books.stock.end());
    EXPECT_EQ(level->on_hand, Quantity::units(demand.stock_initial_units.at(sku.value) - 2));
}

}  // namespace
}  // namespace drydock::harness
