#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/node.hpp"
#include "core/step.hpp"

namespace drydock::sim {

/// The durable records of one Node, in memory: bytes in blocks, so that growth never copies what is
/// already kept.
class Journal {
public:
    void append(const Record& record);

    /// Tells `node` every record, first to last.
    void restore(Node& node) const;

    [[nodiscard]] std::uint64_t record_count() const { return record_count_; }
    [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }

private:
    std::vector<std::string> blocks_;  ///< A record never crosses from one block to the next.
    std::uint64_t record_count_ = 0;
    std::uint64_t size_bytes_ = 0;
};

}  // namespace drydock::sim
