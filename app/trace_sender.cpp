#include "app/trace_sender.hpp"

#include <chrono>
#include <utility>

namespace drydock::app {

namespace {

/// Of one piece. Assumption: a millisecond of the World's time, and half a batch of the exporter or
/// more.
constexpr std::size_t spans_of_piece = 256;

/// Between two questions when nothing was to be had. Assumption: nobody looks at a trace sooner.
constexpr std::chrono::milliseconds pause{250};

}  // namespace

TraceSender::TraceSender(
    live::RealWorld& world,
    SpanMaker maker,
    const TelemetryOptions& options,
    const std::vector<std::string>& services
)
    : world_{world},
      maker_{std::move(maker)},
      options_{options},
      services_{services},
      thread_{[this] { run(); }} {}

TraceSender::~TraceSender() {
    stop();
}

TraceOutput& TraceSender::output() {
    if (!output_) {
        output_.emplace(options_, services_);
    }
    return *output_;
}

std::optional<std::vector<reports::Span>> TraceSender::next_piece() {
    world_.between_steps([this] {
        std::vector<reports::Span> made = maker_(spans_of_piece);
        const std::lock_guard lock{mutex_};
        piece_ = std::move(made);
        changed_.notify_all();
    });
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return stops_ || piece_; });
    return std::exchange(piece_, std::nullopt);
}

void TraceSender::run() {
    std::unique_lock lock{mutex_};
    while (!stops_) {
        lock.unlock();
        const auto piece = next_piece();
        if (piece && !piece->empty()) {
            output().take(*piece);
        }
        lock.lock();
        if (!piece || piece->size() < spans_of_piece) {
            changed_.wait_for(lock, pause, [this] { return stops_; });
        }
    }
}

void TraceSender::stop() {
    {
        const std::lock_guard lock{mutex_};
        stops_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

expected<std::string, std::string> TraceSender::finish() {
    return output_ ? output_->finish() : std::string{};
}

}  // namespace drydock::app
