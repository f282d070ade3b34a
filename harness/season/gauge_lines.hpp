#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/node.hpp"
#include "harness/season/axis.hpp"
#include "harness/verdict/traffic.hpp"

namespace drydock::harness {

/// What the systems say of themselves over the time of a run, and what the World counts between
/// them. Thinned as it comes: the memory is bounded by the axis.
class GaugeLines {
public:
    /// `systems` are their names by id.
    GaugeLines(Axis axis, std::vector<std::string> systems);

    /// The levels of one system, read at `at`.
    void add(Instant at, SystemId system, const std::vector<Gauge>& gauges);
    /// The traffic so far, in the landscape's order.
    void add(Instant at, const std::vector<SystemTraffic>& traffic);

    /// By system, then by name; those that were 0 all the time are left out. Gauges that only ever
    /// count upwards (retries, orders placed) are told by interval. Read at the end of a run.
    [[nodiscard]] std::vector<Line> lines() const;
    [[nodiscard]] const Axis& axis() const { return axis_; }

private:
    struct Track {
        bool counts = false;
        std::vector<std::int64_t> values;
    };
    void put(Instant at, SystemId system, std::string_view name, std::int64_t value, bool counts);

    Axis axis_;
    std::vector<std::string> systems_;
    std::map<std::pair<std::uint16_t, std::string>, Track, std::less<>> tracks_;
    std::size_t points_read_ = 0;
};

}  // namespace drydock::harness
