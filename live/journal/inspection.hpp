#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "live/journal/journal.hpp"

namespace drydock::live {

/// What a journal holds, once every byte of it has been read and found right.
struct JournalSummary {
    struct Kind {
        std::uint64_t records = 0;
        std::uint64_t payload_bytes = 0;
    };
    std::uint64_t records = 0;
    std::uint64_t blocks = 0;  ///< Groups that were committed together, or parts of long ones.
    std::uint64_t payload_bytes = 0;
    std::uint64_t checksum = 0;  ///< Over all records; equal for equal journals.
    std::map<std::pair<std::uint16_t, std::uint16_t>, Kind> kinds{};  ///< By kind and version.
};

/// Reads the whole journal of nobody else's. The error says where it is damaged.
[[nodiscard]] expected<JournalSummary, JournalError> verify_journal(const std::string& file);

/// Calls `write` with one line of JSON a record, without line break: its number, kind, version, and
/// payload in base64.
[[nodiscard]] expected<std::uint64_t, JournalError> export_journal(
    const std::string& file, const std::function<void(std::string_view line)>& write
);

/// The summary as a few lines of text.
[[nodiscard]] std::string describe(const JournalSummary& summary);

}  // namespace drydock::live
