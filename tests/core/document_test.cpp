#include "core/document.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/document_text.hpp"

namespace drydock {
namespace {

Document order() {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", 7);
    writer.field("name", "536365");
    writer.field("price", Money{2'550});
    writer.field_null("customer");
    writer.field_bool("test", false);
    writer.begin_array("lines");
    for (const std::int64_t quantity : {6, 8}) {
        writer.begin_object();
        writer.field("quantity", quantity);
        writer.end();
    }
    writer.end();
    writer.field("last", Decimal{1'250, 2});
    writer.end();
    return writer.finish();
}

TEST(DocumentTest, what_was_written_is_read) {
    const Document document = order();
    EXPECT_EQ(document["id"].integer(), 7);
    EXPECT_EQ(document["name"].string(), "536365");
    EXPECT_EQ(document["price"].money().thousandths, 2'550);
    EXPECT_EQ(document["customer"].kind(), ValueKind::null);
    EXPECT_TRUE(document["test"].is_false());
    EXPECT_EQ(document["lines"].size(), 2U);
    EXPECT_EQ(document["lines"].at(1)["quantity"].integer(), 8);
    EXPECT_EQ(document["last"].thousandths(), 12'500);
}

TEST(DocumentTest, what_is_not_there_is_absent_however_deep) {
    const Document document = order();
    EXPECT_FALSE(document["nothing"]["below"].at(3)["it"].present());
    EXPECT_FALSE(document["lines"].at(2).present());
    EXPECT_FALSE(document["name"]["no_object"].present());
    EXPECT_EQ(document["nothing"].integer_or(-1), -1);
    EXPECT_EQ(document["nothing"].string(), "");
    EXPECT_FALSE(Document{}.root().present());
}

TEST(DocumentTest, members_are_visited_in_the_order_written) {
    const Document document = order();
    std::vector<std::string> names;
    for (const Value member : document.root()) {
        names.emplace_back(member.key());
    }
    EXPECT_EQ(
        names,
        (std::vector<std::string>{"id", "name", "price", "customer", "test", "lines", "last"})
    );
}

TEST(DocumentTest, keys_of_run_time_find_the_same_members) {
    const Document document = order();
    const std::string name = std::string("na") + "me";
    EXPECT_EQ(document[Key::of_text(name)].string(), "536365");
}

TEST(DocumentTest, a_copied_value_is_equal_and_hashes_equal) {
    const Document document = order();
    DocumentWriter writer;
    writer.add(document.root());
    const Document copy = writer.finish();
    EXPECT_TRUE(copy.root() == document.root());
    EXPECT_EQ(copy.content_hash(), document.content_hash());
}

TEST(DocumentTest, the_content_hash_tells_names_values_and_order_apart) {
    const auto hash = [](std::string_view text) { return parse_document(text)->content_hash(); };
    EXPECT_EQ(hash(R"({"a":1,"b":2})"), hash(R"({ "a" : 1, "b" : 2 })"));
    EXPECT_NE(hash(R"({"a":1,"b":2})"), hash(R"({"a":1,"b":3})"));
    EXPECT_NE(hash(R"({"a":1,"b":2})"), hash(R"({"b":2,"a":1})"));
    EXPECT_NE(hash(R"({"a":1})"), hash(R"({"c":1})"));
    EXPECT_NE(hash(R"(["ab","c"])"), hash(R"(["a","bc"])"));
    EXPECT_NE(hash("[[],1]"), hash("[[1]]"));
    EXPECT_NE(hash("\"1\""), hash("1"));
    EXPECT_NE(hash("false"), hash("null"));
    EXPECT_EQ(Document{}.content_hash(), 0U);
}

TEST(DocumentTest, whole_numbers_are_told_from_fractions) {
    const Document document = *parse_document(R"([12.50, 12.0, -3, 1e3])");
    EXPECT_EQ(document.root().at(0).integer(), std::nullopt);
    EXPECT_EQ(document.root().at(1).integer(), 12);
    EXPECT_EQ(document.root().at(2).integer(), -3);
    EXPECT_DOUBLE_EQ(document.root().at(3).real(), 1'000.0);
}

TEST(DocumentTest, thousandths_round_half_away_from_zero) {
    const Document document = *parse_document("[0.0005, -0.0005, 0.0004, 9223372036854775]");
    EXPECT_EQ(document.root().at(0).thousandths(), 1);
    EXPECT_EQ(document.root().at(1).thousandths(), -1);
    EXPECT_EQ(document.root().at(2).thousandths(), 0);
    EXPECT_EQ(document.root().at(3).thousandths(), 9'223'372'036'854'775'000);
}

TEST(DocumentTest, a_number_beyond_the_range_of_thousandths_has_none) {
    const Document document = *parse_document("[9223372036854776, 999999999999999999]");
    EXPECT_EQ(document.root().at(0).thousandths(), std::nullopt);
    EXPECT_EQ(document.root().at(1).thousandths(), std::nullopt);
}

TEST(DocumentTest, the_size_is_that_of_the_text) {
    for (const std::string_view text :
         {"{}",
          "[]",
          "0",
          "-0.05",
          "12.50",
          R"(["\"\\\n\t\r\b\f\u0001/é"])",
          R"({"a\"b":[1,2,3],"c":{"d":null,"e":true,"f":false}})"}) {
        const Document document = *parse_document(text);
        EXPECT_EQ(document.text_size_bytes(), to_text(document.root()).size()) << text;
    }
    EXPECT_EQ(order().text_size_bytes(), to_text(order().root()).size());
}

TEST(DocumentTest, writers_can_be_nested) {
    DocumentWriter outer;
    outer.begin_object();
    outer.field("inner", order().root());
    DocumentWriter other;
    other.begin_array();
    other.end();
    EXPECT_EQ(to_text(other.finish().root()), "[]");
    outer.end();
    EXPECT_EQ(outer.finish()["inner"]["id"].integer(), 7);
}

TEST(DocumentTest, copies_share_and_outlive_the_first) {
    Document copy;
    {
        const Document first = order();
        copy = first;
    }
    EXPECT_EQ(copy["name"].string(), "536365");
    const Document moved = std::move(copy);
    EXPECT_EQ(moved["id"].integer(), 7);
}

}  // namespace
}  // namespace drydock
