#pragma once

#include <memory>
#include <string>

#include "app/control_client.hpp"
#include "core/expected.hpp"

namespace drydock::app {

/// What is watched, as it is now. All JSON; `status` is empty for what does not go on.
struct WatchLook {
    std::string status{};
    std::string verdict{};
    std::string series{};
};

/// Something whose page is shown while it goes on. One thread at a time.
class WatchSource {
public:
    WatchSource() = default;
    WatchSource(const WatchSource&) = delete;
    WatchSource& operator=(const WatchSource&) = delete;
    virtual ~WatchSource() = default;

    /// The error is a sentence: why there is nothing to be seen just now.
    [[nodiscard]] virtual expected<WatchLook, std::string> look() = 0;
    /// Whether faults can be done to it.
    [[nodiscard]] virtual bool injects() const { return false; }
    /// POST /faults or /faults/clear of the control API, with that body; its answer, or what was
    /// wrong.
    [[nodiscard]] virtual expected<std::string, std::string> change(
        const std::string& path, const std::string& json
    );
};

/// verdict.json and series.json of a directory, whenever a run leaves new ones there.
[[nodiscard]] std::unique_ptr<WatchSource> watch_directory(const std::string& directory);

/// Running mocks, by their control API. The error is for the operator: no token, no such address.
[[nodiscard]] expected<std::unique_ptr<WatchSource>, std::string> watch_landscape(
    const ControlOptions& options
);

}  // namespace drydock::app
