#include "live/journal/inspection.hpp"

#include <fmt/format.h>

#include "core/signature.hpp"
#include "live/journal/journal_file.hpp"

namespace drydock::live {

namespace {

/// Calls `reader(number, record)` for each record.
template <class Reader>
expected<JournalSummary, JournalError> read_all(const std::string& path, const Reader& reader) {
    auto file = JournalFile::open(path, JournalFile::Mode::existing);
    if (!file) {
        return unexpected{file.error()};
    }
    JournalSummary summary;
    auto done = file->read([&](const JournalFile::Row& row) -> expected<void, JournalError> {
        ++summary.blocks;
        std::uint64_t number = row.first;
        const bool right = read_block(row.bytes, row.count, [&](const Record& record) {
            auto& kind = summary.kinds[{record.kind, record.version}];
            ++kind.records;
            kind.payload_bytes += record.payload.size();
            ++summary.records;
            summary.payload_bytes += record.payload.size();
            reader(number++, record);
        });
        if (!right) {
            return unexpected{file->corrupt(fmt::format("record {} cannot be read", number))};
        }
        return {};
    });
    if (!done) {
        return unexpected{done.error()};
    }
    summary.checksum = file->checksum();
    return summary;
}

}  // namespace

expected<JournalSummary, JournalError> verify_journal(const std::string& file) {
    return read_all(file, [](std::uint64_t, const Record&) {});
}

expected<std::uint64_t, JournalError> export_journal(
    const std::string& file, const std::function<void(std::string_view line)>& write
) {
    const auto summary = read_all(file, [&write](std::uint64_t number, const Record& record) {
        write(fmt::format(
            R"({{"record":{},"kind":{},"version":{},"payload":"{}"}})",
            number,
            record.kind,
            record.version,
            base64(record.payload)
        ));
    });
    if (!summary) {
        return unexpected{summary.error()};
    }
    return summary->records;
}

std::string describe(const JournalSummary& summary) {
    std::string text = fmt::format(
        "{} records in {} groups, {} bytes, checksum {:016x}\n",
        summary.records,
        summary.blocks,
        summary.payload_bytes,
        summary.checksum
    );
    for (const auto& [name, kind] : summary.kinds) {
        text += fmt::format(
            "  kind {} version {}: {} records, {} bytes\n",
            name.first,
            name.second,
            kind.records,
            kind.payload_bytes
        );
    }
    return text;
}

}  // namespace drydock::live
