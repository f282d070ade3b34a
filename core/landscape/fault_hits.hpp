#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace drydock {

/// How many requests each fault of a plan has met, and which of them somebody has yet to be told
/// of.
class FaultHits {
public:
    explicit FaultHits(std::size_t fault_count) : counts_(fault_count, 0), is_fresh_(fault_count) {}

    void add_fault() {
        counts_.push_back(0);
        is_fresh_.push_back(false);
    }

    /// The exchange that is at hand has met it.
    void count(std::uint32_t fault) {
        ++counts_[fault];
        if (!is_fresh_[fault]) {
            is_fresh_[fault] = true;
            fresh_.push_back(fault);
        }
    }
    /// It met something that is no exchange, such as a record: there is nobody to tell.
    void count_untold(std::uint32_t fault) { ++counts_[fault]; }

    [[nodiscard]] std::span<const std::uint64_t> counts() const { return counts_; }

    /// The faults counted since the last call, ascending, each once. Valid until the next count().
    [[nodiscard]] std::span<const std::uint32_t> take_fresh();

private:
    std::vector<std::uint64_t> counts_;
    std::vector<bool> is_fresh_;
    std::vector<std::uint32_t> fresh_{};  ///< No more than there are faults.
    std::vector<std::uint32_t> taken_{};
};

}  // namespace drydock
