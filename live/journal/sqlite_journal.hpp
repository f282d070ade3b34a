#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "live/journal/journal.hpp"

namespace drydock::live {

struct SqliteJournalSettings {
    std::string file{};
    /// Larger than this it is full. None: as large as the disk.
    std::optional<std::uint64_t> size_max_bytes{};
    /// Records that wait for the disk; more make append() wait, and so the whole system.
    /// Assumption: 10 s of a disk that writes 6 MiB/s.
    std::size_t queued_max_bytes = std::size_t{64} * 1'024 * 1'024;
};

/// A journal in one file of SQLite, in WAL mode with synchronous=FULL: a commit is on the disk when
/// it returns. A thread of its own commits whatever has queued up meanwhile as one transaction, so
/// that the disk's latency bounds how long a reply takes and not how many there are.
///
/// A row holds a group of records and a checksum that covers all rows before it. The file is locked
/// while it is open. What a lost or shortened file "-wal" held cannot be missed by anybody: keep
/// the two together.
class SqliteJournal final : public Journal {
public:
    /// Opens the file, or makes it. Reads nothing of it but its version.
    [[nodiscard]] static expected<std::unique_ptr<SqliteJournal>, JournalError> open(
        const SqliteJournalSettings& settings
    );
    /// Commits what is queued.
    ~SqliteJournal() override;

    Ticket append(const std::vector<Record>& records) override;
    [[nodiscard]] Ticket durable() const override;
    void listen(Listener listener) override;
    [[nodiscard]] expected<Ticket, JournalError> flush() override;
    [[nodiscard]] expected<Ticket, JournalError> replay(const Reader& reader) override;

private:
    struct State;
    explicit SqliteJournal(std::unique_ptr<State> state);
    void commit_for_ever();

    std::unique_ptr<State> state_;
};

}  // namespace drydock::live
