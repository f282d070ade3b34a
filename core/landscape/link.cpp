#include "core/landscape/link.hpp"

namespace drydock {

namespace {

// Numbers of the draws of jitter of one request.
constexpr std::uint64_t request_way = 0;
constexpr std::uint64_t response_way = 1;
constexpr std::uint64_t copy_way = 2;

}  // namespace

Duration Link::way(const Draws& draws, std::uint64_t entity, std::uint64_t number) const {
    if (settings_.jitter_max == Duration::zero()) {
        return settings_.latency;
    }
    return settings_.latency +
           draws.delay_at_most(settings_.jitter_max, Stream{"link.jitter"}, entity, number);
}

Link::Passage Link::request(const Draws& draws, std::uint64_t entity, std::uint16_t operation)
    const {
    Passage passage;
    passage.delay = way(draws, entity, request_way);
    for (const ActiveFault& fault : faults_) {
        if (!fault.strikes(draws, entity, operation)) {
            continue;
        }
        switch (fault.kind) {
            case FaultKind::latency:
                passage.delay += fault.delay;
                break;
            case FaultKind::reset_before:
                passage.fate = Fate::reset;
                break;
            case FaultKind::acknowledgement_lost:
                passage.acknowledgement_lost = true;
                break;
            case FaultKind::duplicate:
                passage.delay_of_copy =
                    way(draws, entity, copy_way) + fault.delay_drawn(draws, entity);
                break;
            case FaultKind::reorder:
                passage.delay += fault.delay_drawn(draws, entity);
                break;
            case FaultKind::loss:
                passage.fate = Fate::vanishes;
                break;
            case FaultKind::outage:
            case FaultKind::maintenance:
            case FaultKind::slow_down:
            case FaultKind::error_rate:
            case FaultKind::crash:
                break;
        }
        if (passage.fate != Fate::arrives) {
            // What never arrives meets no other fault.
            passage.acknowledgement_lost = false;
            passage.delay_of_copy.reset();
            break;
        }
    }
    return passage;
}

Duration Link::response(const Draws& draws, std::uint64_t entity, std::uint16_t operation) const {
    Duration delay = way(draws, entity, response_way);
    for (const ActiveFault& fault : faults_) {
        // The same draw as on the way there: the whole exchange is slow, and counted once.
        const bool meets = fault.operation == any_operation || fault.operation == operation;
        if (fault.kind == FaultKind::latency && meets &&
            (fault.share_ppm >= 1'000'000 || draws.happens(fault.share_ppm, fault.stream, entity, 0)
            )) {
            delay += fault.delay;
        }
    }
    return delay;
}

}  // namespace drydock
