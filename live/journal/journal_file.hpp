#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/expected.hpp"
#include "live/journal/journal.hpp"
#include "live/journal/record_block.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace drydock::live {

/// The file of a journal, by one thread at a time.
class JournalFile {
public:
    /// Source: four letters of our own; SQLite keeps it in the file's header, and `file` shows it.
    static constexpr std::int32_t application_id = 0x44524b4a;
    static constexpr std::int32_t schema_version = 1;

    enum class Mode : std::uint8_t { create, existing };
    [[nodiscard]] static expected<JournalFile, JournalError> open(
        const std::string& path, Mode mode, std::optional<std::uint64_t> size_max_bytes = {}
    );

    /// One transaction; durable when it returns a value. Blocks continue what is in the file.
    [[nodiscard]] expected<void, JournalError> append(const std::vector<RecordBlock>& blocks);

    struct Row {
        std::uint64_t first = 0;
        std::uint64_t count = 0;
        std::string_view bytes{};
    };
    /// Calls `reader` for each row, in order, once its checksum has been found right.
    [[nodiscard]] expected<void, JournalError> read(
        const std::function<expected<void, JournalError>(const Row&)>& reader
    );

    [[nodiscard]] std::uint64_t record_count() const { return record_count_; }
    [[nodiscard]] std::uint64_t checksum() const { return checksum_; }
    [[nodiscard]] const std::string& path() const { return path_; }

    [[nodiscard]] JournalError corrupt(std::string_view what) const;

private:
    struct Close {
        void operator()(sqlite3* database) const;
        void operator()(sqlite3_stmt* statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    JournalFile() = default;
    [[nodiscard]] JournalError error(int code) const;
    [[nodiscard]] expected<void, JournalError> run(const std::string& sql);
    [[nodiscard]] expected<std::int64_t, JournalError> ask(const std::string& sql);
    [[nodiscard]] expected<void, JournalError> prepare(std::optional<std::uint64_t> size_max_bytes);
    [[nodiscard]] expected<void, JournalError> make_or_check_schema();
    [[nodiscard]] expected<void, JournalError> find_end();
    [[nodiscard]] expected<void, JournalError> insert(const std::vector<RecordBlock>& blocks);

    std::string path_;
    std::unique_ptr<sqlite3, Close> database_;
    Statement insert_;
    std::uint64_t record_count_ = 0;
    std::uint64_t checksum_ = 0;  ///< Of the last row.
};

}  // namespace drydock::live
