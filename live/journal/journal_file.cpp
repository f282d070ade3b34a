#include "live/journal/journal_file.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/check.hpp"

namespace drydock::live {

namespace {

JournalFault fault_of(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return JournalFault::locked;
        case SQLITE_CORRUPT:
            return JournalFault::corrupt;
        case SQLITE_NOTADB:
            return JournalFault::no_journal;
        case SQLITE_FULL:
            return JournalFault::full;
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY:
            return JournalFault::unreachable;
        default:
            return code == SQLITE_IOERR_SHORT_READ ? JournalFault::corrupt
                                                   : JournalFault::write_failed;
    }
}

std::string_view advice(JournalFault fault) {
    switch (fault) {
        case JournalFault::unreachable:
            return "check that its folder exists and may be written";
        case JournalFault::locked:
            return "another process has it open; end that one first";
        case JournalFault::no_journal:
            return "it is no journal; name another file";
        case JournalFault::wrong_version:
            return "open it with the Drydock that wrote it";
        case JournalFault::corrupt:
            return "restore it from a copy; what stands before the damage can be exported";
        case JournalFault::full:
            return "make room; nothing was accepted that is not in it";
        case JournalFault::write_failed:
            return "check the disk, then start again; nothing was accepted that is not in it";
    }
    return {};
}

JournalError journal_error(JournalFault fault, const std::string& path, std::string_view what) {
    return {fault, fmt::format("journal {}: {}; {}", path, what, advice(fault))};
}

}  // namespace

void JournalFile::Close::operator()(sqlite3* database) const {
    sqlite3_close(database);
}

void JournalFile::Close::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

JournalError JournalFile::error(int code) const {
    return journal_error(fault_of(code), path_, sqlite3_errmsg(database_.get()));
}

JournalError JournalFile::corrupt(std::string_view what) const {
    return journal_error(JournalFault::corrupt, path_, what);
}

expected<void, JournalError> JournalFile::run(const std::string& sql) {
    sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    const int code = sqlite3_extended_errcode(database_.get());
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        return unexpected{error(code)};
    }
    return {};
}

expected<std::int64_t, JournalError> JournalFile::ask(const std::string& sql) {
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &made, nullptr);
    const Statement statement{made};
    if (made == nullptr || sqlite3_step(made) != SQLITE_ROW) {
        return unexpected{error(sqlite3_extended_errcode(database_.get()))};
    }
    return sqlite3_column_int64(made, 0);
}

expected<JournalFile, JournalError> JournalFile::open(
    const std::string& path, Mode mode, std::optional<std::uint64_t> size_max_bytes
) {
    JournalFile file;
    file.path_ = path;
    std::error_code missing;
    const auto size = std::filesystem::file_size(path, missing);
    if (!missing && size == 0) {
        return unexpected{file.corrupt("the file is empty (delete it if this is the first start)")};
    }
    const int creating = mode == Mode::create ? SQLITE_OPEN_CREATE : 0;
    sqlite3* made = nullptr;
    const int code = sqlite3_open_v2(
        path.c_str(),
        &made,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | creating,
        nullptr
    );
    file.database_.reset(made);
    if (code != SQLITE_OK) {
        return unexpected{file.error(code)};
    }
    if (auto ready = file.prepare(size_max_bytes); !ready) {
        return unexpected{ready.error()};
    }
    return file;
}

expected<void, JournalError> JournalFile::prepare(std::optional<std::uint64_t> size_max_bytes) {
    // Exclusive: one writer, no shared memory beside the file, and the lock is held while it is
    // open. A page of 8 KiB halves the pages of a long row and costs a short commit little.
    for (const char* const pragma :
         {"PRAGMA locking_mode=EXCLUSIVE",
          "PRAGMA page_size=8192",
          "PRAGMA journal_mode=WAL",
          "PRAGMA synchronous=FULL",
          "PRAGMA wal_autocheckpoint=4000"}) {
        if (auto done = run(pragma); !done) {
            return done;
        }
    }
    if (auto done = make_or_check_schema(); !done) {
        return done;
    }
    if (size_max_bytes) {
        const auto page_size = ask("PRAGMA page_size");
        if (!page_size) {
            return unexpected{page_size.error()};
        }
        const std::uint64_t pages = *size_max_bytes / static_cast<std::uint64_t>(*page_size);
        if (auto done =
                run(fmt::format("PRAGMA max_page_count={}", std::max<std::uint64_t>(pages, 1)));
            !done) {
            return done;
        }
    }
    return find_end();
}

