#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/draws.hpp"
#include "core/landscape/door_settings.hpp"
#include "core/landscape/fault_timeline.hpp"
#include "core/node.hpp"
#include "core/time.hpp"

namespace drydock {

/// What a gateway needs for an answer that it gives in the system's place.
/// Assumption: a reverse proxy on the same network; far below every service time that matters.
inline constexpr Duration door_answer_time{1'000'000};

/// What stands before a system: accept queue, worker slots, service times, rate limits, and the
/// plan's faults on this system. Pure: it decides, a World carries it out.
///
/// A worker is held from the start of the service until `leave`, which comes when the request is
/// answered: a handler that waits for others holds its worker meanwhile.
class Door {
public:
    /// The caller's name for a request that it brings.
    using Ticket = std::uint64_t;

    struct Visit {
        Ticket ticket = 0;
        std::uint64_t entity = 0;  ///< For the draws of this request.
        Operation operation{};
    };
    /// A worker has taken a request. It is handled when `time` has passed, or answered with
    /// `status` in the Node's place.
    struct Service {
        Ticket ticket = 0;
        Duration time{};
        std::optional<std::uint16_t> status{};
        bool status_in_body = false;  ///< The answer's own status is 200.
    };
    enum class Admission : std::uint8_t { refused, answered, waits, served };
    /// What becomes of a request that arrives.
    struct Entry {
        Admission admission = Admission::refused;
        std::uint16_t status = 0;  ///< answered: after door_answer_time, no worker held.
        std::optional<Duration> retry_after{};  ///< answered: whole seconds.
        Service service{};                      ///< served.
    };

    /// Names in `settings` that are none of `operations` have no effect.
    Door(const DoorSettings& settings, std::span<const std::string_view> operations);

    void begin(const ActiveFault& fault);
    void end(std::uint32_t fault_index);
    /// A waiting request that a worker can take up now, after a fault's end: until there is none.
    [[nodiscard]] std::optional<Service> next(const Draws& draws);

    [[nodiscard]] Entry arrive(const Visit& visit, Instant now, const Draws& draws);

    /// A request in service was answered. Returns the one that its worker takes up next.
    [[nodiscard]] std::optional<Service> leave(const Draws& draws);

    /// The system has crashed: nobody waits, nobody is served. Rate limits stay as they are.
    void clear();

    [[nodiscard]] std::uint32_t busy() const { return busy_; }
    [[nodiscard]] std::size_t waiting() const { return queue_.size(); }
    [[nodiscard]] std::size_t waiting_max() const { return waiting_max_; }
    /// Requests refused because the accept queue was full.
    [[nodiscard]] std::uint64_t overflow_count() const { return overflow_count_; }

private:
    struct Bucket {
        std::uint16_t operation;  ///< Or any_operation.
        std::uint16_t status;
        Duration interval;
        Duration tolerance;  ///< (burst - 1) * interval.
        Instant full_at;     ///< When all tokens are back if nobody comes.
    };
    struct Time {
        Quantiles base;
        Duration per_line{};
    };

    [[nodiscard]] std::optional<Entry> turned_away(
        const Visit& visit, Instant now, const Draws& draws
    );
    [[nodiscard]] std::uint32_t workers_now() const;
    [[nodiscard]] std::optional<Entry> limited(const Visit& visit, Instant now);
    [[nodiscard]] Service serve(const Visit& visit, const Draws& draws) const;

    std::uint32_t workers_;
    std::size_t queue_max_;
    std::uint32_t busy_ = 0;
    std::size_t waiting_max_ = 0;
    std::uint64_t overflow_count_ = 0;
    std::deque<Visit> queue_;
    std::vector<Time> times_;  ///< By operation.
    std::vector<Bucket> buckets_;
    ActiveFaults faults_;
    std::vector<std::pair<std::uint32_t, Instant>> limits_;  ///< rate_limit: fault, next token.
};

}  // namespace drydock
