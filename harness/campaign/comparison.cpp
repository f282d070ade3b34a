#include "harness/campaign/comparison.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "harness/campaign/fork_pool.hpp"

namespace drydock::harness {

namespace {

/// Results by variant and seed; none where a run gave nothing.
using Results = std::vector<std::vector<std::optional<TrialResult>>>;

std::optional<double> figure_of(const std::optional<TrialResult>& result, std::string_view name) {
    if (!result) {
        return std::nullopt;
    }
    for (const auto& [figure, value] : result->figures) {
        if (figure == name) {
            return static_cast<double>(value);
        }
    }
    return std::nullopt;
}

/// Names of all figures that any run has, in the order of the first that has them.
std::vector<std::string> figure_names(const Results& results) {
    std::vector<std::string> names;
    for (const auto& of_variant : results) {
        for (const auto& result : of_variant) {
            if (!result) {
                continue;
            }
            for (const auto& [name, value] : result->figures) {
                if (std::ranges::find(names, name) == names.end()) {
                    names.push_back(name);
                }
            }
        }
    }
    return names;
}

PairedDifference difference_of(
    const std::vector<std::optional<TrialResult>>& first,
    const std::vector<std::optional<TrialResult>>& variant,
    const std::string& figure
) {
    std::vector<double> of_first;
    std::vector<double> of_variant;
    std::vector<double> differences;
    for (std::size_t seed = 0; seed < first.size(); ++seed) {
        const auto left = figure_of(first[seed], figure);
        const auto right = figure_of(variant[seed], figure);
        if (left && right) {
            of_first.push_back(*left);
            of_variant.push_back(*right);
            differences.push_back(*right - *left);
        }
    }
    PairedDifference difference;
    difference.figure = figure;
    difference.of_first = interval_of(of_first);
    difference.of_variant = interval_of(of_variant);
    difference.difference = interval_of(differences);
    return difference;
}

Results run_all(
    const std::vector<Variant>& variants,
    const RecordedWorkload& recorded,
    const ComparisonSettings& settings,
    const SweepHooks& hooks
) {
    Results results(variants.size());
    for (auto& of_variant : results) {
        of_variant.resize(settings.seeds);
    }
    std::uint64_t next = 0;
    SweepProgress progress;
    progress.seeds = variants.size() * settings.seeds;
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
            const Variant& variant = variants[id % variants.size()];
            const std::uint64_t seed = settings.seed_first + id / variants.size();
            return ForkedTask{
                id, [&settings, &recorded, &variant, seed] {
                    const Scenario scenario = scenario_of_seed(
                        variant.scenario, seed, settings.swarm ? &*settings.swarm : nullptr
                    );
                    return to_json_line(run_trial(scenario, recorded).result);
                }};
        },
        [&](const ForkedResult& result) {
            if (auto trial = trial_of_json(result.output);
                result.end == ForkedResult::End::finished && trial) {
                progress.failed += trial->failed() ? 1U : 0U;
                results[result.id % variants.size()][result.id / variants.size()] =
                    *std::move(trial);
            }
            ++progress.done;
            hooks.progress(progress);
        },
        hooks.stopped
    );
    return results;
}

}  // namespace

StrategyComparison compare(
    const std::vector<Variant>& variants,
    const RecordedWorkload& recorded,
    const ComparisonSettings& settings,
    const SweepHooks& hooks
) {
    DRYDOCK_CHECK(!variants.empty());
    const Results results = run_all(variants, recorded, settings, hooks);
    StrategyComparison comparison;
    comparison.seeds = settings.seeds;
    comparison.complete = !hooks.stopped();
    for (std::size_t index = 0; index < variants.size(); ++index) {
        const std::string& name = variants[index].name;
        comparison.variants.push_back(name);
        for (const auto& result : results[index]) {
            comparison.without_figures[name] += result ? 0U : 1U;
            comparison.failed[name] += result && result->failed() ? 1U : 0U;
        }
    }
    const std::vector<std::string> figures = figure_names(results);
    for (std::size_t index = 1; index < variants.size(); ++index) {
        for (const std::string& figure : figures) {
            PairedDifference difference = difference_of(results[0], results[index], figure);
            difference.variant = variants[index].name;
            comparison.differences.push_back(std::move(difference));
        }
    }
    return comparison;
}

}  // namespace drydock::harness
