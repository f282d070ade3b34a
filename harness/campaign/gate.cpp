#include "harness/campaign/gate.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/campaign/fork_pool.hpp"
#include "harness/campaign/statistics.hpp"
#include "harness/rehearsal/result_files.hpp"

namespace drydock::harness {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::string to_line(const Trial& trial, double seconds) {
    nlohmann::ordered_json json;
    json["trial"] = to_json_line(trial.result);
    json["outcome"] = static_cast<int>(trial.verdict.outcome);
    json["seconds"] = seconds;
    json["expectations"] = nlohmann::ordered_json::array();
    for (const ExpectationResult& expectation : trial.verdict.expectations) {
        json["expectations"].push_back(
            {{"text", expectation.expectation.text},
             {"judgement", static_cast<int>(expectation.judgement)},
             {"observed", observed_text(expectation)},
             {"grade", static_cast<int>(expectation.expectation.grade)}}
        );
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

struct SeedResult {
    ResultOutcome outcome = ResultOutcome::inconclusive;
    std::vector<GateExpectation> expectations;
};

/// Nullopt when the child said something else.
std::optional<SeedResult> read_line(const std::string& line, GateResult& result) {
    const auto json = nlohmann::ordered_json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    auto trial = trial_of_json(json.at("trial").get<std::string>());
    if (!trial) {
        return std::nullopt;
    }
    result.trials.push_back(*std::move(trial));
    result.seconds += json.at("seconds").get<double>();
    SeedResult seed;
    seed.outcome = static_cast<ResultOutcome>(json.at("outcome").get<int>());
    for (const auto& each : json.at("expectations")) {
        seed.expectations.push_back(
            {each.at("text").get<std::string>(),
             static_cast<Judgement>(each.at("judgement").get<int>()),
             each.at("observed").get<std::string>(),
             static_cast<Grade>(each.at("grade").get<int>())}
        );
    }
    std::ranges::stable_sort(seed.expectations, {}, [](const GateExpectation& each) {
        return each.grade != Grade::key;
    });
    return seed;
}

/// The first seed speaks for all, until one fails.
void take(SeedResult seed, GateResult& result) {
    const bool first = result.trials.size() == 1;
    const bool worse =
        seed.outcome != ResultOutcome::passed && result.outcome == ResultOutcome::passed;
    if (!first && !worse) {
        return;
    }
    result.outcome = seed.outcome;
    result.expectations = std::move(seed.expectations);
    result.findings.clear();
    for (const TrialResult::Oracle& oracle : result.trials.back().oracles) {
        result.findings.push_back(fmt::format(
            "{} {}, for example {}: {}",
            oracle.name,
            oracle.count,
            oracle.first_key,
            oracle.explanation
        ));
    }
}

std::string file_of(const std::string& directory, const std::string& name) {
    return (fs::path{directory} / (name + ".jsonl")).string();
}

std::vector<TrialResult> read_trials(const std::string& file) {
    std::vector<TrialResult> trials;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        if (auto trial = trial_of_json(line)) {
            trials.push_back(*std::move(trial));
        }
    }
    return trials;
}

expected<void, std::string> write_trials(
    const std::string& directory, const std::vector<GateResult>& results
) {
    std::vector<ResultFile> files;
    for (const GateResult& result : results) {
        std::string text;
        for (const TrialResult& trial : result.trials) {
            text += to_json_line(trial) + "\n";
        }
        files.push_back({result.name + ".jsonl", std::move(text)});
    }
    return write_result_files(directory, files);
}

void run_seeds(
    const std::vector<GateScenario>& scenarios,
    const GateSettings& settings,
    const SweepHooks& hooks,
    std::vector<GateResult>& results
) {
    std::uint64_t next = 0;
    SweepProgress progress;
    progress.seeds = scenarios.size() * settings.seeds;
    // Children end in any order; their seeds are told in theirs.
    std::map<std::uint64_t, ForkedResult> ended;
    ForkPoolSettings pool;
    pool.jobs = settings.jobs;
    pool.limit = settings.limit;
    run_forked(
        pool,
        [&]() -> std::optional<ForkedTask> {
            if (next == progress.seeds) {
                return std::nullopt;
            }
            const std::uint64_t id = next++;
            const GateScenario& gate = scenarios[id / settings.seeds];
            const std::uint64_t seed = gate.scenario.seed + id % settings.seeds;
            return ForkedTask{
                id, [&gate, seed] {
                    const Clock::time_point begin = Clock::now();
                    const Trial trial =
                        run_trial(scenario_of_seed(gate.scenario, seed, nullptr), gate.recorded);
                    const std::chrono::duration<double> elapsed = Clock::now() - begin;
                    return to_line(trial, elapsed.count());
                }};
        },
        [&](ForkedResult result) {
            const std::uint64_t id = result.id;
            ended.emplace(id, std::move(result));
            ++progress.done;
            hooks.progress(progress);
        },
        hooks.stopped
    );
    for (auto& [id, child] : ended) {
        GateResult& result = results[id / settings.seeds];
        auto seed = child.end == ForkedResult::End::finished ? read_line(child.output, result)
                                                             : std::nullopt;
        if (seed) {
            take(*std::move(seed), result);
        } else {
            result.broken = child.last_words.empty() ? "no verdict" : child.last_words;
        }
    }
}

}  // namespace

std::vector<GateRegression> regressions_of(
    const std::vector<TrialResult>& before, const std::vector<TrialResult>& now
) {
    struct Pairs {
        std::vector<double> before;
        std::vector<double> now;
        std::vector<double> differences;
    };
    std::map<std::string, Pairs> by_figure;
    for (const TrialResult& old_trial : before) {
        for (const TrialResult& new_trial : now) {
            if (old_trial.seed != new_trial.seed) {
                continue;
            }
            const std::map<std::string, std::int64_t> values(
                new_trial.figures.begin(), new_trial.figures.end()
            );
            for (const auto& [figure, value] : old_trial.figures) {
                const auto found = values.find(figure);
                if (figure != "orders" && found != values.end()) {
                    Pairs& pairs = by_figure[figure];
                    pairs.before.push_back(static_cast<double>(value));
                    pairs.now.push_back(static_cast<double>(found->second));
                    pairs.differences.push_back(pairs.now.back() - pairs.before.back());
                }
            }
        }
    }
    std::vector<GateRegression> regressions;
    for (const auto& [figure, pairs] : by_figure) {
        const Interval difference = interval_of(pairs.differences);
        if (difference.low() > 0.0) {
            regressions.push_back(
                {figure,
                 interval_of(pairs.before).mean,
                 interval_of(pairs.now).mean,
                 difference.low(),
                 difference.high(),
                 difference.count}
            );
        }
    }
    return regressions;
}

expected<std::vector<GateResult>, std::string> run_gate(
    const std::vector<GateScenario>& scenarios,
    const GateSettings& settings,
    const SweepHooks& hooks
) {
    if (!settings.baseline.empty() && !fs::is_directory(settings.baseline)) {
        return unexpected{fmt::format("{}: no directory of an earlier gate", settings.baseline)};
    }
    std::vector<GateResult> results(scenarios.size());
    for (std::size_t index = 0; index < scenarios.size(); ++index) {
        results[index].name = scenarios[index].scenario.name;
        results[index].file = scenarios[index].scenario.file;
    }
    run_seeds(scenarios, settings, hooks, results);
    for (GateResult& result : results) {
        if (!result.broken.empty()) {
            result.outcome = ResultOutcome::failed;
        } else if (result.trials.size() < settings.seeds) {
            result.outcome = ResultOutcome::interrupted;
        }
        if (!settings.baseline.empty()) {
            result.regressions =
                regressions_of(read_trials(file_of(settings.baseline, result.name)), result.trials);
        }
    }
    if (!settings.directory.empty()) {
        if (auto written = write_trials(settings.directory, results); !written) {
            return unexpected{written.error()};
        }
    }
    return results;
}

}  // namespace drydock::harness
