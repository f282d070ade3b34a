#include "harness/verdict/fault_report.hpp"

#include <array>

#include "core/calendar.hpp"
#include "harness/oracles/backlog.hpp"

namespace drydock::harness {

namespace {

void judge(const Evidence& evidence, const Backlog& backlog, Instant end, FaultReport& fault) {
    // There is no time before a fault that was there from the start.
    if (fault.from <= Instant{} || fault.to >= end) {
        fault.recovered = Recovered::not_known;
        return;
    }
    const std::uint64_t before = backlog.length_at(fault.from - Duration{1});
    const auto back = backlog.first_at_most(before, fault.to);
    if (back) {
        fault.recovered = Recovered::yes;
        fault.time_to_recover = *back - fault.to;
    } else {
        fault.recovered = evidence.settled ? Recovered::never : Recovered::not_known;
    }
}

}  // namespace

bool hammered(const FaultReport& fault) {
    if (fault.kind != "outage" || fault.place == FaultPlace::channel) {
        return false;  // Those who call a channel's partner, or the runtime, are no runtime of
                       // ours.
    }
    constexpr std::uint64_t calls_before = 20;
    constexpr std::uint64_t probes = 3;
    constexpr std::uint64_t doublings = 5;
    const auto rounds =
        doublings + static_cast<std::uint64_t>((fault.to - fault.from) / (5 * one_minute));
    return fault.hits > 2 * (calls_before + probes * rounds);
}

void judge_recovery(const Evidence& evidence, Instant end, std::vector<FaultReport>& faults) {
    if (faults.empty()) {
        return;
    }
    // In the order of FaultPlace.
    const std::array backlogs{
        orders_unheard(evidence),
        orders_unreleased(evidence),
        parcels_unlabelled(evidence),
        orders_unbooked(evidence)};
    for (FaultReport& fault : faults) {
        judge(evidence, backlogs[static_cast<std::size_t>(fault.place)], end, fault);
    }
}

}  // namespace drydock::harness
