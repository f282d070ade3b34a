#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.hpp"
#include "core/node.hpp"

namespace drydock::harness {

/// Gauges of all systems over the time of a run.
class Timeline {
public:
    void add(Instant at, SystemId system, const std::vector<Gauge>& gauges);

    /// timeline.csv. Columns: time, system, gauge, value. `names` are those of the systems by id.
    [[nodiscard]] std::string csv(const Calendar& calendar, const std::vector<std::string>& names)
        const;

private:
    struct Row {
        Instant at;
        std::string_view gauge;
        std::int64_t value = 0;
        SystemId system;
    };
    std::vector<Row> rows_;
};

}  // namespace drydock::harness
