#pragma once

#include <cstdint>

#include "core/exchange.hpp"

namespace drydock {

/// Hash over all that a request says, by which its draws of chance are named. Both Worlds compute
/// it where the request leaves its sender, so that it meets the same luck on both clocks.
[[nodiscard]] std::uint64_t content_of(const Request& request);

}  // namespace drydock
