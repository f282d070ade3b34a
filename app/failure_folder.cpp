#include "app/failure_folder.hpp"

#include <filesystem>
#include <utility>

#include "harness/campaign/fork_pool.hpp"
#include "harness/campaign/trial.hpp"

namespace drydock::app {

expected<LoadedCampaign, std::string> load_failure(const std::string& folder) {
    ScenarioOptions options;
    options.force = true;  // It ran once.
    options.file = std::filesystem::is_directory(folder)
                       ? (std::filesystem::path{folder} / "scenario.yaml").string()
                       : folder;
    return load_campaign(options);
}

std::string story_of(
    const harness::Scenario& scenario,
    const harness::RecordedWorkload& recorded,
    const harness::StoryPart& part
) {
    std::string text;
    harness::ForkPoolSettings pool;
    pool.limit = 10 * one_minute;
    bool given = false;
    harness::run_forked(
        pool,
        [&]() -> std::optional<harness::ForkedTask> {
            if (std::exchange(given, true)) {
                return std::nullopt;
            }
            return harness::ForkedTask{
                0, [&] {
                    harness::Story story{scenario};
                    harness::RehearsalHooks hooks;
                    hooks.tracer = &story;
                    static_cast<void>(harness::run_trial(scenario, recorded, hooks));
                    return story.text(part);
                }};
        },
        [&](harness::ForkedResult result) {
            text = result.end == harness::ForkedResult::End::finished ? std::move(result.output)
                                                                      : result.last_words + "\n";
        },
        [] { return false; }
    );
    return text;
}

}  // namespace drydock::app
