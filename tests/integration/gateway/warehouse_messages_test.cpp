#include <gtest/gtest.h>

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"
#include "integration/gateway/translate.hpp"

/// What hosted warehouses say in more ways than one; docs/profiles.md.
namespace drydock::integration {
namespace {

class WarehouseMessagesTest : public testing::Test {
protected:
    void SetUp() override {
        catalogue_.add("A", 11, true);
        catalogue_.add("B", 12, true);
    }
    [[nodiscard]] std::optional<Event> read(std::string_view text) {
        auto document = parse_document(text);
        DRYDOCK_CHECK(document.has_value());
        document_ = *std::move(document);
        Vocabulary vocabulary{catalogue_, calendar_};
        vocabulary.units = units_;
        return translate_warehouse(document_.root(), vocabulary);
    }

    Units units_ = Units::converted;
    Document document_;
    Catalogue catalogue_;
    Calendar calendar_{*parse_date_time("2011-11-01")};
};

// Source: X12 945: one W12 for each lot of a line.
TEST_F(WarehouseMessagesTest, TheLotsOfALineAreAddedUp) {
    const auto event = read(
        R"({"sequence":1,"topic":"shipment.confirmed","reference":"1","parcel":"P1","status":"CC",)"
        R"("lines":[{"line":2,"sku":"B","quantity":3,"lot":"L0"},{"line":1,"sku":"A","quantity":1},)"
        R"({"line":2,"sku":"B","quantity":2,"lot":"R1"},{"line":3,"sku":"A","quantity":0}]})"
    );
    ASSERT_TRUE(event.has_value());
    ASSERT_EQ(event->job.lines.size(), 2U);
    EXPECT_EQ(event->job.lines[0].line, 0U);
    EXPECT_EQ(event->job.lines[0].units, 1);
    EXPECT_EQ(event->job.lines[1].line, 1U);
    EXPECT_EQ(event->job.lines[1].units, 5);
}

// Source: X12 945, W12-01, element 368: CN is the next carrier move, not "cancelled".
TEST_F(WarehouseMessagesTest, TheNextCarrierMoveIsNoEvent) {
    EXPECT_FALSE(read(R"({"sequence":1,"topic":"shipment.confirmed","reference":"1",)"
                      R"("parcel":"P1","status":"CN","lines":[]})"));
}

// Source: X12 945, W12-01, element 368: CS.
TEST_F(WarehouseMessagesTest, ASubstituteMovesStockFromWhatWasSentToWhatWasOrdered) {
    const auto event = read(
        R"({"sequence":1,"topic":"shipment.confirmed","reference":"1","parcel":"P1","status":"CC",)"
        R"("lines":[{"line":1,"sku":"A","quantity":4,"status":"CC"},)"
        R"({"line":1,"sku":"B","quantity":2,"status":"CS","substitute_for":"A"}]})"
    );
    ASSERT_TRUE(event.has_value());
    ASSERT_EQ(event->job.lines.size(), 1U);
    EXPECT_EQ(event->job.lines[0].units, 6) << "the customer has all of it";
    ASSERT_EQ(event->more.size(), 2U);
    const auto kind_of = [](const Event& swap) {
        return static_cast<odoo::StockPostingKind>(swap.job.number);
    };
    EXPECT_EQ(kind_of(event->more[0]), odoo::StockPostingKind::found);
    EXPECT_EQ(event->more[0].job.lines[0].line, *catalogue_.find("A"));
    EXPECT_EQ(kind_of(event->more[1]), odoo::StockPostingKind::loss);
    EXPECT_EQ(event->more[1].job.lines[0].line, *catalogue_.find("B"));
    EXPECT_EQ(event->more[1].job.lines[0].units, 2);
    EXPECT_NE(event->more[0].key.word, event->more[1].key.word);
}

constexpr std::string_view two_cases =
    R"({"sequence":1,"topic":"shipment.confirmed","reference":"1","parcel":"P1","status":"CC",)"
    R"("lines":[{"line":1,"sku":"A","quantity":2,"unit":"CA"},)"
    R"({"line":1,"sku":"A","quantity":5,"unit":"EA"},)"
    R"({"line":2,"sku":"B","quantity":7,"unit":"EA"}]})";

// Source: X12, element 355: CA is a case, EA is each.
TEST_F(WarehouseMessagesTest, CasesAreCountedInPieces) {
    catalogue_.set_case_units(0, 12);
    const auto event = read(two_cases);
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(event->problem, "");
    ASSERT_EQ(event->job.lines.size(), 2U);
    EXPECT_EQ(event->job.lines[0].units, 29);
    EXPECT_EQ(event->job.lines[1].units, 7);
}

TEST_F(WarehouseMessagesTest, AUnitOfUnknownSizeIsAPersonsToLookAt) {
    const auto without_size = read(two_cases);
    ASSERT_TRUE(without_size.has_value());
    EXPECT_EQ(without_size->owner, "catalogue");
    EXPECT_EQ(without_size->problem, "the warehouse counts 2 CA of SKU A: of unknown size");
    catalogue_.set_case_units(0, 12);
    const auto on_pallets = read(R"({"sequence":1,"topic":"inventory.received","receipt":"R1",)"
                                 R"("lines":[{"sku":"A","quantity":1,"unit":"PL"}]})");
    ASSERT_TRUE(on_pallets.has_value());
    EXPECT_EQ(on_pallets->owner, "catalogue") << "a pallet is no case";
}

TEST_F(WarehouseMessagesTest, AStrategyThatDoesNotConvertTakesTheNumberAsItIs) {
    catalogue_.set_case_units(0, 12);
    units_ = Units::as_they_are;
    const auto event = read(two_cases);
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(event->problem, "");
    EXPECT_EQ(event->job.lines.at(0).units, 7) << "two cases and five pieces";
}

TEST_F(WarehouseMessagesTest, AnAdjustmentByTheCaseKeepsItsSign) {
    catalogue_.set_case_units(0, 12);
    const auto event =
        read(R"({"sequence":1,"topic":"inventory.adjusted","adjustment":"A1","sku":"A",)"
             R"("quantity":-2,"unit":"CA","reason":"cycle_count"})");
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(static_cast<odoo::StockPostingKind>(event->job.number), odoo::StockPostingKind::loss);
    EXPECT_EQ(event->job.lines.at(0).units, 24);
}

// Source: developer.shiphero.com/webhooks, webhook_type in the body.
TEST_F(WarehouseMessagesTest, AMessageMayNameItsTopicInShipHerosWords) {
    const auto event =
        read(R"({"sequence":1,"webhook_type":"Inventory Change","adjustment":"A1","sku":"A",)"
             R"("quantity":-2,"reason":"cycle_count"})");
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(event->job.kind, JobKind::post_stock);
    EXPECT_EQ(event->job.lines.at(0).units, 2);
}

// Source: X12 846 beside 947: absolutes and deltas of one movement; quirk: never both are posted.
TEST_F(WarehouseMessagesTest, ASnapshotPostsNothing) {
    EXPECT_FALSE(read(R"({"sequence":1,"topic":"inventory.snapshot","snapshot":"S1",)"
                      R"("as_of":"2011-11-01T07:00:00","lines":[{"sku":"A","on_hand":3}]})"));
}

}  // namespace
}  // namespace drydock::integration
