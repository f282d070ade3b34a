#include "harness/campaign/sweep.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/hash.hpp"
#include "harness/campaign/fork_pool.hpp"
#include "harness/rehearsal/result_files.hpp"
#include "harness/scenario/effective.hpp"
#include "harness/verdict/verdict_json.hpp"

namespace drydock::harness {

namespace {

namespace fs = std::filesystem;

/// What a sweep must have in common with the one that it goes on with. Of seeds there may be more.
std::string identity(const Scenario& scenario, const SweepSettings& settings) {
    std::string text = settings.program + effective_yaml(scenario);
    text += fmt::format("first {}", settings.seed_first);
    if (const auto& swarm = settings.swarm) {
        text += fmt::format(
            "swarm {} {} {} {}",
            swarm->fault_share_ppm,
            swarm->dwell_min.count(),
            swarm->dwell_max.count(),
            swarm->lasting_outage_ppm
        );
        for (const FaultKind kind : swarm->kinds) {
            text += fmt::format(" {}", to_text(kind));
        }
    }
    for (const FaultSpec& single : settings.singles) {
        text += single.id + to_text(single.from);
    }
    return fmt::format("{:016x}\n", hash_text(hash_salt_a, text));
}

/// The results of earlier starts of the same sweep. The last line may be cut off: its seed is run
/// again.
std::map<std::uint64_t, TrialResult> read_runs(const fs::path& file) {
    std::map<std::uint64_t, TrialResult> runs;
    std::ifstream in{file};
    std::string line;
    while (std::getline(in, line)) {
        if (auto trial = trial_of_json(line)) {
            const std::uint64_t seed = trial->seed;
            runs.insert_or_assign(seed, *std::move(trial));
        }
    }
    return runs;
}

class Sweep {
public:
    Sweep(
        const Scenario& scenario,
        const RecordedWorkload& recorded,
        const SweepSettings& settings,
        const SweepHooks& hooks
    )
        : scenario_{at_home_anywhere(scenario)},
          recorded_{recorded},
          settings_{settings},
          hooks_{hooks},
          directory_{settings.directory} {}

    expected<SweepReport, std::string> run() {
        if (auto opened = open(); !opened) {
            return unexpected{opened.error()};
        }
        show_progress();
        ForkPoolSettings pool;
        pool.jobs = settings_.jobs;
        pool.limit = settings_.limit;
        run_forked(
            pool,
            [this] { return next(); },
            [this](ForkedResult result) { take(std::move(result)); },
            [this] { return broken_ || satisfied() || hooks_.stopped(); }
        );
        if (broken_) {
            return unexpected{fmt::format("{}: cannot be written", runs_file().string())};
        }
        SweepReport report;
        for (auto& [seed, trial] : trials_) {
            if (seed - settings_.seed_first < settings_.seeds) {
                report.trials.push_back(std::move(trial));
            }
        }
        report.complete = report.trials.size() == settings_.seeds;
        report.satisfied = satisfied();
        report.groups = group_failures(report.trials);
        return report;
    }

private:
    [[nodiscard]] bool satisfied() const {
        return settings_.failures_wanted && failures_ >= *settings_.failures_wanted;
    }
    [[nodiscard]] Scenario scenario_of(std::uint64_t number) const {
        if (settings_.singles.empty()) {
            return scenario_of_seed(
                scenario_, number, settings_.swarm ? &*settings_.swarm : nullptr
            );
        }
        Scenario scenario = scenario_;
        scenario.faults.push_back(settings_.singles.at(number - settings_.seed_first));
        return scenario;
    }
    [[nodiscard]] fs::path runs_file() const { return directory_ / "runs.jsonl"; }

    expected<void, std::string> open() {
        std::error_code error;
        fs::create_directories(directory_ / "failures", error);
        if (error) {
            return unexpected{fmt::format("{}: {}", directory_.string(), error.message())};
        }
        const fs::path id_file = directory_ / "campaign.id";
        const std::string id = identity(scenario_, settings_);
        std::string kept;
        if (std::ifstream in{id_file}; std::getline(in, kept) && kept + "\n" != id) {
            return unexpected{fmt::format(
                "{}: holds a campaign of another scenario, of other settings or of another build "
                "of drydock; name another directory with --out, or delete this one",
                directory_.string()
            )};
        }
        std::ofstream{id_file} << id;
        trials_ = read_runs(runs_file());
        runs_.open(runs_file(), std::ios::app);
        // A line that was cut off must not swallow the next one.
        runs_ << "\n" << std::flush;
        if (!runs_) {
            return unexpected{fmt::format("{}: cannot be written", runs_file().string())};
        }
        return {};
    }

    std::optional<ForkedTask> next() {
        while (next_ < settings_.seeds && trials_.contains(settings_.seed_first + next_)) {
            ++next_;
        }
        if (next_ == settings_.seeds) {
            return std::nullopt;
        }
        const std::uint64_t seed = settings_.seed_first + next_++;
        return ForkedTask{seed, [this, seed] { return run_seed(seed); }};
    }

    /// In the child.
    [[nodiscard]] std::string run_seed(std::uint64_t seed) const {
        const Scenario scenario = scenario_of(seed);
        Trial trial = run_trial(scenario, recorded_);
        trial.result.seed = seed;
        if (trial.result.failed()) {
            save_failure(scenario, seed, {{"verdict.json", to_json(trial.verdict)}});
        }
        return to_json_line(trial.result);
    }

    void save_failure(const Scenario& scenario, std::uint64_t number, std::vector<ResultFile> files)
        const {
        if (failures_ >= settings_.failures_kept_max) {
            return;
        }
        files.insert(files.begin(), {"scenario.yaml", effective_yaml(scenario)});
        const fs::path folder = directory_ / "failures" / std::to_string(number);
        // A failure that cannot be saved is still counted; its seed is in runs.jsonl.
        static_cast<void>(write_result_files(folder.string(), files));
    }

    void take(ForkedResult result) {
        TrialResult trial;
        auto read = trial_of_json(result.output);
        if (result.end == ForkedResult::End::finished && read) {
            trial = *std::move(read);
        } else {
            trial.seed = result.id;
            trial.outcome = result.end == ForkedResult::End::timed_out ? TrialResult::Class::unknown
                                                                       : TrialResult::Class::crash;
            trial.words = std::move(result.last_words);
            save_failure(scenario_of(result.id), result.id, {{"crash.txt", trial.words}});
        }
        failures_ += trial.failed() ? 1U : 0U;
        runs_ << to_json_line(trial) << "\n" << std::flush;
        broken_ = broken_ || !runs_;
        trials_.insert_or_assign(trial.seed, std::move(trial));
        show_progress();
    }

    void show_progress() const { hooks_.progress({trials_.size(), failures_, settings_.seeds}); }

    const Scenario scenario_;
    const RecordedWorkload& recorded_;
    const SweepSettings& settings_;
    const SweepHooks& hooks_;
    fs::path directory_;
    std::ofstream runs_;
    std::map<std::uint64_t, TrialResult> trials_;
    std::uint64_t next_ = 0;
    std::size_t failures_ = 0;
    bool broken_ = false;
};

}  // namespace

expected<SweepReport, std::string> sweep(
    const Scenario& scenario,
    const RecordedWorkload& recorded,
    const SweepSettings& settings,
    const SweepHooks& hooks
) {
    return Sweep{scenario, recorded, settings, hooks}.run();
}

}  // namespace drydock::harness
