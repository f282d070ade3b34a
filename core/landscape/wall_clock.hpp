#pragma once

#include <map>
#include <vector>

#include "core/time.hpp"

namespace drydock {

/// The clock on the wall of one system, which faults put ahead or behind. What it shows can be told
/// back to the World's time, although a clock that is set back shows the same time twice.
class WallClock {
public:
    /// Sets it further ahead (behind, below zero) from `now` on; `now` never goes back.
    void advance(Instant now, Duration by);

    /// Whether it was always right: it shows the World's time, and needs no telling back.
    [[nodiscard]] bool always_right() const { return settings_.empty(); }
    [[nodiscard]] Duration ahead() const { return ahead_; }

    /// What it shows. `now` never goes back. While it shows again what it has shown before, that is
    /// noted: one entry for each instant asked, at most as long as it was set back by.
    [[nodiscard]] Instant read(Instant now);
    /// The World's time when it showed that. An instant that it was never asked for is taken for
    /// the one at which it would have shown it first.
    [[nodiscard]] Instant when(Instant shown) const;

private:
    struct Setting {
        Instant shows_first;  ///< New to it: later than all that it has shown before.
        Duration ahead;
    };
    Duration ahead_{};
    Instant shown_max_{};
    std::vector<Setting> settings_;  ///< By shows_first.
    std::map<Instant, Instant> shown_again_;
};

}  // namespace drydock
