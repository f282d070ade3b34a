#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "mocks/wms/stock_room.hpp"

namespace drydock::mocks::wms {

/// One way of a picker through the warehouse, for one order.
struct Job {
    std::uint32_t order = no_index;
    std::vector<Pick> picks;  ///< Ascending lines, each once.
};

/// The pickers and the jobs that wait for them, first come first served. Jobs are named by numbers
/// that are used again once a job has finished.
class PickingFloor {
public:
    explicit PickingFloor(std::uint32_t pickers) : pickers_free_{pickers} {}

    /// A new job without picks, at the end of the queue.
    std::uint32_t queue(std::uint32_t order);
    [[nodiscard]] const Job& job(std::uint32_t job) const { return jobs_[job]; }
    /// Adds to a queued job.
    void add(std::uint32_t job, Pick pick);
    /// Takes units of a line out of a queued job. It has at least as many.
    void remove(std::uint32_t job, Pick pick);

    /// A free picker begins the first job that has picks left; nullopt when there is none.
    [[nodiscard]] std::optional<std::uint32_t> begin_next();
    /// The picker is done and free again.
    [[nodiscard]] Job finish(std::uint32_t job);

    [[nodiscard]] bool jobs_wait() const { return !queue_.empty(); }
    [[nodiscard]] std::uint32_t pickers_busy() const { return pickers_busy_; }

private:
    std::uint32_t pickers_free_;
    std::uint32_t pickers_busy_ = 0;
    std::vector<Job> jobs_;
    std::vector<std::uint32_t> jobs_unused_;
    std::deque<std::uint32_t> queue_;
};

}  // namespace drydock::mocks::wms
