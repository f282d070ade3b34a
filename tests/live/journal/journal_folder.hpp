#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "live/journal/sqlite_journal.hpp"

namespace drydock::live {

/// A folder of its own for each test, gone afterwards.
class JournalFolder : public testing::Test {
protected:
    JournalFolder()
        : folder_{
              std::filesystem::temp_directory_path() /
              ("drydock-journal-" + std::to_string(::getpid()))} {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~JournalFolder() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string path() const { return (folder_ / "runtime.journal").string(); }
    [[nodiscard]] std::unique_ptr<SqliteJournal> opened(SqliteJournalSettings settings = {}) const {
        settings.file = path();
        auto journal = SqliteJournal::open(settings);
        EXPECT_TRUE(journal) << (journal ? "" : journal.error().detail);
        return journal ? std::move(*journal) : nullptr;
    }
    /// Appends that many records, a few at a time, and closes.
    void fill(int records) const {
        const auto journal = opened();
        for (int number = 0; number < records; ++number) {
            journal->append({{.kind = 7, .version = 2, .payload = payload(number)}});
        }
        EXPECT_TRUE(journal->flush());
    }
    [[nodiscard]] static std::string payload(int number) {
        return "record " + std::to_string(number) + std::string(300, 'x');
    }
    /// The payloads of all records.
    [[nodiscard]] static std::vector<std::string> read(Journal& journal) {
        std::vector<std::string> all;
        EXPECT_TRUE(journal.replay([&all](const Record& record) { all.push_back(record.payload); })
        );
        return all;
    }

    std::filesystem::path folder_;
};

}  // namespace drydock::live
