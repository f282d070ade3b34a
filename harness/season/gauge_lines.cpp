#include "harness/season/gauge_lines.hpp"

#include <algorithm>
#include <array>

namespace drydock::harness {

namespace {

/// Gauges that count since the start of the run.
constexpr std::array<std::string_view, 11> counters{
    "retries",
    "refused_429",
    "duplicates",
    "orders_placed",
    "orders_unplaced",
    "lines_unplaced",
    "reversals_dropped",
    "refunds",
    "labels",
    "sale_orders",
    "orphans_adopted"};

/// A crash sets counters of the runtime back to 0: then what is counted since is all there is.
std::vector<std::int64_t> differences(const std::vector<std::int64_t>& totals) {
    std::vector<std::int64_t> steps;
    steps.reserve(totals.size());
    std::int64_t before = 0;
    for (const std::int64_t total : totals) {
        steps.push_back(total >= before ? total - before : total);
        before = total;
    }
    return steps;
}

}  // namespace

GaugeLines::GaugeLines(Axis axis, std::vector<std::string> systems)
    : axis_{axis}, systems_{std::move(systems)} {}

void GaugeLines::put(
    Instant at, SystemId system, std::string_view name, std::int64_t value, bool counts
) {
    // What is read at the end of an interval is about that interval.
    const std::size_t index = axis_.index_of(at - Duration{1});
    const auto found = tracks_.try_emplace({system.value, std::string{name}}).first;
    Track& track = found->second;
    track.counts = counts;
    if (track.values.size() <= index) {
        track.values.resize(index + 1, counts && !track.values.empty() ? track.values.back() : 0);
        track.values[index] = value;
    }
    track.values[index] = counts ? value : std::max(track.values[index], value);
    points_read_ = std::max(points_read_, index + 1);
}

void GaugeLines::add(Instant at, SystemId system, const std::vector<Gauge>& gauges) {
    for (const Gauge& gauge : gauges) {
        put(at,
            system,
            gauge.name,
            gauge.value,
            std::ranges::find(counters, gauge.name) != counters.end());
    }
}

void GaugeLines::add(Instant at, const std::vector<SystemTraffic>& traffic) {
    for (std::size_t index = 0; index < traffic.size(); ++index) {
        const SystemId system{static_cast<std::uint16_t>(index)};
        put(at, system, "calls", static_cast<std::int64_t>(traffic[index].calls), true);
        put(at, system, "errors", static_cast<std::int64_t>(traffic[index].errors()), true);
    }
}

std::vector<Line> GaugeLines::lines() const {
    std::vector<Line> lines;
    for (const auto& [key, track] : tracks_) {
        if (std::ranges::all_of(track.values, [](std::int64_t value) { return value == 0; })) {
            continue;
        }
        std::vector<std::int64_t> values = track.values;
        values.resize(points_read_, track.counts ? values.back() : 0);
        lines.push_back(
            {systems_.at(key.first),
             key.second,
             track.counts ? LineKind::count : LineKind::level,
             track.counts ? differences(values) : std::move(values)}
        );
    }
    return lines;
}

}  // namespace drydock::harness
