#pragma once

#include <cstdint>
#include <optional>

#include "core/time.hpp"

namespace drydock {

/// The way between two systems, each direction alike.
struct LinkSettings {
    Duration latency{};     ///< One way.
    Duration jitter_max{};  ///< Added, uniform on [0, jitter_max].
    std::optional<std::uint64_t> bandwidth_bytes_per_second{};  ///< None: size costs nothing.
};

}  // namespace drydock
