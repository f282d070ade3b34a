#include "harness/scenario/schema.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace drydock::harness {
namespace {

TEST(SchemaTest, IsADraft202012SchemaThatKnowsTheKeys) {
    const auto schema = scenario_schema();
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema["additionalProperties"], false);
    EXPECT_TRUE(schema["properties"].contains("workload"));
    EXPECT_EQ(schema["properties"]["seed"]["type"], "integer");
    EXPECT_EQ(schema["required"], (nlohmann::ordered_json{"name", "workload", "landscape"}));
    const auto& dedup = schema["$defs"]["dedup"]["properties"];
    EXPECT_EQ(dedup["enabled"]["default"], true);
    EXPECT_EQ(dedup["horizon"]["default"], "30d");
    EXPECT_EQ(schema["$defs"]["system"]["oneOf"].size(), 7U) << "one for each kind, and profiles";
}

TEST(SchemaTest, EveryReferenceHasItsDefinition) {
    const auto schema = scenario_schema();
    const std::string text = schema.dump();
    const std::string mark = "\"#/$defs/";
    std::size_t count = 0;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size();
        const std::string name = text.substr(begin, text.find('"', begin) - begin);
        EXPECT_TRUE(schema["$defs"].contains(name)) << name;
        EXPECT_FALSE(schema["$defs"][name].empty()) << name;
        ++count;
    }
    EXPECT_GT(count, 10U);
}

TEST(SchemaTest, TheDocumentationHasTheTablesOfThisVersion) {
    std::ifstream file{"docs/scenario.md"};
    const std::string docs{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    EXPECT_NE(docs.find(format_tables()), std::string::npos)
        << "replace the tables in docs/scenario.md by:\n"
        << format_tables();
}

}  // namespace
}  // namespace drydock::harness
