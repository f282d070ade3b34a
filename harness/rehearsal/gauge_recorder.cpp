#include "harness/rehearsal/gauge_recorder.hpp"

#include "harness/season/season_json.hpp"

namespace drydock::harness {

GaugeRecorder::GaugeRecorder(
    const Scenario& scenario, const RehearsalPlan& plan, Instant end, SeriesWish wish
)
    : scenario_{scenario}, plan_{plan} {
    for (const SystemSpec& system : scenario.landscape.systems) {
        names_.push_back(system.name);
    }
    if (wish == SeriesWish::wanted) {
        const Instant begin = plan.calendar.instant_of(scenario.workload.from);
        lines_.emplace(axis_for(end - begin, scenario.gauge_interval, begin), names_);
    }
}

std::string GaugeRecorder::timeline_csv() const {
    return timeline_.csv(plan_.calendar, names_);
}

std::string GaugeRecorder::series_json(const Evidence& evidence, const Verdict& verdict) const {
    return lines_ ? season_json(scenario_, plan_, evidence, *lines_, verdict) : std::string{};
}

}  // namespace drydock::harness
