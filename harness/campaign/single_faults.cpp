#include "harness/campaign/single_faults.hpp"

#include <array>
#include <set>
#include <sstream>
#include <tuple>

#include <fmt/format.h>

#include "harness/campaign/fork_pool.hpp"
#include "harness/campaign/trial.hpp"

namespace drydock::harness {

namespace {

/// Who said something to whom, and in which second of the run.
using Said = std::tuple<std::int64_t, std::uint16_t, std::uint16_t>;

/// Notes the calls of every Step that matters: one that keeps a record, or is a mock's own.
/// Repeated polls keep none, and would be most of all calls.
class Listener final : public sim::StepTracer {
public:
    explicit Listener(SystemId runtime) : runtime_{runtime} {}

    void on_step(std::uint64_t, std::uint64_t, const sim::StepView& view) override {
        if (view.system == runtime_ && view.step.records.empty()) {
            return;
        }
        const std::int64_t second = view.now.time_since_epoch() / one_second;
        for (const Call& call : view.step.calls) {
            said_.emplace(second, view.system.value, call.request.to.value);
        }
    }
    [[nodiscard]] std::string text() const {
        std::string text;
        for (const auto& [second, from, to] : said_) {
            text += fmt::format("{} {} {}\n", second, from, to);
        }
        return text;
    }

private:
    SystemId runtime_;
    std::set<Said> said_;
};

constexpr std::array link_kinds{
    FaultKind::reset_before,
    FaultKind::half_close,
    FaultKind::acknowledgement_lost,
    FaultKind::response_lost,
    FaultKind::loss,
    FaultKind::duplicate,
    FaultKind::reorder};
constexpr std::array door_kinds{
    FaultKind::outage,
    FaultKind::error_rate,
    FaultKind::error_in_body,
    FaultKind::throttle,
    FaultKind::expired_credentials};
constexpr std::array runtime_kinds{FaultKind::crash, FaultKind::torn_record};

class Planner {
public:
    Planner(const Scenario& scenario, const RehearsalPlan& plan)
        : scenario_{scenario}, plan_{plan} {}

    void plan(const Said& said) {
        const auto& [second, from, to] = said;
        for (const FaultKind kind : link_kinds) {
            add(kind, second, 1, to, from);
        }
        if (SystemId{to} == plan_.roles.runtime) {
            add(FaultKind::swallow, second, 1, to, from);
        } else {
            for (const FaultKind kind : door_kinds) {
                add(kind, second, kind == FaultKind::outage ? long_seconds : 1, to);
            }
        }
        for (const FaultKind kind : runtime_kinds) {
            add(kind, second, long_seconds, plan_.roles.runtime.value);
        }
    }
    [[nodiscard]] std::vector<FaultSpec> take() { return std::move(faults_); }

private:
    static constexpr std::int64_t long_seconds = 10;

    void add(
        FaultKind kind,
        std::int64_t second,
        std::int64_t seconds,
        std::uint16_t system,
        std::optional<std::uint16_t> sender = {}
    ) {
        if (!planned_.emplace(kind, second, system, sender.value_or(system)).second) {
            return;  // Two exchanges of one second share it.
        }
        FaultSpec& fault = faults_.emplace_back();
        fault.kind = kind;
        fault.from = plan_.calendar.date_time_of(Instant{second * one_second});
        fault.to = plan_.calendar.date_time_of(Instant{(second + seconds) * one_second});
        fault.system = scenario_.landscape.systems.at(system).name;
        if (sender) {
            fault.sender = scenario_.landscape.systems.at(*sender).name;
        }
        if (kind == FaultKind::duplicate || kind == FaultKind::reorder) {
            fault.delay = one_minute;
        }
        fault.id = fmt::format(
            "single-{}-{}{}{}-{}",
            faults_.size(),
            to_text(kind),
            sender ? "-" : "",
            fault.sender,
            fault.system
        );
    }

    const Scenario& scenario_;
    const RehearsalPlan& plan_;
    std::set<std::tuple<FaultKind, std::int64_t, std::uint16_t, std::uint16_t>> planned_;
    std::vector<FaultSpec> faults_;
};

}  // namespace

expected<std::vector<FaultSpec>, std::string> single_faults(
    const Scenario& scenario, const RecordedWorkload& recorded
) {
    const auto plan = plan_rehearsal(scenario);
    if (!plan) {
        return unexpected{plan.error().front()};
    }
    ForkPoolSettings pool;
    pool.limit = 10 * one_minute;
    bool given = false;
    ForkedResult first_run;
    run_forked(
        pool,
        [&]() -> std::optional<ForkedTask> {
            if (std::exchange(given, true)) {
                return std::nullopt;
            }
            return ForkedTask{0, [&] {
                                  Listener listener{plan->roles.runtime};
                                  RehearsalHooks hooks;
                                  hooks.tracer = &listener;
                                  static_cast<void>(run_trial(scenario, recorded, hooks));
                                  return listener.text();
                              }};
        },
        [&](ForkedResult result) { first_run = std::move(result); },
        [] { return false; }
    );
    if (first_run.end != ForkedResult::End::finished) {
        return unexpected{"the run without faults did not end: " + first_run.last_words};
    }
    Planner planner{scenario, *plan};
    std::istringstream lines{first_run.output};
    std::int64_t second = 0;
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    const Instant begin = plan->calendar.instant_of(scenario.workload.from);
    const Instant end = plan->calendar.instant_of(scenario.workload.to);
    while (lines >> second >> from >> to) {
        // A fault lies within the workload's window.
        if (const Instant at{second * one_second}; at >= begin && at < end) {
            planner.plan({second, from, to});
        }
    }
    return planner.take();
}

}  // namespace drydock::harness
