#include "harness/verdict/phases.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "core/check.hpp"

namespace drydock::harness {

namespace {

/// When it was got over; none for never.
std::optional<Instant> got_over(const FaultReport& fault) {
    switch (fault.recovered) {
        case Recovered::yes:
            return fault.to + fault.time_to_recover;
        case Recovered::never:
            return std::nullopt;
        case Recovered::not_known:
            break;
    }
    return fault.to;
}

void extend_window(FaultWindow& window, std::size_t place, const FaultReport& fault) {
    const auto recovered = got_over(fault);
    const bool first = window.faults.empty();
    window.to = first ? fault.to : std::max(window.to, fault.to);
    if (first) {
        window.recovered = recovered;
    } else if (window.recovered) {
        window.recovered = recovered ? std::max(window.recovered, recovered) : std::nullopt;
    }
    window.faults.push_back(place);
}

}  // namespace

std::vector<FaultWindow> fault_windows(const std::vector<FaultReport>& faults, Instant end) {
    std::vector<std::size_t> places(faults.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::stable_sort(places, {}, [&](std::size_t place) { return faults[place].from; });
    std::vector<FaultWindow> windows;
    for (const std::size_t place : places) {
        const FaultReport& fault = faults[place];
        if (fault.from <= Instant{} || fault.from >= end) {
            continue;
        }
        if (windows.empty() || windows.back().to < fault.from) {
            windows.emplace_back().from = fault.from;
        }
        extend_window(windows.back(), place, fault);
    }
    for (FaultWindow& window : windows) {
        std::ranges::sort(window.faults);
    }
    return windows;
}

std::vector<PhaseSpan> phase_spans(const std::vector<FaultWindow>& windows, Instant end) {
    std::vector<PhaseSpan> spans;
    Instant reached{};
    const auto until = [&](Phase phase, Instant to) {
        to = std::min(to, end);
        if (reached < to) {
            spans.push_back({phase, reached, to});
            reached = to;
        }
    };
    for (auto window = windows.begin(); window != windows.end(); ++window) {
        until(Phase::baseline, window->from);
        until(Phase::fault, window->to);
        const bool last = std::next(window) == windows.end();
        const Instant next = last ? end : std::next(window)->from;
        until(Phase::recovery, std::min(window->recovered.value_or(end), next));
    }
    if (!windows.empty()) {
        until(Phase::drain, end);
    }
    return spans;
}

Phase phase_at(const std::vector<PhaseSpan>& spans, Instant at) {
    DRYDOCK_CHECK(!spans.empty());
    const auto after = std::ranges::upper_bound(spans, at, {}, &PhaseSpan::from);
    return (after == spans.begin() ? after : std::prev(after))->phase;
}

}  // namespace drydock::harness
