#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock {

/// What can go wrong. The one vocabulary of both Worlds; what each does, where it lies and what it
/// takes: core/landscape/fault_catalogue.hpp.
enum class FaultKind : std::uint8_t {
    // At a system's door.
    outage,
    maintenance,
    slow_down,
    error_rate,
    error_in_body,
    throttle,
    rate_limit,
    expired_credentials,
    worker_exhaustion,
    // In what a system says.
    field_missing,
    field_renamed,
    field_retyped,
    field_added,
    stale_reads,
    // On the way to a system and back.
    latency,
    jitter,
    bandwidth,
    reset_before,
    half_close,
    acknowledgement_lost,
    response_lost,
    slow_body,
    loss,
    partition,
    one_way_partition,
    // To the events on that way.
    duplicate,
    reorder,
    swallow,
    replay,
    // To a system's clock.
    clock_ahead,
    clock_behind,
    // To the runtime and its records.
    crash,
    crash_loop,
    slow_disk,
    disk_full,
    torn_record,
};

/// One fault on the scenario's timeline. Active on [from, to). Which of the numbers a kind takes is
/// in the catalogue; the others stay as they are here.
struct Fault {
    std::string id{};  ///< Unique in the plan; in timeline, verdict and draws.
    FaultKind kind = FaultKind::outage;
    Instant from{};
    Instant to{};
    SystemId system{};                       ///< The system; for links the receiver of requests.
    std::optional<SystemId> sender{};        ///< Links: the sender of requests; none means any.
    std::optional<std::string> operation{};  ///< Only requests of this operation.
    std::uint32_t share_ppm = 1'000'000;     ///< Of the requests, in millionths.
    std::uint32_t factor_permille = 1'000;   ///< Above 1'000.
    Duration delay{};
    std::uint32_t copies = 1;
    std::uint16_t status = 500;
    std::uint64_t bandwidth_bytes_per_second = 0;
    std::string field{};  ///< The name of a member, at any depth.
};

/// All faults of one rehearsal: explicit data, made before the run and saved with it.
struct FaultPlan {
    std::vector<Fault> faults{};
};

}  // namespace drydock
