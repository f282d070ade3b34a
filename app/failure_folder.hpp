#pragma once

#include <string>

#include "app/loading.hpp"
#include "core/expected.hpp"
#include "harness/campaign/story.hpp"

namespace drydock::app {

/// The scenario of a failure or a result: `folder`/scenario.yaml, or the file itself.
[[nodiscard]] expected<LoadedCampaign, std::string> load_failure(const std::string& folder);

/// Runs the scenario in a process of its own, and tells what happened in it. Of that, the
/// part asked for.
[[nodiscard]] std::string story_of(
    const harness::Scenario& scenario,
    const harness::RecordedWorkload& recorded,
    const harness::StoryPart& part = {}
);

}  // namespace drydock::app
