#pragma once

#include "core/strong_id.hpp"

namespace drydock {

/// A system of the landscape: its place in the landscape's list of systems.
using SystemId = StrongId<struct SystemIdTag, std::uint16_t>;

/// One request on its way through a World. Given out by the World, never used twice in a run.
using ExchangeId = StrongId<struct ExchangeIdTag>;

/// A Node's own number for a call it made; it comes back with the outcome.
using CallId = StrongId<struct CallIdTag>;

/// A Node's own number for a timer it set; it comes back when the timer fires.
using TimerId = StrongId<struct TimerIdTag>;

/// A product: its place in the scenario's list of products.
using SkuId = StrongId<struct SkuIdTag, std::uint32_t>;

}  // namespace drydock
