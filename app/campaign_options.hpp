#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/command_line.hpp"
#include "core/expected.hpp"
#include "harness/campaign/comparison.hpp"
#include "harness/campaign/swarm.hpp"

namespace drydock::app {

/// What every command of many runs takes.
struct CampaignOptions {
    ScenarioOptions scenario;
    std::uint64_t seeds = 0;  ///< The default is each command's own.
    std::size_t jobs = 1;
    std::string faults = "scenario";
    std::string directory;  ///< Empty for the command's own.
    bool json = false;
};

/// Adds them; `seeds_help` says what the seeds are of.
void add_campaign_options(CLI::App& command, CampaignOptions& options, const char* seeds_help);

/// "scenario": none; "swarm": of all kinds; else of the kinds that are named, with commas between.
/// The error is one line, ready to print.
[[nodiscard]] expected<std::optional<harness::SwarmSettings>, std::string> swarm_of(
    const std::string& faults
);

/// Runs all variants with the options' seeds, faults and jobs, and shows how far it is.
[[nodiscard]] harness::StrategyComparison compare_with_progress(
    const std::vector<harness::Variant>& variants,
    const harness::RecordedWorkload& recorded,
    const CampaignOptions& options,
    std::optional<harness::SwarmSettings> swarm
);

}  // namespace drydock::app
