#include <algorithm>

#include "core/check.hpp"
#include "sim/virtual_world.hpp"

namespace drydock::sim {

namespace {

/// For a fault on an operation that its system does not have: meets no request.
constexpr std::uint16_t no_operation = any_operation - 1;

std::uint16_t operation_index(const Node& node, const std::optional<std::string>& name) {
    if (!name) {
        return any_operation;
    }
    const auto operations = node.operations();
    const auto found = std::find(operations.begin(), operations.end(), *name);
    return found == operations.end() ? no_operation
                                     : static_cast<std::uint16_t>(found - operations.begin());
}

}  // namespace

void VirtualWorld::cross(const FaultTimeline::Edge& edge) {
    const Fault& fault = faults_->fault(edge.fault);
    System& system = systems_[fault.system.value];
    const bool begins = edge.kind == FaultTimeline::EdgeKind::begins;
    if (fault.kind == FaultKind::crash) {
        begins ? crash(fault.system, edge.fault) : restart(fault.system);
        return;
    }
    const ActiveFault active =
        faults_->activate(edge.fault, operation_index(*system.node, fault.operation));
    if (!is_link_fault(fault.kind)) {
        begins ? system.door.begin(active) : system.door.end(edge.fault);
        return;
    }
    for (std::uint16_t from = 0; from < systems_.size(); ++from) {
        if (!fault.sender || fault.sender->value == from) {
            Link& way = link(SystemId{from}, fault.system);
            begins ? way.begin(active) : way.end(edge.fault);
        }
    }
}

void VirtualWorld::crash(SystemId id, std::uint32_t fault) {
    System& system = systems_[id.value];
    ++system.crashes_now;
    ++system.count.crashes;
    system.crash_fault = fault;
    ++system.life;  // Its timers, and its calls under way, are nobody's from here on.
    system.door.clear();
    for (ExchangeState& exchange : exchanges_.places()) {
        const bool inside = exchange.phase == Phase::waiting ||
                            exchange.phase == Phase::in_service || exchange.phase == Phase::at_node;
        if (exchange.id != 0 && exchange.to == id && inside) {
            faults_->count_hit(fault);
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
