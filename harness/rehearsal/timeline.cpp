#include "harness/rehearsal/timeline.hpp"

#include <iterator>

#include <fmt/format.h>

namespace drydock::harness {

void Timeline::add(Instant at, SystemId system, const std::vector<Gauge>& gauges) {
    for (const Gauge& gauge : gauges) {
        rows_.push_back({at, gauge.name, gauge.value, system});
    }
}

std::string Timeline::csv(const Calendar& calendar, const std::vector<std::string>& names) const {
    std::string csv = "time,system,gauge,value\n";
    std::string time;
    Instant time_of{Duration::min()};
    for (const Row& row : rows_) {
        if (row.at != time_of) {
            time = to_text(calendar.date_time_of(row.at));
            time_of = row.at;
        }
        fmt::format_to(
            std::back_inserter(csv),
            "{},{},{},{}\n",
            time,
            names.at(row.system.value),
            row.gauge,
            row.value
        );
    }
    return csv;
}

}  // namespace drydock::harness
