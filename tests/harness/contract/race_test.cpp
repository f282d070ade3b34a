#include <gtest/gtest.h>

#include "harness/contract/contest.hpp"
#include "harness/contract/contract_run.hpp"
#include "harness/contract/mock_server.hpp"
#include "tests/harness/contract/recorded.hpp"

namespace drydock::harness::contract {
namespace {

constexpr const char* follows_twice =
    "odoo.exceptions.ValidationError: The operation cannot be completed: Error, a partner cannot "
    "follow twice the same object.";

const Json tried_again = {{"SERIALIZATION_FAILURE / 4 tries left", 1}};

/// What clients at once are recorded as: sums by outcome, and each call where `details` are given.
Recording recorded_clients(
    const std::string& words,
    const Json& outcomes,
    const Json& retries,
    const Json& details = Json{}
) {
    std::size_t calls = 0;
    for (const Json& count : outcomes) {
        calls += count.get<std::size_t>();
    }
    const Json document = {
        {"case", words},
        {"clients", 2},
        {"calls", calls},
        {"outcomes", outcomes},
        {"server_retries_logged", retries},
        {"calls_detail", details}};
    return *parse_recording(words, document.dump());
}

Recording recorded_pairs(const Json& results) {
    return *parse_recording("races", Json{{"case", "races"}, {"results", results}}.dump());
}

CaseReport replayed(const Recording& recording) {
    return run_contract({recording}, mock_run()).front();
}

/// The first difference as "path: expected -> got"; empty for none.
std::string difference_of(const Recording& recording) {
    const CaseReport report = replayed(recording);
    EXPECT_EQ(report.differences.empty(), report.result == CaseResult::passed);
    if (report.differences.empty()) {
        return {};
    }
    const Difference& first = report.differences.front();
    return first.path + ": " + first.expected + " -> " + first.got;
}

TEST(Contest, WordsSayWhatTheClientsDidAndWhatTheyShared) {
    const auto read = [](const std::string& words) {
        return read_contests(recorded_clients(words, {{"ok", 4}}, Json::object())).value().front();
    };
    EXPECT_EQ(read("x_two_clients_write_same_record").deeds.front(), Deed::write);
    EXPECT_EQ(read("x_two_clients_write_same_record").calls_each, 2U);
    EXPECT_EQ(read("x_confirm_orders_same_product").common, Common::product);
    EXPECT_EQ(read("x_confirm_orders_different_products").common, Common::nothing);
    EXPECT_EQ(read("x_post_different_invoices_same_journal").common, Common::nothing);
    EXPECT_EQ(read("x_create_invoices_same_so").deeds.front(), Deed::create_invoices);
    EXPECT_EQ(read("x_create_same_client_order_ref").deeds.front(), Deed::create);
    const Contest versus = read("x_validate_vs_cancel_order");
    EXPECT_EQ(versus.deeds, (std::vector<Deed>{Deed::validate, Deed::cancel}));
    EXPECT_EQ(versus.common, Common::record);
}

TEST(Contest, NoteSaysWhatTheyDidWhereTheWordsDoNot) {
    Json document = recorded_clients("x_two_clients", {{"ok", 2}}, Json::object()).document;
    document["note"] = "same picking validated by two clients at the same moment";
    const auto read = read_contests(*parse_recording("x", document.dump()));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->front().deeds.front(), Deed::validate);
    EXPECT_EQ(read->front().common, Common::record);
}

TEST(Contest, ClientsOfWhomNobodySaysWhatTheyDidAreADifference) {
    const Recording unknown = recorded_clients("x_two_clients_dance", {{"ok", 2}}, Json::object());
    EXPECT_FALSE(read_contests(unknown).has_value());
    EXPECT_EQ(replayed(unknown).result, CaseResult::differs);
    const Recording odd = recorded_clients("x_write_same_record", {{"ok", 3}}, Json::object());
    EXPECT_FALSE(read_contests(odd).has_value()) << "3 calls of 2 clients";
}

TEST(Contest, CallsBeyondAllBoundsAreNotReplayed) {
    const Recording many =
        recorded_clients("x_write_same_record", {{"ok", 4'000'000'000U}}, Json::object());
    EXPECT_FALSE(read_contests(many).has_value());
}

TEST(Race, OneOfTwoConfirmationsIsRefusedAndAPlantedSecondSuccessIsSeen) {
    const std::string words = "x_two_clients_confirm_same_so";
    EXPECT_EQ(
        difference_of(recorded_clients(words, {{"ok true", 1}, {follows_twice, 1}}, Json::object())
        ),
        ""
    );
    EXPECT_EQ(
        difference_of(recorded_clients(words, {{"ok true", 2}}, Json::object())),
        std::string{"outcome: ok true -> "} + follows_twice
    );
    EXPECT_NE(
        difference_of(recorded_clients(
            words,
            {{"ok true", 1}, {"odoo.exceptions.UserError: Something else.", 1}},
            Json::object()
        )),
        ""
    );
}

TEST(Race, TriesOfTheServerAreComparedAsSomeOrNone) {
    const std::string words = "x_two_clients_write_same_record";
    EXPECT_EQ(difference_of(recorded_clients(words, {{"ok", 8}}, tried_again)), "");
    const std::string planted = difference_of(recorded_clients(words, {{"ok", 8}}, Json::object()));
    EXPECT_TRUE(planted.starts_with("tries beyond the first: none -> ")) << planted;
    EXPECT_EQ(
        difference_of(
            recorded_clients("x_confirm_orders_different_products", {{"ok", 4}}, tried_again)
        ),
        "tries beyond the first: some -> 0"
    );
    EXPECT_EQ(
        difference_of(recorded_clients("x_confirm_orders_same_product", {{"ok", 4}}, tried_again)),
        ""
    );
}

TEST(Race, NumbersAndIdsInAMessageAreBoundAndTheRestOfItIsNot) {
    const auto posts = [](const std::string& message) {
        return difference_of(recorded_clients(
            "x_two_clients_post_same_invoice",
            {{"ok false", 1}, {"odoo.exceptions.UserError: " + message, 1}},
            tried_again
        ));
    };
    EXPECT_EQ(posts("The entry INV/2026/00006 (id 21) must be in draft."), "");
    EXPECT_NE(posts("The entry INV/2026/00006 (id 21) must be posted."), "");
    EXPECT_NE(posts("The entry BILL/2026/00006 (id 21) must be in draft."), "");
}

TEST(Race, ResultsOfSingleCallsAreComparedWhereTheyWereKept) {
    const auto creates = [](const Json& first, const Json& second) {
        return difference_of(recorded_clients(
            "x_two_clients_create_same_client_order_ref",
            {{"ok", 2}},
            Json::object(),
            {{{{"result", first}, {"error", nullptr}}}, {{{"result", second}, {"error", nullptr}}}}
        ));
    };
    EXPECT_EQ(creates(35, 36), "");
    EXPECT_NE(creates(35, 35), "") << "one order twice";
    EXPECT_NE(creates(35, true), "");
}

TEST(Race, PairsOfRoundsAreComparedByTheBeginningOfTheirMessages) {
    const auto rounds = [](const std::string& name, const std::string& pair, const Json& retries) {
        const Json result = {
            {"rounds", 2}, {"outcome_pairs", {{pair, 2}}}, {"server_retries_logged", retries}};
        return difference_of(recorded_pairs({{name, result}}));
    };
    const std::string nothing_reserved =
        "UserError: You cannot validate a transfer if no quantities are reserved. To force the "
        "transfer, encod + ok";
    EXPECT_EQ(rounds("validate_vs_cancel_order", nothing_reserved, tried_again), "");
    EXPECT_EQ(rounds("two_validate_same_picking", nothing_reserved, tried_again), "");
    EXPECT_NE(rounds("two_confirm_same_order", nothing_reserved, tried_again), "");
    EXPECT_NE(rounds("validate_vs_cancel_order", "ok + ok", tried_again), "");
    const std::string not_to_confirm =
        "UserError: Some orders are not in a state requiring confirmation. + ok";
    EXPECT_EQ(rounds("confirm_vs_cancel_draft_order", not_to_confirm, tried_again), "");
    EXPECT_NE(rounds("confirm_vs_cancel_draft_order", not_to_confirm, Json::object()), "");
}

TEST(Race, OrdersHaveAsManyInvoicesAfterwardsAsRecorded) {
    const auto invoiced = [](const Json& counts) {
        const Json result = {
            {"rounds", 1},
            {"outcome_pairs",
             {{"UserError: Cannot create an invoice. No items are available to invoice.\n\nTo "
               "resolve this issue, pleas + ok",
               1}}},
            {"server_retries_logged", tried_again}};
        return difference_of(recorded_pairs(
            {{"two_create_invoices_same_order", result}, {"invoices_per_order_after_races", counts}}
        ));
    };
    EXPECT_EQ(invoiced({1, 0}), "");
    EXPECT_EQ(invoiced({2, 0}), "invoices per order: [2] -> [1]");
}

Recording outrun_write(const std::string& message) {
    Json document =
        recorded_call("outrun", "res.partner", "write", {{7}, {{"comment", "x"}}}, true).document;
    document["response"]["headers"].erase("X-Content-Type-Options");
    document["response"]["body"].erase("result");
    document["response"]["body"]["error"] = {
        {"code", 200},
        {"message", "Odoo Server Error"},
        {"data",
         {{"name", "psycopg2.errors.SerializationFailure"},
          {"debug",
           "Traceback (most recent call last):\n  File \"x\", line 1, in x\n"
           "psycopg2.errors.SerializationFailure: " +
               message},
          {"message", message},
          {"arguments", {message}},
          {"context", Json::object()}}}};
    return *parse_recording("outrun", document.dump());
}

TEST(Race, WriteThatOthersOvertookInAllTriesIsReplayedWithARival) {
    EXPECT_EQ(
        difference_of(outrun_write("could not serialize access due to concurrent update\n")), ""
    );
    EXPECT_NE(difference_of(outrun_write("could not serialize access\n")), "");
}

/// A database that others use. Asked for nothing here.
class OthersServer final : public Server {
public:
    [[nodiscard]] UnixSeconds time() const override { return 0; }
    [[nodiscard]] expected<Answer, std::string> ask(const RecordedRequest&) override {
        ADD_FAILURE() << "was asked";
        return unexpected<std::string>{"no answer"};
    }
    [[nodiscard]] bool is_fresh() const override { return false; }
};

TEST(Race, OnADatabaseOfOthersClientsAtOnceAreNotReplayed) {
    ContractRun run = mock_run();
    run.open_server = [](Release) { return std::make_unique<OthersServer>(); };
    const auto reports = run_contract(
        {recorded_clients("x_write_same_record", {{"ok", 2}}, tried_again),
         outrun_write("could not serialize access due to concurrent update\n")},
        run
    );
    for (const CaseReport& report : reports) {
        EXPECT_EQ(report.result, CaseResult::not_modelled);
        EXPECT_EQ(report.reason, "needs concurrent clients");
    }
}

TEST(Race, LeavesNoTraceOnTheServerOfTheOtherCases) {
    const auto reports = run_contract(
        {recorded_call("a", "sale.order", "search_count", Json::array({Json::array()}), 0),
         recorded_clients(
             "b_two_clients_create_same_client_order_ref", {{"ok", 2}}, Json::object()
         ),
         recorded_call("c", "sale.order", "search_count", Json::array({Json::array()}), 0)},
        mock_run()
    );
    for (const CaseReport& report : reports) {
        EXPECT_EQ(report.result, CaseResult::passed) << report.name;
    }
}

}  // namespace
}  // namespace drydock::harness::contract
