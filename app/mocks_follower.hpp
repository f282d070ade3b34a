#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>

#include "app/control_client.hpp"
#include "app/exit_code.hpp"
#include "core/expected.hpp"
#include "core/time.hpp"
#include "live/http/url.hpp"

namespace drydock::app {

/// Where the systems of driven mocks are, and what their clock shows.
struct FollowedMocks {
    std::map<std::string, live::http::Url> systems{};  ///< Without the runtime itself.
    Instant now{};
};

struct FollowError {
    ExitCode code = ExitCode::usage;  ///< broken: nobody has answered in time.
    std::string detail{};
};

struct FollowHooks {
    std::function<void(const std::string&)> log{};
    std::function<bool()> stops{};  ///< Asked five times a second.
};

/// How long mocks may say nothing. Assumption: what starts both at once has both up within this;
/// mocks that begin anew answer within a second.
inline constexpr std::chrono::seconds mocks_silent_max{30};

/// Waits until a scenario is driven on running mocks, for as long as that takes. Mocks that are not
/// there yet, or that begin anew, are asked again until they were silent for `silent_max`. When
/// hooks.stops(), what is returned means nothing.
[[nodiscard]] expected<FollowedMocks, FollowError> follow_mocks(
    const ControlOptions& options,
    const FollowHooks& hooks,
    std::chrono::milliseconds silent_max = mocks_silent_max
);

}  // namespace drydock::app
