#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "core/step.hpp"

namespace drydock::live {

enum class JournalFault : std::uint8_t {
    unreachable,    ///< No such folder, no right to it.
    locked,         ///< Another process has it open.
    no_journal,     ///< The file is something else.
    wrong_version,  ///< Written by a Drydock whose journals this one does not read.
    corrupt,        ///< What was written is not what is read.
    full,           ///< The disk, or the size that was allowed.
    write_failed,   ///< The disk says so, and what is on it since is uncertain.
};

/// Why there is no journal, or no more of it. `detail` names the file and says what to do.
struct JournalError {
    JournalFault fault = JournalFault::corrupt;
    std::string detail{};
};

/// The durable records of one Node. What one append() was given is kept whole or not at all, and in
/// the order of the calls.
class Journal {
public:
    /// Counts the records from 1: the last one of an append.
    using Ticket = std::uint64_t;
    /// Told that all records up to a ticket are durable, or that no more ever will be.
    using Listener = std::function<void(const expected<Ticket, JournalError>&)>;
    using Reader = std::function<void(const Record&)>;

    Journal() = default;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    virtual ~Journal() = default;

    /// Queues the records of one Step; at least one. Waits only when more is queued than memory is
    /// meant for. After an error they are dropped.
    virtual Ticket append(const std::vector<Record>& records) = 0;

    /// The last record that surely survives. Any thread.
    [[nodiscard]] virtual Ticket durable() const = 0;

    /// Called for each group of records that became durable, on another thread; must not wait.
    /// Before the first append.
    virtual void listen(Listener listener) = 0;

    /// Waits until all that was appended is durable.
    [[nodiscard]] virtual expected<Ticket, JournalError> flush() = 0;

    /// Reads all durable records, first to last, and their count. An error: those before it were
    /// read, the rest must not be thought away.
    [[nodiscard]] virtual expected<Ticket, JournalError> replay(const Reader& reader) = 0;
};

}  // namespace drydock::live
