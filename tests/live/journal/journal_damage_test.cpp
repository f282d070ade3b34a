#include <fstream>
#include <set>

#include <sqlite3.h>

#include "live/journal/inspection.hpp"
#include "tests/live/journal/journal_folder.hpp"

namespace drydock::live {
namespace {

namespace fs = std::filesystem;

class JournalDamageTest : public JournalFolder {
protected:
    /// Runs SQL on the file, as an operator's tool would.
    void alter(const char* sql) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
    /// Why the journal cannot be used: when opened, or else when read.
    [[nodiscard]] std::optional<JournalFault> fault() const {
        const auto summary = verify_journal(path());
        if (summary) {
            return std::nullopt;
        }
        EXPECT_NE(summary.error().detail.find(path()), std::string::npos);
        auto journal = SqliteJournal::open({.file = path()});
        if (journal) {
            EXPECT_FALSE((*journal)->replay([](const Record&) {}))
                << "verified and replayed differ";
        }
        return summary.error().fault;
    }
};

TEST_F(JournalDamageTest, a_whole_journal_is_found_right) {
    fill(1'000);
    EXPECT_EQ(fault(), std::nullopt);
}

TEST_F(JournalDamageTest, a_second_opener_is_told_that_it_is_locked) {
    const auto journal = opened();
    const auto second = SqliteJournal::open({.file = path()});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().fault, JournalFault::locked);
    EXPECT_EQ(fault(), JournalFault::locked);
}

TEST_F(JournalDamageTest, a_journal_of_another_version_is_not_read) {
    fill(1);
    alter("PRAGMA user_version=99");
    EXPECT_EQ(fault(), JournalFault::wrong_version);
}

TEST_F(JournalDamageTest, another_database_is_no_journal) {
    alter("CREATE TABLE orders (id INTEGER)");
    EXPECT_EQ(fault(), JournalFault::no_journal);
    std::ofstream{path(), std::ios::trunc} << "this is a text file, not a journal, and it is long"
                                           << std::string(8'192, '.');
    EXPECT_EQ(fault(), JournalFault::no_journal);
}

TEST_F(JournalDamageTest, an_empty_file_is_not_taken_for_a_new_journal) {
    std::ofstream{path()};
    EXPECT_EQ(fault(), JournalFault::corrupt);
}

TEST_F(JournalDamageTest, a_missing_journal_is_not_made_by_looking_at_it) {
    const auto summary = verify_journal(path());
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().fault, JournalFault::unreachable);
    EXPECT_FALSE(fs::exists(path()));
    fs::remove_all(folder_);
    const auto journal = SqliteJournal::open({.file = path()});
    ASSERT_FALSE(journal);
    EXPECT_EQ(journal.error().fault, JournalFault::unreachable);
}

TEST_F(JournalDamageTest, a_record_changed_taken_out_or_cut_off_is_noticed) {
    for (int block = 0; block < 5; ++block) {
        fill(200);
    }
    const std::string copy = path() + ".copy";
    fs::copy_file(path(), copy);
    for (const char* const sql :
         {"UPDATE block SET records = CAST(replace(CAST(records AS TEXT), 'record', 'rekord') AS "
          "BLOB)"
          " WHERE first = (SELECT max(first) FROM block)",
          "UPDATE block SET count = count - 1 WHERE first = (SELECT max(first) FROM block)",
          "DELETE FROM block WHERE first = (SELECT min(first) FROM block)",
          "DELETE FROM block WHERE first = (SELECT first FROM block ORDER BY first LIMIT 1 OFFSET "
          "1)"}) {
        alter(sql);
        EXPECT_EQ(fault(), JournalFault::corrupt) << sql;
        fs::copy_file(copy, path(), fs::copy_options::overwrite_existing);
    }
}

TEST_F(JournalDamageTest, no_changed_byte_of_a_page_goes_unnoticed_or_ends_the_process) {
    fill(300);
    const auto size = fs::file_size(path());
    std::ifstream in{path(), std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{in}, {}};
    std::set<JournalFault> faults;
    int unnoticed = 0;
    for (std::uintmax_t offset = 0; offset < size; offset += 509) {
        std::string damaged = whole;
        damaged[offset] = static_cast<char>(damaged[offset] ^ 0x40);
        std::ofstream{path(), std::ios::binary | std::ios::trunc} << damaged;
        const auto summary = verify_journal(path());
        if (!summary) {
            faults.insert(summary.error().fault);
            continue;
        }
        // Free bytes of a page belong to no record; whatever is read must be what was written.
        ++unnoticed;
        EXPECT_EQ(summary->records, 300U) << offset;
    }
    EXPECT_TRUE(faults.contains(JournalFault::corrupt));
    EXPECT_LT(unnoticed, static_cast<int>(size / 509 / 2));
}

TEST_F(JournalDamageTest, a_truncated_file_is_noticed) {
    fill(1'000);
    const auto size = fs::file_size(path());
    for (const auto left : {size - 1, size / 2, size - 8'192, std::uintmax_t{8'192}}) {
        const std::string copy = path() + ".copy";
        fs::copy_file(path(), copy, fs::copy_options::overwrite_existing);
        fs::resize_file(path(), left);
        EXPECT_NE(fault(), std::nullopt) << left << " of " << size;
        fs::copy_file(copy, path(), fs::copy_options::overwrite_existing);
    }
}

TEST_F(JournalDamageTest, a_full_journal_accepts_nothing_by_halves_and_can_be_read) {
    Journal::Ticket durable = 0;
    {
        const auto journal = opened({.size_max_bytes = 200'000});
        for (int number = 0; number < 10'000; number += 2) {
            journal->append(
                {{.kind = 1, .payload = payload(number)},
                 {.kind = 1, .payload = payload(number + 1)}}
            );
        }
        const auto flushed = journal->flush();
        ASSERT_FALSE(flushed);
        EXPECT_EQ(flushed.error().fault, JournalFault::full);
        durable = journal->durable();
    }
    const auto journal = opened();
    const auto all = read(*journal);
    EXPECT_EQ(all.size(), durable);
    EXPECT_EQ(all.size() % 2, 0U);
    EXPECT_LT(all.size(), 10'000U);
}

}  // namespace
}  // namespace drydock::live
