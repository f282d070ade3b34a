#include "sim/journal.hpp"

#include <cstring>

#include "core/check.hpp"

namespace drydock::sim {

namespace {

constexpr std::size_t block_size_bytes = std::size_t{1} << 20U;

struct Head {
    std::uint16_t kind;
    std::uint16_t version;
    std::uint32_t size_bytes;
};

}  // namespace

void Journal::append(const Record& record) {
    const std::size_t size = sizeof(Head) + record.payload.size();
    if (blocks_.empty() || blocks_.back().size() + size > blocks_.back().capacity()) {
        blocks_.emplace_back().reserve(size > block_size_bytes ? size : block_size_bytes);
    }
    const Head head{record.kind, record.version, static_cast<std::uint32_t>(record.payload.size())};
    blocks_.back().append(reinterpret_cast<const char*>(&head), sizeof head);
    blocks_.back().append(record.payload);
    ++record_count_;
    size_bytes_ += size;
}

void Journal::restore(Node& node) const {
    Record record;
    for (const std::string& block : blocks_) {
        std::size_t offset = 0;
        while (offset < block.size()) {
            Head head{};
            DRYDOCK_CHECK(offset + sizeof head <= block.size());
            std::memcpy(&head, block.data() + offset, sizeof head);
            offset += sizeof head;
            record.kind = head.kind;
            record.version = head.version;
            record.payload.assign(block, offset, head.size_bytes);
            offset += head.size_bytes;
            node.on_record(record);
        }
    }
}

}  // namespace drydock::sim
