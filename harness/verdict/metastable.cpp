#include "harness/verdict/metastable.hpp"

#include <algorithm>

#include "core/calendar.hpp"

namespace drydock::harness {

namespace {

/// Between the begins of two stretches that are looked at.
constexpr Duration metastable_step = 5 * one_minute;

std::uint64_t count_in(const std::vector<Instant>& sorted, Instant from, Instant to) {
    const auto first = std::ranges::lower_bound(sorted, from);
    return static_cast<std::uint64_t>(std::lower_bound(first, sorted.end(), to) - first);
}

/// Most that came in any stretch within one span of the baseline.
std::uint64_t busiest_stretch(
    const std::vector<PhaseSpan>& spans, const std::vector<Instant>& came
) {
    std::uint64_t most = 0;
    for (const PhaseSpan& span : spans) {
        if (span.phase != Phase::baseline) {
            continue;
        }
        auto at = std::ranges::lower_bound(came, span.from);
        for (; at != came.end() && *at < span.to; ++at) {
            const Instant to = std::min(*at + metastable_stretch, span.to);
            most = std::max(most, count_in(came, *at, to));
        }
    }
    return most;
}

/// Nine of ten that came in the baseline went on in it, or more: there is something to come back
/// to.
bool baseline_works(
    const std::vector<PhaseSpan>& spans,
    const std::vector<Instant>& came,
    const std::vector<Instant>& went
) {
    std::uint64_t came_count = 0;
    std::uint64_t went_count = 0;
    for (const PhaseSpan& span : spans) {
        if (span.phase == Phase::baseline) {
            came_count += count_in(came, span.from, span.to);
            went_count += count_in(went, span.from, span.to);
        }
    }
    return went_count * 10 >= came_count * 9;
}

std::uint64_t longest_backlog(const std::vector<PhaseSpan>& spans, const Backlog& backlog) {
    std::uint64_t longest = 0;
    for (const PhaseSpan& span : spans) {
        if (span.phase == Phase::baseline) {
            longest = std::max(longest, backlog.most_in(span.from, span.to));
        }
    }
    return longest;
}

}  // namespace

std::optional<Metastable> metastable_after(
    const FaultWindow& window,
    Instant next,
    const std::vector<PhaseSpan>& spans,
    const std::vector<Wait>& waits
) {
    std::vector<Instant> came;
    std::vector<Instant> went;
    for (const Wait& wait : waits) {
        came.push_back(wait.from);
        if (wait.to) {
            went.push_back(*wait.to);
        }
    }
    std::ranges::sort(came);
    std::ranges::sort(went);
    if (came.empty() || !baseline_works(spans, came, went)) {
        return std::nullopt;
    }
    const Backlog backlog{waits};
    const std::uint64_t normal_load = busiest_stretch(spans, came);
    const std::uint64_t normal_backlog = longest_backlog(spans, backlog);
    const Instant last = std::min(next, came.back() + Duration{1});
    Metastable found{.fault = window.faults.back()};
    for (Instant from = window.to + metastable_grace; from + metastable_stretch <= last;
         from += metastable_step) {
        found.from = from;
        found.to = from + metastable_stretch;
        if (backlog.least_in(found.from, found.to) <= normal_backlog) {
            continue;
        }
        found.came = count_in(came, found.from, found.to);
        found.went_on = count_in(went, found.from, found.to);
        const bool load_is_normal =
            found.came >= metastable_orders_min && found.came <= normal_load;
        if (load_is_normal && found.went_on * 10 < found.came * 9) {
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace drydock::harness
