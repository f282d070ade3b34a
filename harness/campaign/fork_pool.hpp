#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/time.hpp"

namespace drydock::harness {

/// One piece of work that a process of its own does. SimGrid has one engine a process, so every
/// rehearsal of a campaign is one.
struct ForkedTask {
    std::uint64_t id = 0;
    /// Runs in the child; what it returns goes to the parent.
    std::function<std::string()> run;
};

/// How a child ended.
struct ForkedResult {
    enum class End : std::uint8_t {
        finished,
        crashed,    ///< By a signal, or with an exit code other than 0.
        timed_out,  ///< It was ended.
    };
    std::uint64_t id = 0;
    End end = End::finished;
    std::string output;      ///< finished: what its task returned.
    std::string last_words;  ///< The last 4 KiB of its standard error, and how it ended.
};

struct ForkPoolSettings {
    std::size_t jobs = 1;                ///< Children at once, at least 1.
    Duration limit{};                    ///< Wall time of one child; above zero.
    std::size_t output_max = 1U << 26U;  ///< Bytes; a child that says more is ended as crashed.
};

/// Runs tasks in child processes, `jobs` at a time, until there are no more or `stopped` says true.
///
/// `next` gives the tasks, in order; nullopt when there are none left. `done` is told of each end,
/// in the order in which children end. When stopped, children are ended and not told of. The
/// process must have one thread when this is called.
void run_forked(
    const ForkPoolSettings& settings,
    const std::function<std::optional<ForkedTask>()>& next,
    const std::function<void(ForkedResult)>& done,
    const std::function<bool()>& stopped
);

}  // namespace drydock::harness
