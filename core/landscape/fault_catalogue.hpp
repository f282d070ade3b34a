#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/landscape/fault_plan.hpp"

namespace drydock {

/// Where a fault lies, and so who carries it out.
enum class FaultSite : std::uint8_t {
    door,     ///< Of a system: Door.
    answers,  ///< Of a system: ResponseFaults.
    link,     ///< From a sender, or any, to a system: Link.
    clock,    ///< Of a system: WallClock.
    records,  ///< Of a system that keeps them: the World itself.
};

/// Whether a kind takes a number, and must have it.
enum class Takes : std::uint8_t { no, may, must };

/// One kind of fault, for loaders, explanations and documents.
struct FaultFacts {
    FaultKind kind = FaultKind::outage;
    std::string_view name{};
    FaultSite site = FaultSite::door;
    /// What it does to the exchanges that it meets; follows "50% of requests to odoo".
    std::string_view does{};
    bool by_request = true;  ///< Takes a share and an operation.
    Takes delay = Takes::no;
    Takes factor = Takes::no;
    Takes copies = Takes::no;
    Takes status = Takes::no;
    Takes bandwidth = Takes::no;
    Takes field = Takes::no;
    std::string_view delay_means{};  ///< Where it takes one.
};

/// Every kind, in the order of FaultKind.
[[nodiscard]] std::span<const FaultFacts> fault_catalogue();

[[nodiscard]] const FaultFacts& facts_of(FaultKind kind);

}  // namespace drydock
