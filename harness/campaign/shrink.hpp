#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/campaign/trial.hpp"

namespace drydock::harness {

struct ShrinkSettings {
    std::size_t jobs = 1;
    Duration limit = 2 * one_minute;     ///< Wall time of all; then the smallest so far it is.
    Duration limit_of_run = one_minute;  ///< Wall time of one run.
};

struct ShrinkProgress {
    std::size_t orders = 0;
    std::size_t faults = 0;
    std::size_t runs = 0;
};

struct ShrinkHooks {
    std::function<void(const ShrinkProgress&)> progress = [](const ShrinkProgress&) {};
    std::function<bool()> stopped = [] { return false; };
};

struct ShrinkResult {
    Scenario scenario;   ///< Fails as the first did: the same rule is broken.
    TrialResult result;  ///< Of the smallest run.
    std::size_t orders_before = 0;
    std::size_t faults_before = 0;
    std::size_t orders = 0;
    std::size_t runs = 0;
    bool complete = true;  ///< False when the time was over before nothing more could be left out.
};

/// Leaves out orders and faults, lets faults that strike by chance strike more often, and shortens
/// them, as long as the same rule stays broken.
///
/// Source of the method: A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing
/// Input", IEEE TSE 28(2), 2002 (ddmin), with candidates tried `jobs` at a time. The error says
/// that the scenario does not fail at all.
[[nodiscard]] expected<ShrinkResult, std::string> shrink(
    const Scenario& scenario,
    const RecordedWorkload& recorded,
    const ShrinkSettings& settings,
    const ShrinkHooks& hooks
);

/// Subsets of a list, made when they are asked for: together they may be as large as its square.
struct Candidates {
    std::size_t count = 0;
    std::function<std::vector<std::size_t>(std::size_t)> at;  ///< By its place, from 0.
};
/// Which of the candidates, smallest first, still fails: its place, or nullopt for none.
using FirstFailing = std::function<std::optional<std::size_t>(const Candidates&)>;

/// One minimisation of a list by ddmin. The first candidate that it asks about is the empty list.
[[nodiscard]] std::vector<std::size_t> minimise(
    std::vector<std::size_t> items, const FirstFailing& first_failing
);

}  // namespace drydock::harness
