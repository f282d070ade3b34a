#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock {

enum class FaultKind : std::uint8_t {
    outage,        ///< System: every connection is refused.
    maintenance,   ///< System: every request is answered 503 with Retry-After until the end.
    slow_down,     ///< System: service times times `factor_permille`.
    error_rate,    ///< System: a share of requests is answered 500 and not handled.
    latency,       ///< Link: `delay` more each way.
    reset_before,  ///< Link: a share of requests is cut off after sending, and not handled.
    acknowledgement_lost,  ///< Link: a share of requests is handled, then cut off unanswered.
    duplicate,             ///< Link: a share of requests arrives once more, up to `delay` later.
    reorder,  ///< Link: a share of requests is held back up to `delay`, so others overtake.
    loss,     ///< Link: a share of requests vanishes; the caller hears nothing.
    crash,    ///< System: all it had in memory is gone; restarts at the end.
};

/// One fault on the scenario's timeline. Active on [from, to).
struct Fault {
    std::string id{};  ///< Unique in the plan; in timeline, verdict and draws.
    FaultKind kind = FaultKind::outage;
    Instant from{};
    Instant to{};
    SystemId system{};                 ///< The system; for links the receiver of requests.
    std::optional<SystemId> sender{};  ///< Links: the sender of requests; none means any.
    /// All but outage and crash: only requests of this operation.
    std::optional<std::string> operation{};
    std::uint32_t share_ppm = 1'000'000;    ///< Of the requests, in millionths.
    std::uint32_t factor_permille = 1'000;  ///< slow_down.
    Duration delay{};                       ///< latency, duplicate, reorder.
};

/// All faults of one rehearsal: explicit data, made before the run and saved with it.
struct FaultPlan {
    std::vector<Fault> faults{};
};

}  // namespace drydock
