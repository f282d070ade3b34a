#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/bytes.hpp"
#include "core/hash.hpp"
#include "core/step.hpp"

namespace drydock::live {

/// Records as bytes of one row of a journal.
struct RecordBlock {
    std::uint64_t first = 1;  ///< Number of its first record.
    std::uint64_t count = 0;
    std::string bytes{};

    void add(const Record& record) {
        ByteWriter writer{bytes};
        writer.put(std::uint32_t{record.kind});
        writer.put(std::uint32_t{record.version});
        writer.put(std::string_view{record.payload});
        ++count;
    }
};

/// Over a block and all blocks before it, so that one taken out or put elsewhere shows as well as a
/// changed byte. `previous` is that of the block before; 0 for the first.
[[nodiscard]] inline std::uint64_t block_checksum(
    std::uint64_t previous, std::uint64_t first, std::uint64_t count, std::string_view bytes
) {
    const std::uint64_t state = hash_combine(hash_combine(hash_salt_a ^ previous, first), count);
    return hash_text(state, bytes);
}

/// Calls `reader` for each record; false when the bytes do not hold exactly `count` of them.
template <class Reader>
[[nodiscard]] bool read_block(std::string_view bytes, std::uint64_t count, const Reader& reader) {
    ByteReader in{bytes};
    Record record;
    for (std::uint64_t index = 0; index < count; ++index) {
        record.kind = in.number_as<std::uint16_t>();
        record.version = in.number_as<std::uint16_t>();
        const std::string_view payload = in.text();
        if (!in.intact()) {
            return false;
        }
        record.payload.assign(payload);
        reader(record);
    }
    return in.at_end();
}

}  // namespace drydock::live
