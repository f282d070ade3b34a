#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/world.hpp"
#include "harness/rehearsal/judgement.hpp"
#include "harness/rehearsal/timeline.hpp"
#include "harness/season/gauge_lines.hpp"

namespace drydock::harness {

enum class SeriesWish : std::uint8_t { none, wanted };

/// Reads the gauges of a World's systems each gauge_interval of its scenario, for timeline.csv, and
/// for series.json where it is wanted: that also takes what the World counts between the systems.
class GaugeRecorder {
public:
    /// The lines are those of the scenario's window until `end`. Both outlive the recorder.
    GaugeRecorder(
        const Scenario& scenario, const RehearsalPlan& plan, Instant end, SeriesWish wish
    );

    /// Before the run; the recorder and the World live until its end.
    template <typename AnyWorld>
    void follow(AnyWorld& world) {
        world.read_gauges_every(
            scenario_.gauge_interval,
            [this, &world](Instant at, SystemId system, const std::vector<Gauge>& gauges) {
                timeline_.add(at, system, gauges);
                if (!lines_) {
                    return;
                }
                lines_->add(at, system, gauges);
                if (system == SystemId{}) {
                    lines_->add(at, traffic_of(scenario_, world.traffic(), world.system_counts()));
                }
            }
        );
    }

    [[nodiscard]] std::string timeline_csv() const;
    /// Empty where no series was wanted. `verdict` is that of the evidence.
    [[nodiscard]] std::string series_json(const Evidence& evidence, const Verdict& verdict) const;

private:
    const Scenario& scenario_;
    const RehearsalPlan& plan_;
    std::vector<std::string> names_;
    Timeline timeline_;
    std::optional<GaugeLines> lines_;
};

}  // namespace drydock::harness
