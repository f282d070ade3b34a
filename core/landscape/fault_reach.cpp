#include "core/landscape/fault_reach.hpp"

#include <algorithm>

namespace drydock {

namespace {

/// For a fault on an operation that its system does not have: meets no request.
constexpr std::uint16_t no_operation = any_operation - 1;

}  // namespace

std::uint16_t operation_reached(const Fault& fault, std::span<const std::string_view> operations) {
    if (!fault.operation) {
        return any_operation;
    }
    const auto found = std::ranges::find(operations, *fault.operation);
    return found == operations.end() ? no_operation
                                     : static_cast<std::uint16_t>(found - operations.begin());
}

std::vector<LinkWay> ways_reached(const Fault& fault, std::size_t systems) {
    std::vector<LinkWay> ways;
    for (std::size_t number = 0; number < systems; ++number) {
        const SystemId peer{static_cast<std::uint16_t>(number)};
        if (fault.sender ? *fault.sender != peer : fault.system == peer) {
            continue;
        }
        ways.push_back({peer, fault.system});
        if (fault.kind == FaultKind::partition) {
            ways.push_back({fault.system, peer});
        }
    }
    return ways;
}

}  // namespace drydock
