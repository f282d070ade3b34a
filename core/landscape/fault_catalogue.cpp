#include "core/landscape/fault_catalogue.hpp"

#include <array>

#include "core/check.hpp"

namespace drydock {

namespace {

using enum FaultSite;
using enum Takes;

// Names of link faults follow Toxiproxy where it has one (latency, bandwidth, slow_close); the
// meaning of the others: docs/faults.md.
constexpr std::array catalogue{
    FaultFacts{
        .kind = FaultKind::outage,
        .name = "outage",
        .does = "connections are refused",
        .by_request = false},
    FaultFacts{
        .kind = FaultKind::maintenance,
        .name = "maintenance",
        .does = "answered 503, with Retry-After until the end"},
    FaultFacts{
        .kind = FaultKind::slow_down,
        .name = "slow_down",
        .does = "take longer, and hold their worker so long",
        .factor = must},
    FaultFacts{
        .kind = FaultKind::error_rate,
        .name = "error_rate",
        .does = "hold a worker, are not handled, and are answered an error",
        .status = may},
    FaultFacts{
        .kind = FaultKind::error_in_body,
        .name = "error_in_body",
        .does = "not handled, and answered 200 with the system's error in the body"},
    FaultFacts{
        .kind = FaultKind::throttle,
        .name = "throttle",
        .does = "answered 429",
        .delay = may,
        .delay_means = "Retry-After, in whole seconds; without it the answer has none"},
    FaultFacts{
        .kind = FaultKind::rate_limit,
        .name = "rate_limit",
        .does = "answered 429 with Retry-After, but for one each interval",
        .delay = must,
        .delay_means = "the interval"},
    FaultFacts{
        .kind = FaultKind::expired_credentials,
        .name = "expired_credentials",
        .does = "answered 401, until the credentials are renewed at the end"},
    FaultFacts{
        .kind = FaultKind::worker_exhaustion,
        .name = "worker_exhaustion",
        .does = "of the workers, are busy with something else"},
    FaultFacts{
        .kind = FaultKind::field_missing,
        .name = "field_missing",
        .site = answers,
        .does = "answered without a field",
        .field = must},
    FaultFacts{
        .kind = FaultKind::field_renamed,
        .name = "field_renamed",
        .site = answers,
        .does = "answered with a field under another name, x_ before its own",
        .field = must},
    FaultFacts{
        .kind = FaultKind::field_retyped,
        .name = "field_retyped",
        .site = answers,
        .does = "answered with a field of another type: a number as text, all else in a list",
        .field = must},
    FaultFacts{
        .kind = FaultKind::field_added,
        .name = "field_added",
        .site = answers,
        .does = "answered with a field more in each object",
        .field = must},
    FaultFacts{
        .kind = FaultKind::stale_reads,
        .name = "stale_reads",
        .site = answers,
        .does = "when a GET, answered as the same request was before",
        .delay = must,
        .delay_means = "how old such an answer can be"},
    FaultFacts{
        .kind = FaultKind::latency,
        .name = "latency",
        .site = link,
        .does = "take longer, each way",
        .delay = must,
        .delay_means = "more each way"},
    FaultFacts{
        .kind = FaultKind::jitter,
        .name = "jitter",
        .site = link,
        .does = "take longer, each way another time",
        .delay = must,
        .delay_means = "at most so much more each way"},
    FaultFacts{
        .kind = FaultKind::bandwidth,
        .name = "bandwidth",
        .site = link,
        .does = "and their answers, take as long as their size asks",
        .bandwidth = must},
    FaultFacts{
        .kind = FaultKind::reset_before,
        .name = "reset_before",
        .site = link,
        .does = "cut off after sending, not handled"},
    FaultFacts{
        .kind = FaultKind::half_close,
        .name = "half_close",
        .site = link,
        .does = "cut off from their answer as they arrive, and handled afterwards all the same"},
    FaultFacts{
        .kind = FaultKind::acknowledgement_lost,
        .name = "acknowledgement_lost",
        .site = link,
        .does = "handled, then cut off without an answer"},
    FaultFacts{
        .kind = FaultKind::response_lost,
        .name = "response_lost",
        .site = link,
        .does = "handled, and never answered: the caller times out"},
    FaultFacts{
        .kind = FaultKind::slow_body,
        .name = "slow_body",
        .site = link,
        .does = "answered in a trickle",
        .delay = must,
        .delay_means = "the answer takes up to so much longer"},
    FaultFacts{
        .kind = FaultKind::loss,
        .name = "loss",
        .site = link,
        .does = "vanish; the caller times out"},
    FaultFacts{
        .kind = FaultKind::partition,
        .name = "partition",
        .site = link,
        .does = "vanish, and so does all that the other side sends",
        .by_request = false},
    FaultFacts{
        .kind = FaultKind::one_way_partition,
        .name = "one_way_partition",
        .site = link,
        .does = "vanish, and so do answers on the same way; the other way is open",
        .by_request = false},
    FaultFacts{
        .kind = FaultKind::duplicate,
        .name = "duplicate",
        .site = link,
        .does = "arrive again",
        .delay = may,
        .copies = may,
        .delay_means = "each copy comes up to so much later; without it at the same moment"},
    FaultFacts{
        .kind = FaultKind::reorder,
        .name = "reorder",
        .site = link,
        .does = "held back, so that others overtake",
        .delay = must,
        .delay_means = "at most so long"},
    FaultFacts{
        .kind = FaultKind::swallow,
        .name = "swallow",
        .site = link,
        .does = "acknowledged with 200 by something on the way, and never arrive"},
    FaultFacts{
        .kind = FaultKind::replay,
        .name = "replay",
        .site = link,
        .does = "arrive once more after the end",
        .delay = must,
        .delay_means = "within so long after the end"},
    FaultFacts{
        .kind = FaultKind::clock_ahead,
        .name = "clock_ahead",
        .site = FaultSite::clock,
        .does = "its clock jumps ahead, and back at the end",
        .by_request = false,
        .delay = must,
        .delay_means = "how far"},
    FaultFacts{
        .kind = FaultKind::clock_behind,
        .name = "clock_behind",
        .site = FaultSite::clock,
        .does = "its clock jumps back, and ahead at the end",
        .by_request = false,
        .delay = must,
        .delay_means = "how far"},
    FaultFacts{
        .kind = FaultKind::crash,
        .name = "crash",
        .site = records,
        .does = "all that it had in memory is gone; it starts again at the end",
        .by_request = false},
    FaultFacts{
        .kind = FaultKind::crash_loop,
        .name = "crash_loop",
        .site = records,
        .does = "crashes again and again",
        .by_request = false,
        .delay = must,
        .delay_means = "how long it is down, and then up, each time"},
    FaultFacts{
        .kind = FaultKind::slow_disk,
        .name = "slow_disk",
        .site = records,
        .does = "its records take longer to be durable, and nothing leaves before them",
        .by_request = false,
        .delay = must,
        .delay_means = "each time"},
    FaultFacts{
        .kind = FaultKind::disk_full,
        .name = "disk_full",
        .site = records,
        .does = "stops at the first record that it cannot keep; starts again at the end",
        .by_request = false},
    FaultFacts{
        .kind = FaultKind::torn_record,
        .name = "torn_record",
        .site = records,
        .does = "crashes while it writes: what it was about to do is lost; starts again at the end",
        .by_request = false},
};

}  // namespace

std::span<const FaultFacts> fault_catalogue() {
    return catalogue;
}

const FaultFacts& facts_of(FaultKind kind) {
    const FaultFacts& facts = catalogue.at(static_cast<std::size_t>(kind));
    DRYDOCK_CHECK(facts.kind == kind);
    return facts;
}

}  // namespace drydock
