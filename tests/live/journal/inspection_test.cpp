#include "live/journal/inspection.hpp"

#include "core/document_text.hpp"
#include "tests/live/journal/journal_folder.hpp"

namespace drydock::live {
namespace {

using InspectionTest = JournalFolder;

TEST_F(InspectionTest, a_journal_is_summed_up_by_kind_and_version) {
    fill(10);
    {
        const auto journal = opened();
        journal->append({{.kind = 9, .version = 1, .payload = "four"}});
    }
    const auto summary = verify_journal(path());
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->records, 11U);
    EXPECT_EQ((summary->kinds.at({7, 2}).records), 10U);
    EXPECT_EQ((summary->kinds.at({9, 1}).payload_bytes), 4U);
    const std::string text = describe(*summary);
    EXPECT_NE(text.find("11 records"), std::string::npos);
    EXPECT_NE(text.find("kind 9 version 1: 1 records, 4 bytes"), std::string::npos);
}

TEST_F(InspectionTest, a_journal_is_exported_as_lines_of_json) {
    {
        const auto journal = opened();
        journal->append(
            {{.kind = 1, .payload = "one"}, {.kind = 2, .version = 3, .payload = "\xff"}}
        );
    }
    std::vector<std::string> lines;
    EXPECT_EQ(export_journal(path(), [&](std::string_view line) { lines.emplace_back(line); }), 2U);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0], R"({"record":1,"kind":1,"version":1,"payload":"b25l"})");
    EXPECT_EQ((*parse_document(lines[1]))["payload"].string(), "/w==");
}

}  // namespace
}  // namespace drydock::live
