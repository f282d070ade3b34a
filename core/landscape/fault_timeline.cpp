#include "core/landscape/fault_timeline.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace drydock {

FaultTimeline::FaultTimeline(FaultPlan plan) : plan_{std::move(plan)}, hits_{plan_.faults.size()} {
    for (std::uint32_t index = 0; index < plan_.faults.size(); ++index) {
        add_edges(index);
    }
    std::sort(edges_.begin(), edges_.end(), [](const Edge& left, const Edge& right) {
        return std::tie(left.at, left.kind, left.fault) <
               std::tie(right.at, right.kind, right.fault);
    });
}

void FaultTimeline::add_edges(std::uint32_t index) {
    const Fault& fault = plan_.faults[index];
    const bool loops = fault.kind == FaultKind::crash_loop && fault.delay > Duration::zero();
    const Duration round = loops ? fault.delay : fault.to - fault.from;
    for (Instant at = fault.from; at < fault.to; at += 2 * round) {
        edges_.push_back({at, EdgeKind::begins, index});
        edges_.push_back({std::min(at + round, fault.to), EdgeKind::ends, index});
    }
}

bool FaultTimeline::add(const Fault& fault) {
    if (added_count_ == added_faults_max) {
        return false;
    }
    ++added_count_;
    plan_.faults.push_back(fault);
    hits_.add_fault();
    add_edges(static_cast<std::uint32_t>(plan_.faults.size() - 1));
    return true;
}

ActiveFault FaultTimeline::activate(std::uint32_t index, std::uint16_t operation) {
    const Fault& fault = plan_.faults[index];
    return {
        .index = index,
        .kind = fault.kind,
        .operation = operation,
        .share_ppm = fault.share_ppm,
        .factor_permille = fault.factor_permille,
        .copies = fault.copies,
        .status = fault.status,
        .bandwidth_bytes_per_second = fault.bandwidth_bytes_per_second,
        .delay = fault.delay,
        .to = fault.to,
        .stream = Stream::of_text(fault.id),
        .hits = &hits_};
}

}  // namespace drydock
