#include "app/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/text_table.hpp"

namespace drydock::app {

namespace {

constexpr std::chrono::milliseconds bar_interval{100};
constexpr std::chrono::seconds line_interval{5};
constexpr std::int64_t bar_width = 24;

std::string text_of(
    const harness::RehearsalProgress& progress,
    const Calendar& calendar,
    std::chrono::nanoseconds elapsed
) {
    const Duration simulated = progress.status.now.time_since_epoch();
    const std::int64_t faster = simulated.count() / std::max<std::int64_t>(elapsed.count(), 1);
    return fmt::format(
        "{}  {} of {} orders  {}x",
        to_text(calendar.date_time_of(progress.status.now)),
        reports::grouped(progress.orders_due),
        reports::grouped(progress.orders),
        reports::grouped(static_cast<std::uint64_t>(faster))
    );
}

/// Of the simulated time, in whole percent.
std::int64_t percent(const harness::RehearsalProgress& progress) {
    const Duration all = progress.end.time_since_epoch();
    const Duration done = progress.status.now.time_since_epoch();
    return all <= Duration::zero() ? 100 : done / std::max(all / 100, Duration{1});
}

std::string bar(std::int64_t filled_percent) {
    const std::int64_t filled =
        std::clamp<std::int64_t>(filled_percent * bar_width / 100, 0, bar_width);
    std::string text(static_cast<std::size_t>(filled), '=');
    text += filled < bar_width ? ">" : "";
    text.resize(static_cast<std::size_t>(bar_width), ' ');
    return text;
}

}  // namespace

std::optional<std::string> Progress::at(
    std::chrono::nanoseconds elapsed, const harness::RehearsalProgress& progress
) {
    if (style_ == ProgressStyle::none || elapsed < next_) {
        return std::nullopt;
    }
    const std::string text = text_of(progress, calendar_, elapsed);
    const std::int64_t done = percent(progress);
    if (style_ == ProgressStyle::lines) {
        // The first line would come at once and say nothing.
        const bool first = next_ == std::chrono::nanoseconds::zero();
        next_ = elapsed + line_interval;
        return first ? std::nullopt : std::optional{fmt::format("{:3} %  {}\n", done, text)};
    }
    next_ = elapsed + bar_interval;
    drawn_ = true;
    // Source: ECMA-48: CSI K erases to the end of the line.
    return fmt::format("\r[{}] {:3} %  {}\033[K", bar(done), done, text);
}

std::string Progress::end() const {
    return drawn_ ? "\r\033[K" : "";
}

}  // namespace drydock::app
