#include "live/journal/sqlite_journal.hpp"

#include <csignal>
#include <mutex>
#include <thread>

#include <sys/wait.h>

#include "tests/live/journal/journal_folder.hpp"

namespace drydock::live {
namespace {

using SqliteJournalTest = JournalFolder;

TEST_F(SqliteJournalTest, records_come_back_in_their_order_after_a_restart) {
    {
        const auto journal = opened();
        EXPECT_EQ(
            journal->append(
                {{.kind = 1, .version = 2, .payload = "a"},
                 {.kind = 65'535, .version = 65'535, .payload = std::string{"\0b", 2}}}
            ),
            2U
        );
        EXPECT_EQ(journal->append({{.kind = 3, .version = 1, .payload = ""}}), 3U);
    }
    const auto journal = opened();
    EXPECT_EQ(journal->durable(), 3U);
    std::vector<Record> all;
    EXPECT_EQ(journal->replay([&all](const Record& record) { all.push_back(record); }), 3U);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].kind, 1);
    EXPECT_EQ(all[0].version, 2);
    EXPECT_EQ(all[1].kind, 65'535);
    EXPECT_EQ(all[1].payload, (std::string{"\0b", 2}));
    EXPECT_EQ(all[2].payload, "");
    EXPECT_EQ(journal->append({{.kind = 4, .payload = "after"}}), 4U);
    ASSERT_TRUE(journal->flush());
    EXPECT_EQ(read(*journal).back(), "after");
}

TEST_F(SqliteJournalTest, the_listener_hears_of_all_records_in_order_and_many_at_once) {
    constexpr int appends = 20'000;
    std::mutex mutex;
    std::vector<Journal::Ticket> told;
    {
        const auto journal = opened();
        journal->listen([&](const expected<Journal::Ticket, JournalError>& ticket) {
            const std::lock_guard lock{mutex};
            ASSERT_TRUE(ticket);
            told.push_back(*ticket);
        });
        for (int number = 0; number < appends; ++number) {
            journal->append({{.kind = 1, .payload = "x"}});
        }
        EXPECT_EQ(journal->flush(), static_cast<Journal::Ticket>(appends));
    }
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
    EXPECT_EQ(told.back(), static_cast<Journal::Ticket>(appends));
    EXPECT_LT(told.size(), static_cast<std::size_t>(appends) / 2);
}

TEST_F(SqliteJournalTest, an_append_waits_rather_than_fill_the_memory) {
    const auto journal = opened({.queued_max_bytes = 10'000});
    for (int number = 0; number < 500; ++number) {
        journal->append({{.kind = 1, .payload = payload(number)}});
        // Each append adds about 320 bytes beyond the bound at most.
        EXPECT_LE(
            static_cast<Journal::Ticket>(number) + 1 - journal->durable(), Journal::Ticket{33}
        );
    }
}

TEST_F(SqliteJournalTest, a_process_killed_at_any_moment_has_kept_all_that_was_durable) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto journal = opened({.queued_max_bytes = 200'000});
        journal->listen([&pipe](const expected<Journal::Ticket, JournalError>& ticket) {
            const Journal::Ticket told = ticket.value_or(0);
            (void)!::write(pipe[1], &told, sizeof told);
        });
        for (int number = 0;; number += 2) {
            journal->append(
                {{.kind = 1, .payload = payload(number)},
                 {.kind = 1, .payload = payload(number + 1)}}
            );
        }
    }
    Journal::Ticket durable = 0;
    for (int groups = 0; groups < 20; ++groups) {
        ASSERT_EQ(::read(pipe[0], &durable, sizeof durable), ssize_t{sizeof durable});
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(pipe[0]);
    ::close(pipe[1]);
    const auto journal = opened();
    const auto all = read(*journal);
    EXPECT_GE(all.size(), durable);
    EXPECT_EQ(all.size() % 2, 0U) << "half a Step was kept";
    for (std::size_t number = 0; number < all.size(); ++number) {
        ASSERT_EQ(all[number], payload(static_cast<int>(number)));
    }
}

TEST_F(SqliteJournalTest, a_restart_reads_every_record_of_1000_open_orders) {
    // Measured: an order that waits for its parcel has 33 records of 380 bytes.
    constexpr std::uint64_t records = 33'000;
    {
        const auto journal = opened();
        const std::vector<Record> step(3, Record{.kind = 1, .payload = std::string(380, 'x')});
        for (std::uint64_t number = 0; number < records; number += step.size()) {
            journal->append(step);
        }
    }
    const auto journal = opened();
    std::uint64_t bytes = 0;
    EXPECT_EQ(
        journal->replay([&](const Record& record) { bytes += record.payload.size(); }), records
    );
    EXPECT_EQ(bytes, records * 380);
}

}  // namespace
}  // namespace drydock::live
