#include "core/landscape/link.hpp"

namespace drydock {

namespace {

// Numbers of the draws of jitter of one request.
constexpr std::uint64_t request_way = 0;
constexpr std::uint64_t response_way = 1;
constexpr std::uint64_t copy_way = 2;  // And up, for each copy.

// Number of a fault's draw for the response; those before it are for the request and its copies.
constexpr std::uint64_t response_draw = std::uint64_t{1} << 32U;

}  // namespace

Duration Link::way(const Draws& draws, std::uint64_t entity, std::uint64_t number) const {
    if (settings_.jitter_max == Duration::zero()) {
        return settings_.latency;
    }
    return settings_.latency +
           draws.delay_at_most(settings_.jitter_max, Stream{"link.jitter"}, entity, number);
}

void Link::meet(
    const ActiveFault& fault, const Draws& draws, std::uint64_t entity, Passage& passage
) const {
    switch (fault.kind) {
        case FaultKind::latency:
            passage.delay += fault.delay;
            break;
        case FaultKind::jitter:
        case FaultKind::reorder:
            passage.delay += fault.delay_drawn(draws, entity);
            break;
        case FaultKind::reset_before:
            passage.fate = Fate::reset;
            break;
        case FaultKind::half_close:
            passage.half_closed = true;
            break;
        case FaultKind::acknowledgement_lost:
            passage.acknowledgement_lost = true;
            break;
        case FaultKind::response_lost:
            passage.response_lost = true;
            break;
        case FaultKind::duplicate:
            for (std::uint32_t copy = 0; copy < fault.copies; ++copy) {
                passage.delays_of_copies.push_back(
                    way(draws, entity, copy_way + copy) + fault.delay_drawn(draws, entity, 1 + copy)
                );
            }
            break;
        case FaultKind::loss:
        case FaultKind::partition:
        case FaultKind::one_way_partition:
            passage.fate = Fate::vanishes;
            break;
        case FaultKind::swallow:
            passage.fate = Fate::swallowed;
            break;
        case FaultKind::replay:
            passage.replayed_by = fault.index;
            break;
        default:
            break;  // Of responses, of bandwidth, or of a system.
    }
}

Link::Passage Link::request(const Draws& draws, std::uint64_t entity, std::uint16_t operation)
    const {
    Passage passage;
    passage.delay = way(draws, entity, request_way);
    for (const ActiveFault& fault : faults_) {
        if (!fault.strikes(draws, entity, operation)) {
            continue;
        }
        meet(fault, draws, entity, passage);
        if (passage.fate != Fate::arrives) {
            // What never arrives meets no other fault.
            passage.half_closed = false;
            passage.acknowledgement_lost = false;
            passage.response_lost = false;
            passage.delays_of_copies.clear();
            break;
        }
    }
    return passage;
}

Duration Link::response(const Draws& draws, std::uint64_t entity, std::uint16_t operation) const {
    Duration delay = way(draws, entity, response_way);
    for (const ActiveFault& fault : faults_) {
        // The same draw as on the way there: the whole exchange is slow, and counted once.
        if (!fault.strikes_too(draws, entity, operation)) {
            continue;
        }
        if (fault.kind == FaultKind::latency) {
            delay += fault.delay;
        } else if (fault.kind == FaultKind::jitter || fault.kind == FaultKind::slow_body) {
            delay += fault.delay_drawn(draws, entity, response_draw);
        }
    }
    return delay;
}

Duration Link::squeezed(
    const Draws& draws, std::uint64_t entity, std::uint16_t operation, std::uint64_t size_bytes
) const {
    Duration delay{};
    for (const ActiveFault& fault : faults_) {
        if (fault.kind == FaultKind::bandwidth && fault.strikes_too(draws, entity, operation)) {
            __extension__ using Wide = unsigned __int128;
            const Wide nanoseconds =
                Wide{size_bytes} * 1'000'000'000U / fault.bandwidth_bytes_per_second;
            delay += Duration{static_cast<Duration::rep>(nanoseconds)};
        }
    }
    return delay;
}

bool Link::loses_response() const {
    for (const ActiveFault& fault : faults_) {
        if (fault.kind == FaultKind::partition || fault.kind == FaultKind::one_way_partition) {
            fault.hits->count(fault.index);
            return true;
        }
    }
    return false;
}

}  // namespace drydock
