#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/draws.hpp"
#include "core/landscape/fault_catalogue.hpp"
#include "core/landscape/fault_hits.hpp"
#include "core/landscape/fault_plan.hpp"
#include "core/time.hpp"

namespace drydock {

/// Stands for "of whatever operation".
inline constexpr std::uint16_t any_operation = std::numeric_limits<std::uint16_t>::max();

/// A fault while it lasts, with all worked out that a door or link must know for each request.
struct ActiveFault {
    std::uint32_t index = 0;  ///< In the plan.
    FaultKind kind = FaultKind::outage;
    std::uint16_t operation = any_operation;
    std::uint32_t share_ppm = 1'000'000;
    std::uint32_t factor_permille = 1'000;
    std::uint32_t copies = 1;
    std::uint16_t status = 500;
    std::uint64_t bandwidth_bytes_per_second = 0;
    Duration delay{};
    Instant to{};
    Stream stream = Stream{"fault"};
    FaultHits* hits = nullptr;  ///< Of the timeline.

    /// Whether this fault meets the request `entity`; counts it if so. Pure but for the count.
    [[nodiscard]] bool strikes(
        const Draws& draws, std::uint64_t entity, std::uint16_t operation_of_request
    ) const {
        if (operation != any_operation && operation != operation_of_request) {
            return false;
        }
        if (share_ppm < 1'000'000 && !draws.happens(share_ppm, stream, entity, 0)) {
            return false;
        }
        hits->count(index);
        return true;
    }
    /// The same answer as strikes() gave for this request, without counting.
    [[nodiscard]] bool strikes_too(
        const Draws& draws, std::uint64_t entity, std::uint16_t operation_of_request
    ) const {
        return (operation == any_operation || operation == operation_of_request) &&
               (share_ppm >= 1'000'000 || draws.happens(share_ppm, stream, entity, 0));
    }
    /// Uniform on [0, delay]. `number` tells the draws of one request apart.
    [[nodiscard]] Duration delay_drawn(
        const Draws& draws, std::uint64_t entity, std::uint64_t number = 1
    ) const {
        return draws.delay_at_most(delay, stream, entity, number);
    }
};

/// The faults that last now, at one door or on one link. Empty almost always, so that a plan
/// without a fault here costs one comparison a request.
class ActiveFaults {
public:
    void begin(const ActiveFault& fault) { faults_.push_back(fault); }
    void end(std::uint32_t index) {
        std::erase_if(faults_, [index](const ActiveFault& fault) { return fault.index == index; });
    }
    [[nodiscard]] bool empty() const { return faults_.empty(); }
    [[nodiscard]] auto begin() const { return faults_.begin(); }
    [[nodiscard]] auto end() const { return faults_.end(); }

private:
    std::vector<ActiveFault> faults_;
};

/// Faults that may be added to a plan on its way. Assumption: a person at a running landscape tries
/// some dozens.
inline constexpr std::size_t added_faults_max = 100;

/// A fault plan on its way through time: when each fault begins and ends, and how many exchanges it
/// met. Lives as long as the ActiveFaults that it made.
class FaultTimeline {
public:
    enum class EdgeKind : std::uint8_t { ends, begins };
    struct Edge {
        Instant at;
        EdgeKind kind = EdgeKind::begins;
        std::uint32_t fault = 0;
    };

    explicit FaultTimeline(FaultPlan plan);
    FaultTimeline(const FaultTimeline&) = delete;
    FaultTimeline& operator=(const FaultTimeline&) = delete;

    /// By time; at one instant faults end before others begin, each in the plan's order. A fault
    /// that would end at or before its begin has no edges; a crash_loop has two a round.
    [[nodiscard]] std::span<const Edge> edges() const { return edges_; }
    [[nodiscard]] const Fault& fault(std::uint32_t index) const { return plan_.faults[index]; }
    [[nodiscard]] std::size_t size() const { return plan_.faults.size(); }

    /// `operation`: the index of the fault's operation at its system, or any_operation.
    [[nodiscard]] ActiveFault activate(std::uint32_t index, std::uint16_t operation);

    /// Adds a fault whose edges come after all others in edges(), in the order of time. False when
    /// added_faults_max have been.
    [[nodiscard]] bool add(const Fault& fault);

    /// What each fault met, in the plan's order.
    [[nodiscard]] FaultHits& hits() { return hits_; }
    [[nodiscard]] const FaultHits& hits() const { return hits_; }

private:
    void add_edges(std::uint32_t index);

    FaultPlan plan_;
    std::vector<Edge> edges_;
    FaultHits hits_;  ///< Never moves: ActiveFaults point to it.
    std::size_t added_count_ = 0;
};

}  // namespace drydock
