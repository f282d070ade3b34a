#include "core/document_text.hpp"

#include <string>

#include <gtest/gtest.h>

namespace drydock {
namespace {

TEST(DocumentTextTest, text_survives_reading_and_writing) {
    for (const std::string_view text :
         {R"({"id":1,"lines":[{"sku":"85123A","price":2.55},{"sku":"71053","price":3.39}]})",
          "null",
          "true",
          "[]",
          "{}",
          "-17",
          "0.005",
          "-0.05",
          "999999999999999999",
          R"("tab\tquote\"back\\line\nnul\u0000")",
          R"("£ 10")"}) {
        const auto document = parse_document(text);
        ASSERT_TRUE(document.has_value()) << text;
        EXPECT_EQ(to_text(document->root()), text);
    }
}

TEST(DocumentTextTest, what_is_escaped_is_found_at_every_place_and_counted) {
    constexpr std::string_view bytes{"\"\\\n\b\v\0\x1f !\x7f\x80\xff", 12};
    for (std::size_t size = 1; size <= 20; ++size) {
        for (std::size_t place = 0; place < size; ++place) {
            for (const char byte : bytes) {
                std::string held(size, 'a');
                held[place] = byte;
                DocumentWriter writer;
                writer.add(held);
                const Document document = writer.finish();
                EXPECT_EQ(document.text().size(), document.text_size_bytes()) << held;
                if (static_cast<unsigned char>(byte) < 0x80) {  // Alone they are no UTF-8.
                    const auto read = parse_document(document.text());
                    ASSERT_TRUE(read.has_value()) << document.text();
                    EXPECT_EQ(read->root().string(), held);
                }
            }
        }
    }
}

TEST(DocumentTextTest, decimals_keep_their_trailing_zeros) {
    EXPECT_EQ(to_text(parse_document("12.50")->root()), "12.50");
}

TEST(DocumentTextTest, numbers_of_more_digits_than_a_decimal_become_doubles) {
    const auto document = parse_document("[1234567890123456789012, 1.5e2]");
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->root().at(0).kind(), ValueKind::real);
    EXPECT_DOUBLE_EQ(document->root().at(1).real(), 150.0);
}

TEST(DocumentTextTest, what_is_no_json_is_an_error_with_its_place) {
    for (const std::string_view text :
         {"", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "nul", "\"open", "1 2", "{'a':1}"}) {
        const auto document = parse_document(text);
        ASSERT_FALSE(document.has_value()) << text;
        EXPECT_FALSE(document.error().reason.empty()) << text;
    }
    EXPECT_EQ(parse_document("[1,,2]").error().offset_bytes, 4U);
}

TEST(DocumentTextTest, text_cut_anywhere_is_an_error) {
    const std::string text = R"({"a":[1,{"b":"c"}],"d":null})";
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(parse_document(text.substr(0, size)).has_value()) << size;
    }
    EXPECT_TRUE(parse_document(text).has_value());
}

TEST(DocumentTextTest, nesting_has_a_bound) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(parse_document(nested(document_depth_max)).has_value());
    const auto deeper = parse_document(nested(document_depth_max + 1));
    ASSERT_FALSE(deeper.has_value());
    EXPECT_NE(deeper.error().reason.find("nested deeper"), std::string::npos);
}

}  // namespace
}  // namespace drydock
