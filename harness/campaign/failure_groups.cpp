#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "harness/campaign/sweep.hpp"

namespace drydock::harness {

namespace {

std::string name_of(const TrialResult& trial) {
    std::string name{to_text(trial.outcome)};
    std::string_view separator = ": ";
    for (const TrialResult::Oracle& oracle : trial.oracles) {
        const bool stuck = trial.outcome == TrialResult::Class::liveness && !oracle.stage.empty();
        const std::string where = stuck ? fmt::format(" stuck at {}", oracle.stage) : "";
        name += fmt::format("{}{}{}", separator, oracle.name, where);
        separator = ", ";
    }
    if (trial.oracles.empty() && trial.outcome != TrialResult::Class::metastable) {
        for (const std::string& expectation : trial.expectations) {
            name += fmt::format("{}{}", separator, expectation);
            separator = ", ";
        }
    }
    return name;
}

std::string example_of(const TrialResult& trial) {
    if (!trial.oracles.empty()) {
        const TrialResult::Oracle& oracle = trial.oracles.front();
        return fmt::format("{}: {}", oracle.first_key, oracle.explanation);
    }
    return trial.words;
}

using Counts = std::map<std::string, std::uint64_t>;

Counts count_kinds(const std::vector<const TrialResult*>& trials) {
    Counts counts;
    for (const TrialResult* const trial : trials) {
        for (const std::string& kind : trial->fault_kinds) {
            ++counts[kind];
        }
    }
    return counts;
}

/// Kinds that are on in at least twice the share of the failures as of the passes.
std::vector<std::string> suspects_of(
    const std::vector<const TrialResult*>& failures, const std::vector<const TrialResult*>& passes
) {
    const Counts on_in_failures = count_kinds(failures);
    Counts on_in_passes = count_kinds(passes);
    struct Suspect {
        double ratio;
        std::string kind;
    };
    std::vector<Suspect> suspects;
    for (const auto& [kind, count] : on_in_failures) {
        // One pass more with and without the kind, so that few runs say little.
        const double among_passes = (static_cast<double>(on_in_passes[kind]) + 1.0) /
                                    (static_cast<double>(passes.size()) + 2.0);
        const double among_failures =
            static_cast<double>(count) / static_cast<double>(failures.size());
        if (among_failures >= 2.0 * among_passes) {
            suspects.push_back({among_failures / among_passes, kind});
        }
    }
    std::ranges::stable_sort(suspects, std::greater{}, &Suspect::ratio);
    std::vector<std::string> kinds;
    for (Suspect& suspect : suspects) {
        kinds.push_back(std::move(suspect.kind));
    }
    return kinds;
}

}  // namespace

std::size_t SweepReport::failed_count() const {
    return static_cast<std::size_t>(std::ranges::count_if(trials, &TrialResult::failed));
}

std::vector<FailureGroup> group_failures(const std::vector<TrialResult>& trials) {
    std::map<std::string, std::vector<const TrialResult*>> failures;
    std::vector<const TrialResult*> passes;
    for (const TrialResult& trial : trials) {
        if (trial.failed()) {
            failures[name_of(trial)].push_back(&trial);
        } else {
            passes.push_back(&trial);
        }
    }
    std::vector<FailureGroup> groups;
    for (const auto& [name, members] : failures) {
        FailureGroup& group = groups.emplace_back();
        group.name = name;
        for (const TrialResult* const trial : members) {
            group.seeds.push_back(trial->seed);
        }
        group.example = example_of(*members.front());
        group.suspects = suspects_of(members, passes);
    }
    std::ranges::stable_sort(groups, std::greater{}, [](const FailureGroup& group) {
        return group.seeds.size();
    });
    return groups;
}

}  // namespace drydock::harness