expected<void, JournalError> JournalFile::make_or_check_schema() {
    const auto tables = ask("SELECT count(*) FROM sqlite_schema");
    const auto id = ask("PRAGMA application_id");
    const auto version = ask("PRAGMA user_version");
    for (const auto* const asked : {&tables, &id, &version}) {
        if (!*asked) {
            return unexpected{asked->error()};
        }
    }
    if (*tables == 0 && *id == 0 && *version == 0) {
        return run(fmt::format(
            "BEGIN IMMEDIATE;"
            "PRAGMA application_id={};"
            "PRAGMA user_version={};"
            "CREATE TABLE block (first INTEGER PRIMARY KEY, count INTEGER NOT NULL,"
            " checksum INTEGER NOT NULL, records BLOB NOT NULL) STRICT;"
            "COMMIT",
            application_id,
            schema_version
        ));
    }
    if (*id != application_id) {
        return unexpected{
            journal_error(JournalFault::no_journal, path_, "this is a database of something else")};
    }
    if (*version != schema_version) {
        return unexpected{journal_error(
            JournalFault::wrong_version,
            path_,
            fmt::format(
                "it has version {} and this Drydock reads version {}", *version, schema_version
            )
        )};
    }
    // Takes the lock, which reading alone does not.
    return run("BEGIN IMMEDIATE; COMMIT");
}

expected<void, JournalError> JournalFile::find_end() {
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(
        database_.get(),
        "SELECT first, count, checksum FROM block ORDER BY first DESC LIMIT 1",
        -1,
        &made,
        nullptr
    );
    const Statement last{made};
    const int code = made == nullptr ? SQLITE_ERROR : sqlite3_step(made);
    if (code == SQLITE_ROW) {
        record_count_ = static_cast<std::uint64_t>(
                            sqlite3_column_int64(made, 0) + sqlite3_column_int64(made, 1)
                        ) -
                        1;
        checksum_ = static_cast<std::uint64_t>(sqlite3_column_int64(made, 2));
    } else if (code != SQLITE_DONE) {
        return unexpected{error(sqlite3_extended_errcode(database_.get()))};
    }
    sqlite3_prepare_v2(
        database_.get(),
        "INSERT INTO block (first, count, checksum, records) VALUES (?, ?, ?, ?)",
        -1,
        &made,
        nullptr
    );
    insert_.reset(made);
    if (made == nullptr) {
        return unexpected{error(sqlite3_extended_errcode(database_.get()))};
    }
    return {};
}

expected<void, JournalError> JournalFile::insert(const std::vector<RecordBlock>& blocks) {
    std::uint64_t count = record_count_;
    std::uint64_t checksum = checksum_;
    for (const RecordBlock& block : blocks) {
        DRYDOCK_CHECK(block.first == count + 1 && block.count > 0);
        checksum = block_checksum(checksum, block.first, block.count, block.bytes);
        count += block.count;
        sqlite3_stmt* const it = insert_.get();
        sqlite3_bind_int64(it, 1, static_cast<sqlite3_int64>(block.first));
        sqlite3_bind_int64(it, 2, static_cast<sqlite3_int64>(block.count));
        sqlite3_bind_int64(it, 3, static_cast<sqlite3_int64>(checksum));
        sqlite3_bind_blob64(it, 4, block.bytes.data(), block.bytes.size(), SQLITE_STATIC);
        const int code = sqlite3_step(it);
        sqlite3_reset(it);
        if (code != SQLITE_DONE) {
            return unexpected{error(code)};
        }
    }
    if (auto done = run("COMMIT"); !done) {
        return done;
    }
    record_count_ = count;
    checksum_ = checksum;
    return {};
}

expected<void, JournalError> JournalFile::append(const std::vector<RecordBlock>& blocks) {
    if (auto begun = run("BEGIN IMMEDIATE"); !begun) {
        return begun;
    }
    auto done = insert(blocks);
    if (!done) {
        // Whatever became of it, nothing of this group counts. The error of before is the cause.
        (void)run("ROLLBACK");
    }
    return done;
}

expected<void, JournalError> JournalFile::read(
    const std::function<expected<void, JournalError>(const Row&)>& reader
) {
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(
        database_.get(),
        "SELECT first, count, checksum, records FROM block ORDER BY first",
        -1,
        &made,
        nullptr
    );
    const Statement rows{made};
    std::uint64_t next = 1;
    std::uint64_t checksum = 0;
    int code = made == nullptr ? SQLITE_ERROR : SQLITE_ROW;
    while (code == SQLITE_ROW && (code = sqlite3_step(made)) == SQLITE_ROW) {
        Row row;
        row.first = static_cast<std::uint64_t>(sqlite3_column_int64(made, 0));
        row.count = static_cast<std::uint64_t>(sqlite3_column_int64(made, 1));
        const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(made, 3));
        const int size = sqlite3_column_bytes(made, 3);
        row.bytes = {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(size)};
        if (row.first != next) {
            return unexpected{corrupt(fmt::format("record {} is missing", next))};
        }
        checksum = block_checksum(checksum, row.first, row.count, row.bytes);
        if (checksum != static_cast<std::uint64_t>(sqlite3_column_int64(made, 2))) {
            return unexpected{corrupt(fmt::format(
                "the checksum of records {} to {} is wrong", row.first, row.first + row.count - 1
            ))};
        }
        if (auto done = reader(row); !done) {
            return done;
        }
        next += row.count;
    }
    if (code != SQLITE_DONE) {
        return unexpected{error(sqlite3_extended_errcode(database_.get()))};
    }
    return {};
}

}  // namespace drydock::live
