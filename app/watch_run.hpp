#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "app/watch_source.hpp"
#include "harness/live/live_view.hpp"

namespace drydock::app {

/// A World of this process on the real clock, while it is open and afterwards as it was last.
class RunSource final : public WatchSource {
public:
    /// For the World's thread. They refer to this object, which outlives the World.
    [[nodiscard]] harness::OpenWorldHooks hooks();

    expected<WatchLook, std::string> look() override;
    bool injects() const override { return true; }
    expected<std::string, std::string> change(const std::string& path, const std::string& json)
        override;

private:
    using Look = std::shared_ptr<const harness::LiveLook>;

    /// Has `ask` done between two Steps and waits until it has; false when the World is not open.
    [[nodiscard]] bool between_steps(const std::function<void(harness::LiveView&)>& ask);
    void opened(const harness::OpenWorld& open);
    void closes();

    std::mutex mutex_;
    std::condition_variable done_;
    // Under `mutex_`.
    live::RealWorld* world_ = nullptr;
    std::unique_ptr<harness::LiveView> view_;
    Look last_;
    std::uint64_t asked_ = 0;
    std::uint64_t answered_ = 0;
};

}  // namespace drydock::app
