#include "core/check.hpp"
#include "core/landscape/fault_catalogue.hpp"
#include "core/landscape/fault_reach.hpp"
#include "live/world/real_world.hpp"

namespace drydock::live {

void RealWorld::cross(const FaultTimeline::Edge& edge) {
    if (fault_states_.size() <= edge.fault) {
        fault_states_.resize(faults_->size());
    }
    FaultState& state = fault_states_[edge.fault];
    const bool begins = edge.kind == FaultTimeline::EdgeKind::begins;
    if (begins ? state.cleared : !state.active) {
        return;
    }
    state.active = begins;
    carry_out(edge);
}

bool RealWorld::inject_fault(Fault fault) {
    DRYDOCK_CHECK(prepared_ && facts_of(fault.kind).site != FaultSite::records);
    DRYDOCK_CHECK(fault.system.value < systems_.size());
    fault.from = now_;
    const std::size_t before = faults_->edges().size();
    if (!faults_->add(fault)) {
        return false;
    }
    const auto edges = faults_->edges();
    for (std::size_t index = before; index < edges.size(); ++index) {
        if (edges[index].at <= now_) {
            cross(edges[index]);
            continue;
        }
        push(EventKind::fault_edge, edges[index].at, 0, static_cast<std::uint32_t>(index));
    }
    return true;
}

void RealWorld::clear_fault(std::uint32_t index) {
    DRYDOCK_CHECK(index < faults_->size());
    if (fault_states_.size() <= index) {
        fault_states_.resize(faults_->size());
    }
    fault_states_[index].cleared = true;
    cross({now_, FaultTimeline::EdgeKind::ends, index});
}

bool RealWorld::fault_is_active(std::uint32_t index) const {
    return index < fault_states_.size() && fault_states_[index].active;
}

void RealWorld::carry_out(const FaultTimeline::Edge& edge) {
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
            cross_door(fault, active, begins);
            return;
    }
}

void RealWorld::cross_door(const Fault& fault, const ActiveFault& active, bool begins) {
    System& system = systems_[fault.system.value];
    const bool of_everything = fault.kind == FaultKind::outage &&
                               active.operation == any_operation && active.share_ppm >= 1'000'000;
    if (begins) {
        system.door->begin(active);
        if (of_everything) {
            close(system, active.index);
        }
        return;
    }
    system.door->end(active.index);
    if (of_everything) {
        reopen(system, active.index);
    }
    while (const auto service = system.door->next(draws_)) {
        begin_service(*service);
    }
}

void RealWorld::cross_link(const Fault& fault, const ActiveFault& active, bool begins) {
    for (const auto& [from, to] : ways_reached(fault, systems_.size())) {
        Link& way = link(from, to);
        begins ? way.begin(active) : way.end(active.index);
    }
    if (fault.kind == FaultKind::replay && !begins) {
        replay(active.index);
    }
}

void RealWorld::cross_clock(const Fault& fault, std::uint32_t index, bool begins) {
    System& system = systems_[fault.system.value];
    const bool onwards = begins == (fault.kind == FaultKind::clock_ahead);
    system.clock.advance(now_, onwards ? fault.delay : -fault.delay);
    if (begins) {
        system.clock_faults.push_back(index);
    } else {
        std::erase(system.clock_faults, index);
    }
}

void RealWorld::count_clock_faults(const System& system) {
    for (const std::uint32_t fault : system.clock_faults) {
        faults_->hits().count(fault);
    }
}

void RealWorld::cross_records(const Fault& fault, std::uint32_t index, bool begins) {
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
                    restart(fault.system, index);
                }
            }
            return;
        default:
            begins ? crash(fault.system, index) : restart(fault.system, index);
            return;
    }
}

void RealWorld::close(System& system, std::uint32_t fault) {
    system.closed_by.push_back(fault);
    if (system.server != nullptr && system.closed_by.size() == 1) {
        system.server->refuse_connections();
    }
}

void RealWorld::reopen(System& system, std::uint32_t fault) {
    std::erase(system.closed_by, fault);
    if (system.server != nullptr && system.closed_by.empty()) {
        if (const auto opened = system.server->accept_connections(); !opened) {
            failure_ = system.name + ": " + opened.error();
        }
    }
}

void RealWorld::replay(std::uint32_t fault) {
    const Fault& planned = faults_->fault(fault);
    for (Replay& replay : replays_) {
        if (replay.fault != fault) {
            continue;
        }
        CallState& copy = calls_[++exchange_count_];
        copy = std::move(replay.call);
        copy.id = exchange_count_;
        copy.entity = hash_combine(copy.entity, fault);
        copy.is_copy = true;
        copy.leaves_at =
            now_ + draws_.delay_at_most(planned.delay, Stream{"replay"}, copy.entity, 0);
        copy.place = no_place;
        ++traffic_of(copy.to, copy.operation).copies;
        show_call(copy);
        push(EventKind::request_leaves, copy.leaves_at, copy.id);
    }
    std::erase_if(replays_, [fault](const Replay& replay) { return replay.fault == fault; });
}

void RealWorld::crash(SystemId id, std::uint32_t fault) {
    System& system = systems_[id.value];
    ++system.crashes_now;
    ++system.count.crashes;
    ++system.life;  // Its timers, and its calls under way, are nobody's from here on.
    system.door->clear();
    system.held.clear();
    close(system, fault);
    for (auto visit = visits_.begin(); visit != visits_.end();) {
        VisitState& state = (visit++)->second;
        const bool inside = state.phase == VisitPhase::waiting ||
                            state.phase == VisitPhase::in_service ||
                            state.phase == VisitPhase::at_node;
        if (state.to == id && inside) {
            faults_->hits().count(fault);
            show_faults(state.place);
            fail(state, Delivery::reset_after_sent);
        }
    }
    // Nothing reaches the next Node before restart(): so a system has a Node at any time. What was
    // appended but not yet written may outlive a real crash or not; here it does.
    if (const auto flushed = system.journal->flush(); !flushed) {
        failure_ = system.name + ": " + flushed.error().detail;
        return;
    }
    system.node = system.maker();
    if (const auto restored = restore(system); !restored) {
        failure_ = restored.error();
    }
}

void RealWorld::restart(SystemId id, std::uint32_t fault) {
    System& system = systems_[id.value];
    DRYDOCK_CHECK(system.crashes_now > 0);
    reopen(system, fault);
    if (--system.crashes_now == 0) {
        tell(id, {});
    }
}

}  // namespace drydock::live
