#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/telemetry_options.hpp"
#include "app/trace_output.hpp"
#include "core/expected.hpp"
#include "live/world/real_world.hpp"
#include "reports/traces/span.hpp"

namespace drydock::app {

/// Makes some spans that may leave by now, none when there are none, of about a number of them. On
/// the World's thread, between two Steps.
using SpanMaker = std::function<std::vector<reports::Span>(std::size_t)>;

/// Takes spans out of a World that goes on and writes and sends them on a thread of its own. It
/// asks for the next piece when the last one has left: however slow the receiver is, one piece is
/// there at most, and the World never waits.
class TraceSender {
public:
    /// World and maker live until stop(); `services`, and what spans refer to, outlives the sender.
    TraceSender(
        live::RealWorld& world,
        SpanMaker maker,
        const TelemetryOptions& options,
        const std::vector<std::string>& services
    );
    ~TraceSender();
    TraceSender(const TraceSender&) = delete;
    TraceSender& operator=(const TraceSender&) = delete;

    /// On the World's thread, after its last Step: waits for the piece that leaves just now.
    void stop();
    /// What is left then.
    void take(std::span<const reports::Span> spans) { output().take(spans); }
    /// After stop(): as of TraceOutput. Nothing is written where there never was a span.
    [[nodiscard]] expected<std::string, std::string> finish();

private:
    void run();
    /// Waits for it; nothing once it stops.
    [[nodiscard]] std::optional<std::vector<reports::Span>> next_piece();
    /// Opened by the first span: a World that nobody used overwrites no file.
    [[nodiscard]] TraceOutput& output();

    live::RealWorld& world_;
    const SpanMaker maker_;
    const TelemetryOptions& options_;
    const std::vector<std::string>& services_;
    std::optional<TraceOutput> output_;  ///< Of the thread, and of the World's after stop().

    std::mutex mutex_;
    std::condition_variable changed_;
    // Under `mutex_`.
    bool stops_ = false;
    std::optional<std::vector<reports::Span>> piece_;

    std::thread thread_;
};

}  // namespace drydock::app
