#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/oracles/evidence.hpp"

namespace drydock::harness {

/// A branch of the runtime that is rarely taken and matters. Told by what stands in the ledgers and
/// by what the runtime asks of whom when, so that nothing in the runtime has to count.
enum class Probe : std::uint8_t {
    look_up_after_unknown,      ///< Done or not: the next request of the job was another one.
    same_request_again,         ///< A request that failed was said again.
    late_try,                   ///< Likewise, ten minutes later or more.
    breaker_probe,              ///< After five failures in a row and a pause of a breaker.
    throttled,                  ///< A partner answered 429.
    credentials_refused,        ///< A partner answered 401.
    job_resumed_after_restart,  ///< Its last call had no end when its next one left.
    event_redelivered,          ///< An event that failed was sent again and taken.
    copy_taken_once,            ///< The second of two equal events was taken, and changed nothing.
    event_overtaken,            ///< Taken after one of the same order that was sent later.
    late_original_payload,      ///< Likewise, and it had been sent before.
    found_by_reading,           ///< An order that was accepted before its channel had told of it.
    gateway_refused,            ///< The runtime answered 429 or 503.
    webhook_revived,            ///< A subscription that was dead was enabled or made again.
    twin_order_taken_back,      ///< A second sale order of an order was cancelled.
    twin_label_taken_back,      ///< A second label of a parcel was voided.
    exception_opened,           ///< An order was given to a person.
    exception_closed,           ///< A person, or the way things went, has settled it.
    cancel_denied,              ///< A cancellation came too late.
    cancel_confirmed,           ///< A cancellation came in time.
};
inline constexpr std::array<std::string_view, 20> probe_names{
    "look_up_after_unknown",
    "same_request_again",
    "late_try",
    "breaker_probe",
    "throttled",
    "credentials_refused",
    "job_resumed_after_restart",
    "event_redelivered",
    "copy_taken_once",
    "event_overtaken",
    "late_original_payload",
    "found_by_reading",
    "gateway_refused",
    "webhook_revived",
    "twin_order_taken_back",
    "twin_label_taken_back",
    "exception_opened",
    "exception_closed",
    "cancel_denied",
    "cancel_confirmed"};

/// In the order of Probe.
using ProbeCounts = std::array<std::uint64_t, probe_names.size()>;

class ExchangeLog;

/// From the ledgers and the exchanges of one run.
[[nodiscard]] ProbeCounts probes_of(const Evidence& evidence, const ExchangeLog& log);

/// By name.
[[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> named(const ProbeCounts& counts);

}  // namespace drydock::harness
