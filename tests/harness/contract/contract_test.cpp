#include <gtest/gtest.h>

#include "harness/contract/binding.hpp"
#include "harness/contract/compare.hpp"
#include "harness/contract/contract_run.hpp"
#include "harness/contract/not_modelled.hpp"
#include "harness/contract/report.hpp"

namespace drydock::harness::contract {
namespace {

Recording recording_of(const char* method, const Json& positional, const Json& result) {
    const Json document = {
        {"case", method},
        {"request",
         {{"method", "POST"},
          {"path", "/jsonrpc"},
          {"headers", {{"Content-Type", "application/json"}}},
          {"body",
           {{"jsonrpc", "2.0"},
            {"method", "call"},
            {"params",
             {{"service", "object"},
              {"method", "execute_kw"},
              {"args", {"twin", 2, "admin", "res.partner", method, positional}}}},
            {"id", 1}}}}},
        {"response",
         {{"status", 200},
          {"headers", {{"Content-Type", "application/json; charset=utf-8"}}},
          {"body", {{"jsonrpc", "2.0"}, {"id", 1}, {"result", result}}}}}};
    return *parse_recording(method, document.dump());
}

std::vector<Difference> compared(const Recording& recording, const Json& own, Binding& binding) {
    const Answer answer{
        200,
        recording.response.headers,
        Json{{"jsonrpc", "2.0"}, {"id", 1}, {"result", own}}.dump()};
    const ExchangeTimes times{1'795'000'000, 1'795'000'000};
    return compare_response(recording, read_call(recording.request), answer, times, binding);
}

TEST(Binding, SecondSightThatDisagreesIsADifference) {
    Binding binding{Release::odoo_18, Binding::Fresh::keep};
    EXPECT_TRUE(binding.match("res.partner", 70, 12));
    EXPECT_TRUE(binding.match("res.partner", 70, 12));
    EXPECT_FALSE(binding.match("res.partner", 70, 13));
    EXPECT_FALSE(binding.match("res.partner", 71, 12));
}

TEST(Binding, RecordsOfAFreshDatabaseAreThemselves) {
    Binding binding{Release::odoo_18, Binding::Fresh::keep};
    EXPECT_TRUE(binding.match("res.company", 1, 1));
    EXPECT_FALSE(binding.match("res.company", 1, 2));
}

TEST(Binding, NumbersOfTwoSequencesAreNeverPartners) {
    Binding binding{Release::odoo_18, Binding::Fresh::keep};
    EXPECT_TRUE(binding.match_name("S00004", "S00009"));
    EXPECT_FALSE(binding.match_name("S00005", "P00005"));
    EXPECT_EQ(binding.own_text_of("order S00004"), "order S00009");
}

TEST(Compare, IdsAreBoundAndValuesAreNot) {
    Binding binding{Release::odoo_18, Binding::Fresh::keep};
    const Recording recorded =
        recording_of("read", {{70}, {"name"}}, {{{"id", 70}, {"name", "ACME"}}});
    EXPECT_TRUE(compared(recorded, {{{"id", 12}, {"name", "ACME"}}}, binding).empty());
    const auto planted = compared(recorded, {{{"id", 12}, {"name", "Other"}}}, binding);
    ASSERT_EQ(planted.size(), 1U);
    EXPECT_EQ(planted.front().path, "result[0].name");
}

TEST(Compare, OrderOfMembersAndMissingMembersAreSeen) {
    Binding binding{Release::odoo_18, Binding::Fresh::keep};
    const Recording recorded =
        recording_of("read", {{70}, {"name"}}, {{{"id", 70}, {"name", "ACME"}}});
    EXPECT_FALSE(compared(recorded, {{{"name", "ACME"}, {"id", 12}}}, binding).empty());
    EXPECT_FALSE(compared(recorded, {{{"id", 12}}}, binding).empty());
}

TEST(Compare, MomentThatWasNowMustBeNow) {
    Binding binding{Release::odoo_18, Binding::Fresh::keep};
    const Json now = {{{"id", 70}, {"create_date", "2026-11-18 11:06:40"}}};
    const Json old = {{{"id", 70}, {"create_date", "2020-01-01 00:00:00"}}};
    const Recording recorded = recording_of("read", {{70}, {"create_date"}}, now);
    EXPECT_TRUE(compared(recorded, now, binding).empty());
    EXPECT_FALSE(compared(recorded, old, binding).empty());
}

TEST(NotModelled, TableOfTheDocumentIsTheList) {
    const auto table = read_not_modelled(mocks_document());
    EXPECT_TRUE(table.contains("j002*"));
    EXPECT_FALSE(table.contains("case or model.method"));
}

TEST(Replay, RecordThatNoCaseMadeIsSetUpAndAPlantedDifferenceIsSeen) {
    const Json shown = {{{"id", 70}, {"name", "ACME Retail GmbH"}}};
    const Recording good = recording_of("read", {{70}, {"name"}}, shown);
    Recording planted = recording_of("search_count", {Json::array()}, -1);
    const auto reports = run_contract({good, planted}, mock_run());
    ASSERT_EQ(reports.size(), 2U);
    EXPECT_FALSE(reports[0].notes.empty());
    EXPECT_EQ(reports[1].result, CaseResult::differs);
    EXPECT_EQ(sums_of(reports).not_modelled, 0U);
}

}  // namespace
}  // namespace drydock::harness::contract
