#include "live/journal/sqlite_journal.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "core/check.hpp"
#include "live/journal/journal_file.hpp"

namespace drydock::live {

namespace {

/// Of a row. Longer ones are read at the same speed; this bounds what one damaged byte takes away.
constexpr std::size_t block_size_bytes = std::size_t{256} * 1'024;

}  // namespace

struct SqliteJournal::State {
    explicit State(JournalFile file_in, const SqliteJournalSettings& settings_in)
        : settings{settings_in}, file{std::move(file_in)} {
        appended = durable = file.record_count();
    }

    const SqliteJournalSettings settings;
    std::mutex file_mutex{};
    JournalFile file;  ///< Under `file_mutex`.

    mutable std::mutex mutex{};
    std::condition_variable changed{};
    // All below under `mutex`.
    std::vector<RecordBlock> queued{};
    std::size_t queued_bytes = 0;
    Ticket appended = 0;
    Ticket durable = 0;
    std::optional<JournalError> failure{};
    Listener listener{};
    bool ending = false;

    std::thread committer{};
};

expected<std::unique_ptr<SqliteJournal>, JournalError> SqliteJournal::open(
    const SqliteJournalSettings& settings
) {
    auto file =
        JournalFile::open(settings.file, JournalFile::Mode::create, settings.size_max_bytes);
    if (!file) {
        return unexpected{file.error()};
    }
    auto state = std::make_unique<State>(std::move(*file), settings);
    return std::unique_ptr<SqliteJournal>{new SqliteJournal{std::move(state)}};
}

SqliteJournal::SqliteJournal(std::unique_ptr<State> state) : state_{std::move(state)} {
    state_->committer = std::thread{[this] { commit_for_ever(); }};
}

SqliteJournal::~SqliteJournal() {
    {
        const std::lock_guard lock{state_->mutex};
        state_->ending = true;
    }
    state_->changed.notify_all();
    state_->committer.join();
}

Journal::Ticket SqliteJournal::append(const std::vector<Record>& records) {
    DRYDOCK_CHECK(!records.empty());
    State& state = *state_;
    std::unique_lock lock{state.mutex};
    state.changed.wait(lock, [&state] {
        return state.queued_bytes < state.settings.queued_max_bytes || state.failure;
    });
    if (state.failure) {
        return state.appended += records.size();
    }
    const bool was_idle = state.queued.empty();
    if (was_idle || state.queued.back().bytes.size() > block_size_bytes) {
        state.queued.push_back({.first = state.appended + 1});
    }
    // All of them in one block: what was appended together is kept together.
    RecordBlock& block = state.queued.back();
    const std::size_t before = block.bytes.size();
    for (const Record& record : records) {
        block.add(record);
    }
    state.queued_bytes += block.bytes.size() - before;
    state.appended += records.size();
    const Ticket ticket = state.appended;
    lock.unlock();
    // The committer takes all that is there: it needs to be woken for the first alone.
    if (was_idle) {
        state.changed.notify_all();
    }
    return ticket;
}

Journal::Ticket SqliteJournal::durable() const {
    const std::lock_guard lock{state_->mutex};
    return state_->durable;
}

void SqliteJournal::listen(Listener listener) {
    const std::lock_guard lock{state_->mutex};
    state_->listener = std::move(listener);
}

expected<Journal::Ticket, JournalError> SqliteJournal::flush() {
    State& state = *state_;
    std::unique_lock lock{state.mutex};
    state.changed.wait(lock, [&state] { return state.durable == state.appended || state.failure; });
    if (state.failure) {
        return unexpected{*state.failure};
    }
    return state.durable;
}

expected<Journal::Ticket, JournalError> SqliteJournal::replay(const Reader& reader) {
    const std::lock_guard lock{state_->file_mutex};
    JournalFile& file = state_->file;
    auto done = file.read([&](const JournalFile::Row& row) -> expected<void, JournalError> {
        if (!read_block(row.bytes, row.count, reader)) {
            return unexpected{file.corrupt(fmt::format("record {} cannot be read", row.first))};
        }
        return {};
    });
    if (!done) {
        return unexpected{done.error()};
    }
    return file.record_count();
}

void SqliteJournal::commit_for_ever() {
    State& state = *state_;
    while (true) {
        std::vector<RecordBlock> blocks;
        Listener listener;
        {
            std::unique_lock lock{state.mutex};
            state.changed.wait(lock, [&state] { return !state.queued.empty() || state.ending; });
            if (state.queued.empty()) {
                return;
            }
            blocks = std::exchange(state.queued, {});
            listener = state.listener;
        }
        expected<void, JournalError> done;
        {
            const std::lock_guard lock{state.file_mutex};
            done = state.file.append(blocks);
        }
        expected<Ticket, JournalError> told = blocks.back().first + blocks.back().count - 1;
        {
            const std::lock_guard lock{state.mutex};
            if (done) {
                state.durable = *told;
                for (const RecordBlock& block : blocks) {
                    state.queued_bytes -= block.bytes.size();
                }
            } else {
                // Never tried again: after a failed fsync nobody knows what is on the disk.
                state.failure = done.error();
                state.queued.clear();
                told = unexpected{done.error()};
            }
        }
        state.changed.notify_all();
        if (listener) {
            listener(told);
        }
        if (!done) {
            return;
        }
    }
}

}  // namespace drydock::live
