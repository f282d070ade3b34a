#include <gtest/gtest.h>

#include "harness/contract/contract_run.hpp"
#include "harness/contract/evidence.hpp"
#include "harness/contract/report.hpp"
#include "tests/harness/contract/recorded.hpp"

namespace drydock::harness::contract {
namespace {

Json picking_domain(const char* field, std::int64_t id) {
    return Json::array({Json::array({Json::array({field, "=", id})})});
}

Json fields_of(std::initializer_list<const char*> names) {
    return {{"fields", Json(std::vector<std::string>(names.begin(), names.end()))}};
}

/// An order that nobody recorded the making of is confirmed and shipped; its move, the product and
/// the stock are known by what later cases show.
std::vector<Recording> shipment(double shipped) {
    return {
        recorded_call("a1", "sale.order", "action_confirm", {{41}}, true),
        recorded_call(
            "a2",
            "stock.picking",
            "search_read",
            picking_domain("sale_id", 41),
            {{{"id", 51}, {"state", "assigned"}, {"move_ids", {61}}}},
            fields_of({"state", "move_ids"})
        ),
        recorded_call(
            "a3",
            "stock.move",
            "search_read",
            picking_domain("picking_id", 51),
            {{{"id", 61},
              {"product_id", {71, "[CUP] Cup"}},
              {"product_uom_qty", 4.0},
              {"quantity", 4.0},
              {"state", "assigned"}}},
            fields_of({"product_id", "product_uom_qty", "quantity", "state"})
        ),
        recorded_call(
            "a4",
            "stock.picking",
            "button_validate",
            {{51}},
            true,
            {{"context", {{"skip_sms", true}}}}
        ),
        recorded_call(
            "a5",
            "product.product",
            "read",
            {{71}, {"qty_available"}},
            {{{"id", 71}, {"qty_available", shipped}}}
        ),
    };
}

CaseResult result_of(const std::vector<CaseReport>& reports, const char* name) {
    for (const CaseReport& report : reports) {
        if (report.name == name) {
            return report.result;
        }
    }
    return CaseResult::not_modelled;
}

TEST(SetUp, OrderIsMadeOutOfWhatLaterCasesShowOfItsMoves) {
    const auto reports = run_contract(shipment(36), mock_run());
    EXPECT_EQ(result_of(reports, "a1"), CaseResult::passed);
    EXPECT_EQ(result_of(reports, "a2"), CaseResult::passed);
    EXPECT_EQ(result_of(reports, "a3"), CaseResult::passed);
    EXPECT_EQ(result_of(reports, "a4"), CaseResult::passed);
}

TEST(SetUp, WrongStockAfterARecordedValidationIsReportedAndNotCountedAway) {
    // Stock lay there, seen before the validation; 4 left, and the recording claims another number.
    std::vector<Recording> recordings = shipment(99);
    recordings.insert(
        recordings.begin() + 3,
        recorded_call(
            "a31",
            "product.product",
            "read",
            {{71}, {"qty_available"}},
            {{{"id", 71}, {"qty_available", 40.0}}}
        )
    );
    const auto planted = run_contract(recordings, mock_run());
    EXPECT_EQ(result_of(planted, "a31"), CaseResult::passed);
    EXPECT_EQ(result_of(planted, "a5"), CaseResult::differs);
    recordings.back() = recorded_call(
        "a5",
        "product.product",
        "read",
        {{71}, {"qty_available"}},
        {{{"id", 71}, {"qty_available", 36.0}}}
    );
    EXPECT_EQ(result_of(run_contract(recordings, mock_run()), "a5"), CaseResult::passed);
}

TEST(SetUp, WrongStateAfterARecordedCallIsReportedAndNotBroughtAbout) {
    std::vector<Recording> recordings = shipment(36);
    recordings.pop_back();
    recordings.push_back(recorded_call(
        "a5", "stock.picking", "read", {{51}, {"state"}}, {{{"id", 51}, {"state", "cancel"}}}
    ));
    EXPECT_EQ(result_of(run_contract(recordings, mock_run()), "a5"), CaseResult::differs);
}

TEST(SetUp, PartOfTheStockIsThereWhereAMoveIsShownAsReservedInPart) {
    std::vector<Recording> recordings = shipment(0);
    recordings.resize(2);
    recordings.push_back(recorded_call(
        "a3",
        "stock.move",
        "search_read",
        picking_domain("picking_id", 51),
        {{{"id", 61},
          {"product_id", {71, "[CUP] Cup"}},
          {"product_uom_qty", 4.0},
          {"quantity", 3.0},
          {"state", "partially_available"}}},
        fields_of({"product_id", "product_uom_qty", "quantity", "state"})
    ));
    const auto reports = run_contract(recordings, mock_run());
    EXPECT_EQ(result_of(reports, "a3"), CaseResult::passed) << case_lines(reports[2], Detail::all);
}

TEST(SetUp, RecordThatARecordedCallMakesLaterIsNotMadeBefore) {
    const std::vector<Recording> recordings{
        recorded_call("a1", "res.partner", "search_count", {{{"name", "=", "ACME"}}}, 0),
        recorded_call("a2", "res.partner", "create", {{{"name", "ACME"}}}, 70),
        recorded_call("a3", "res.partner", "search", {{{"name", "=", "ACME"}}}, {70})};
    for (const CaseReport& report : run_contract(recordings, mock_run())) {
        EXPECT_NE(report.result, CaseResult::not_modelled);
        EXPECT_TRUE(report.notes.empty());
    }
}

TEST(SetUp, RecordingsOfTheMiddleOfAFamilyMadeAgainStayWhereTheirNamesPutThem) {
    std::vector<Recording> recordings{
        recorded_call("k1", "res.partner", "create", {{{"name", "ACME"}}}, 70),
        recorded_call("k2", "res.partner", "write", {{70}, {{"name", "ACME 2"}}}, true),
        recorded_call(
            "k3", "res.partner", "read", {{70}, {"name"}}, {{{"id", 70}, {"name", "ACME 2"}}}
        )};
    for (auto& [name, value] : recordings[1].response.headers) {
        value = name == "Date" ? "Sat, 21 Nov 2026 03:23:59 GMT" : value;
    }
    const auto reports = run_contract(recordings, mock_run());
    EXPECT_EQ(result_of(reports, "k3"), CaseResult::passed);
    EXPECT_TRUE(reports[2].notes.empty());
}

TEST(Evidence, TransferAndMovesBelongToTheOrderThatTheyName) {
    const std::vector<Recording> recordings = shipment(36);
    const Knowledge knowledge{recordings};
    const Evidence evidence{knowledge};
    const RecordKey order{"sale.order", 41};
    EXPECT_EQ(evidence.root_of({"stock.picking", 51}), order);
    EXPECT_EQ(evidence.root_of({"stock.move", 61}), order);
    EXPECT_TRUE(evidence.changed(order, "picking_ids", 3, 4));
    EXPECT_FALSE(evidence.changed(order, "picking_ids", 1, 3));
}

TEST(Evidence, ValueIsProvedOnlyWhereNothingWasDoneBetween) {
    const std::vector<Recording> recordings = shipment(36);
    const Knowledge knowledge{recordings};
    const Evidence evidence{knowledge};
    const RecordKey move{"stock.move", 61};
    EXPECT_EQ(evidence.exact(move, "quantity", 1), Json(4.0));
    EXPECT_FALSE(evidence.exact(move, "quantity", 0).has_value());
    EXPECT_FALSE(evidence.exact(move, "quantity", 4).has_value());
}

}  // namespace
}  // namespace drydock::harness::contract
