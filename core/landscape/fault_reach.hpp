#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/landscape/fault_plan.hpp"
#include "core/landscape/fault_timeline.hpp"

namespace drydock {

/// The number of the operation that the fault is about among `operations`, those of its system:
/// any_operation for all; one that no request has when the system does not know the name.
[[nodiscard]] std::uint16_t operation_reached(
    const Fault& fault, std::span<const std::string_view> operations
);

/// One direction between two systems.
struct LinkWay {
    SystemId from;
    SystemId to;
};

/// The ways that a fault of a link changes in a landscape of `systems` systems: those to its
/// system, from one sender or from all; a partition cuts the ways back, too.
[[nodiscard]] std::vector<LinkWay> ways_reached(const Fault& fault, std::size_t systems);

}  // namespace drydock
