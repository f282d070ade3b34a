#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/calendar.hpp"
#include "harness/rehearsal/rehearsal.hpp"

namespace drydock::app {

enum class ProgressStyle : std::uint8_t {
    none,
    bar,    ///< One line that is drawn again, at most 10 times a second.
    lines,  ///< A line every 5 seconds, for logs.
};

/// Says how far a rehearsal is, from what its watcher is told. Reads no clock: `elapsed` is the
/// wall time since the run began.
class Progress {
public:
    Progress(ProgressStyle style, Calendar calendar) : style_{style}, calendar_{calendar} {}

    /// What is to be written now, if anything.
    [[nodiscard]] std::optional<std::string> at(
        std::chrono::nanoseconds elapsed, const harness::RehearsalProgress& progress
    );

    /// Removes the bar, if one was drawn.
    [[nodiscard]] std::string end() const;

private:
    ProgressStyle style_;
    Calendar calendar_;
    std::chrono::nanoseconds next_{0};
    bool drawn_ = false;
};

}  // namespace drydock::app
