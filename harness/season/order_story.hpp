#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/oracles/evidence.hpp"

namespace drydock::harness {

/// One thing that a system booked about an order.
struct StoryEvent {
    Instant at;
    std::string system;
    std::string text;
    bool bad = false;  ///< An exception, or something that ought not to be.
};
inline constexpr std::size_t story_events_max = 60;

/// What the ledgers of all systems tell of one order, by time; at most story_events_max events.
/// `systems` are the landscape's names by id; `carrier` and `runtime` are places in it.
struct StoryTeller {
    const Evidence& evidence;
    const std::vector<std::string>& systems;
    SystemId carrier;
    SystemId runtime;

    [[nodiscard]] std::vector<StoryEvent> tell(std::uint32_t order) const;
};

/// An order that is worth reading about, and why.
struct NotableOrder {
    std::uint32_t order = 0;  ///< Its place in the OrderIndex.
    std::vector<std::string> reasons;
};

}  // namespace drydock::harness
