#include "core/check.hpp"
#include "core/landscape/fault_reach.hpp"
#include "sim/virtual_world.hpp"

namespace drydock::sim {

void VirtualWorld::cross(const FaultTimeline::Edge& edge) {
    const Fault& fault = faults_->fault(edge.fault);
    System& system = systems_[fault.system.value];
    const bool begins = edge.kind == FaultTimeline::EdgeKind::begins;
    const ActiveFault active =
        faults_->activate(edge.fault, operation_reached(fault, system.node->operations()));
    switch (facts_of(fault.kind).site) {
        case FaultSite::records:
            cross_records(fault, edge.fault, begins);
            return;
        case FaultSite::answers:
            begins ? system.answers.begin(active, fault.field) : system.answers.end(edge.fault);
            return;
        case FaultSite::link:
            cross_link(fault, active, begins);
            return;
        case FaultSite::clock:
            cross_clock(fault, edge.fault, begins);
            return;
        case FaultSite::door:
            break;
    }
    if (begins) {
        system.door.begin(active);
        return;
    }
    system.door.end(edge.fault);
    while (const auto service = system.door.next(draws_)) {
        begin_service(*service);
    }
}

void VirtualWorld::cross_link(const Fault& fault, const ActiveFault& active, bool begins) {
    for (const auto& [from, to] : ways_reached(fault, systems_.size())) {
        Link& way = link(from, to);
        begins ? way.begin(active) : way.end(active.index);
    }
    if (fault.kind == FaultKind::replay && !begins) {
        replay(active.index);
    }
}

void VirtualWorld::cross_clock(const Fault& fault, std::uint32_t index, bool begins) {
    System& system = systems_[fault.system.value];
    const bool onwards = begins == (fault.kind == FaultKind::clock_ahead);
    system.clock.advance(now_, onwards ? fault.delay : -fault.delay);
    if (begins) {
        system.clock_faults.push_back(index);
    } else {
        std::erase(system.clock_faults, index);
    }
}

void VirtualWorld::cross_records(const Fault& fault, std::uint32_t index, bool begins) {
    System& system = systems_[fault.system.value];
    switch (fault.kind) {
        case FaultKind::slow_disk:
            system.disk_delay += begins ? fault.delay : -fault.delay;
            return;
        case FaultKind::disk_full:
        case FaultKind::torn_record:
            if (begins) {
                system.disk_faults.push_back(index);
            } else {
                std::erase(system.disk_faults, index);
                if (std::erase(system.stopped_by, index) > 0) {
                    restart(fault.system);
                }
            }
            return;
        default:
            begins ? crash(fault.system, index) : restart(fault.system);
            return;
    }
}

void VirtualWorld::replay(std::uint32_t fault) {
    const Fault& planned = faults_->fault(fault);
    for (Replay& replay : replays_) {
        if (replay.fault != fault) {
            continue;
        }
        ExchangeState& copy = exchanges_.add();
        copy.content = replay.content;
        copy.entity = hash_combine(replay.entity, fault);
        copy.request = std::move(replay.request);
        copy.operation = replay.operation;
        copy.from = replay.from;
        copy.to = planned.system;
        copy.delay = draws_.delay_at_most(planned.delay, Stream{"replay"}, copy.entity, 0);
        ++traffic_of(copy).copies;
        show_call(copy, true);
        leave(copy, EventKind::request_arrives);
    }
    std::erase_if(replays_, [fault](const Replay& replay) { return replay.fault == fault; });
}

void VirtualWorld::crash(SystemId id, std::uint32_t fault) {
    System& system = systems_[id.value];
    ++system.crashes_now;
    ++system.count.crashes;
    system.crash_fault = fault;
    ++system.life;  // Its timers, and its calls under way, are nobody's from here on.
    system.door.clear();
    system.held.clear();
    system.held_until = {};
    for (ExchangeState& exchange : exchanges_.places()) {
        const bool inside = exchange.phase == Phase::waiting ||
                            exchange.phase == Phase::in_service || exchange.phase == Phase::at_node;
        if (exchange.id != 0 && exchange.to == id && inside) {
            faults_->hits().count(fault);
            show_faults(exchange);
            fail(exchange, Delivery::reset_after_sent);
        }
    }
    // Nothing reaches the next Node before restart(): so a system has a Node at any time.
    system.node = system.maker();
    system.journal.restore(*system.node);
}

void VirtualWorld::restart(SystemId id) {
    System& system = systems_[id.value];
    DRYDOCK_CHECK(system.crashes_now > 0);
    if (--system.crashes_now == 0) {
        tell({.now = now_, .system = id, .input = InputKind::start, .step = step_});
    }
}

}  // namespace drydock::sim
