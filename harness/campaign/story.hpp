#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/calendar.hpp"
#include "harness/scenario/scenario.hpp"
#include "sim/trace.hpp"

namespace drydock::harness {

/// Which part of a story to tell.
struct StoryPart {
    std::string about{};  ///< Only lines that name it, and faults; all when empty.
    std::string
        until{};  ///< None after the last line that names it; all when empty, or never named.
};

/// Tells what happened in a small run, an event a line: who asked whom for what, and how it ended,
/// with the beginnings and ends of faults between. Reading, polling and publishing of stock are
/// left out unless they failed. For runs of some orders; at most `lines_max` lines are kept.
class Story final : public sim::StepTracer {
public:
    explicit Story(const Scenario& scenario, std::size_t lines_max = 2'000);

    void on_step(std::uint64_t number, std::uint64_t fingerprint, const sim::StepView& view)
        override;

    /// By time.
    [[nodiscard]] std::string text(const StoryPart& part = {}) const;

private:
    struct Line {
        Instant at;
        std::string text;
        bool is_fault = false;
    };
    struct OpenCall {
        std::string what;
        Instant since;
        bool changes = false;
    };
    void add(Instant at, std::string text);

    Calendar calendar_;
    std::size_t lines_max_;
    std::vector<std::string> systems_;
    std::map<std::pair<std::uint16_t, std::uint64_t>, OpenCall> open_;
    std::vector<Line> lines_;
    std::size_t lines_left_out_ = 0;
};

}  // namespace drydock::harness
