#include "app/watch_run.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "core/document_text.hpp"

namespace drydock::app {

harness::OpenWorldHooks RunSource::hooks() {
    return {
        .opened = [this](const harness::OpenWorld& open) { opened(open); },
        .closes = [this] { closes(); }};
}

void RunSource::opened(const harness::OpenWorld& open) {
    const std::lock_guard lock{mutex_};
    view_ = std::make_unique<harness::LiveView>(open);
    world_ = &open.world;
}

void RunSource::closes() {
    {
        const std::lock_guard lock{mutex_};
        last_ = view_->look();
        world_ = nullptr;
        view_.reset();
    }
    done_.notify_all();
}

bool RunSource::between_steps(const std::function<void(harness::LiveView&)>& ask) {
    std::unique_lock lock{mutex_};
    if (world_ == nullptr) {
        return false;
    }
    const std::uint64_t number = ++asked_;
    world_->between_steps([this, ask, number] {
        {
            const std::lock_guard inner{mutex_};
            ask(*view_);
            answered_ = number;
        }
        done_.notify_all();
    });
    done_.wait(lock, [&] { return answered_ >= number || world_ == nullptr; });
    return answered_ >= number;
}

expected<WatchLook, std::string> RunSource::look() {
    Look look;
    if (!between_steps([&look](harness::LiveView& view) { look = view.look(); })) {
        const std::lock_guard lock{mutex_};
        look = last_;
    }
    if (!look) {
        return unexpected{std::string{"the landscape is being set up"}};
    }
    harness::LivePage page = harness::page_of(*look);
    return WatchLook{std::move(page.status), std::move(page.verdict), std::move(page.series)};
}

expected<std::string, std::string> RunSource::change(
    const std::string& path, const std::string& json
) {
    const auto parsed = parse_document(json);
    if (!parsed) {
        return unexpected{std::string{"the body is no JSON"}};
    }
    expected<std::string, std::string> done = unexpected{std::string{"the run is over"}};
    const bool asked = between_steps([&](harness::LiveView& view) {
        if (path == "/faults") {
            done = view.inject(parsed->root());
        } else if (const auto cleared = view.clear((*parsed)["id"].string()); cleared) {
            done = std::string{};
        } else {
            done = unexpected{cleared.error()};
        }
    });
    if (!asked || !done) {
        return done;
    }
    return nlohmann::json{{"id", *done}}.dump() + "\n";
}

}  // namespace drydock::app
