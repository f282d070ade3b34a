#include "harness/scenario/explain.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/landscape/fault_catalogue.hpp"
#include "harness/scenario/scenario_format.hpp"
#include "harness/scenario/unit_text.hpp"
#include "harness/verdict/expectation.hpp"

namespace drydock::harness {

namespace {

constexpr std::array<std::string_view, 7> weekday_names{
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::size_t bar_width = 50;
/// Longer windows are shown by week.
constexpr std::size_t days_shown_max = 62;
constexpr std::size_t timeline_width_max = 64;

/// "1,234,567"
std::string grouped(std::uint64_t number) {
    std::string text = fmt::to_string(number);
    for (auto at = std::ssize(text) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return text;
}

/// A bar of `value` out of `largest`, in eighths of a character, with a space before it.
std::string bar(std::uint64_t value, std::uint64_t largest) {
    constexpr std::array<std::string_view, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (value == 0) {
        return {};
    }
    const std::uint64_t parts = largest == 0 ? 0 : value * bar_width * 8 / largest;
    std::string text = "  ";
    for (std::uint64_t full = 0; full < parts / 8; ++full) {
        text += "█";
    }
    return text.append(eighths[parts % 8]);
}

std::string minute_text(const DateTime& when) {
    return to_text(when).substr(0, 16);
}

/// Orders and lines of equal stretches of time.
struct Loads {
    std::vector<std::uint64_t> orders;
    std::vector<std::uint64_t> lines;

    Loads(const Demand& demand, Duration stretch, Duration length) {
        const auto count = static_cast<std::size_t>((length + stretch - Duration{1}) / stretch);
        orders.resize(count);
        lines.resize(count);
        for (const DemandOrder& order : demand.orders) {
            const auto index = static_cast<std::size_t>(order.at.time_since_epoch() / stretch);
            if (index < count) {
                ++orders[index];
                lines[index] += order.lines.count;
            }
        }
    }
};

class Explanation {
public:
    Explanation(const Scenario& scenario, const Demand& demand)
        : scenario_{scenario}, demand_{demand}, calendar_{midnight(scenario.workload.from)} {
        length_ = calendar_.instant_of(scenario.workload.to).time_since_epoch();
    }

    std::string write() {
        head();
        landscape();
        load();
        faults();
        say("Strategy \"{}\"\n{}", scenario_.strategy.name, explain_strategy(scenario_.strategy));
        say("\nExpected\n");
        for (const ExpectationSpec& expectation : scenario_.expectations) {
            const GradedText graded = split_grade(expectation.text);
            say("  {}{}\n", graded.condition, grade_words(graded.grade));
        }
        if (scenario_.expectations.empty()) {
            say("  nothing\n");
        }
        return std::move(text_);
    }

private:
    static DateTime midnight(DateTime when) {
        when.hour = when.minute = when.second = 0;
        return when;
    }
    template <class... Arguments>
    void say(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(text_), text, std::forward<Arguments>(arguments)...);
    }

    static std::string_view grade_words(Grade grade) {
        constexpr std::array<std::string_view, 3> words{
            "", "  (a key figure)", "  (else a warning, no failure)"};
        return words[static_cast<std::size_t>(grade)];
    }

    void head();
    void landscape();
    /// Where the values of a system with a profile were written.
    void profile(const SystemSpec& system);
    void load();
    void load_by_day();
    void load_by_hour_of_day(const Loads& hours);
    void peak(const Loads& hours);
    void faults();
    [[nodiscard]] std::string what(const FaultSpec& fault) const;
    [[nodiscard]] std::string timeline(const FaultSpec& fault) const;

    const Scenario& scenario_;
    const Demand& demand_;
    Calendar calendar_;
    Duration length_{};
    std::string text_;
};

void Explanation::head() {
    say("{}\n", scenario_.name);
    if (!scenario_.description.empty()) {
        say("{}\n", scenario_.description);
    }
    say("{} to {}, seed {}",
        minute_text(scenario_.workload.from),
        minute_text(scenario_.workload.to),
        scenario_.seed);
    if (scenario_.workload.scale > 1) {
        say(", demand times {}", scenario_.workload.scale);
    }
    say("\n\n");
}

void Explanation::landscape() {
    say("Landscape \"{}\"\n", scenario_.landscape.name);
    for (const SystemSpec& system : scenario_.landscape.systems) {
        say("  {:<12} {:<12} {:>3} worker{}, {} may wait",
            system.name,
            system_kinds()[system.settings.index()],
            system.door.workers,
            system.door.workers == 1 ? " " : "s",
            system.door.accept_queue_max);
        for (const RateLimit& limit : system.door.rate_limits) {
            say("; {} {} at once, then one each {}",
                limit.operation == "*" ? "requests:" : limit.operation + ":",
                limit.burst,
                write_duration(limit.interval));
        }
        say("\n");
        profile(system);
    }
    for (const LinkSpec& link : scenario_.landscape.links) {
        say("  {} - {}: {}", link.from, link.to, write_duration(link.settings.latency));
        if (link.settings.jitter_max > Duration::zero()) {
            say(" + up to {}", write_duration(link.settings.jitter_max));
        }
        if (link.settings.bandwidth_bytes_per_second) {
            say(", {}",
                write_bandwidth(static_cast<std::int64_t>(*link.settings.bandwidth_bytes_per_second)
                ));
        }
        say("\n");
    }
    say("\n");
}

void Explanation::profile(const SystemSpec& system) {
    std::vector<std::string_view> files;
    for (const ValueSource& source : system.sources) {
        if (std::ranges::find(files, source.file) == files.end()) {
            files.push_back(source.file);
        }
    }
    for (const std::string_view file : files) {
        say("    from {}:", file);
        for (const ValueSource& source : system.sources) {
            if (source.file == file) {
                say(" {}", source.path);
                if (source.line != 0) {
                    say(" ({})", source.line);
                }
            }
        }
        say("\n");
    }
}

void Explanation::load() {
    const auto storefront = std::ranges::count(demand_.orders, 0, &DemandOrder::channel);
    const auto cancels =
        std::ranges::count(demand_.reversals, ReversalKind::cancel_request, &DemandReversal::kind);
    std::uint64_t lines = 0;
    for (const DemandOrder& order : demand_.orders) {
        lines += order.lines.count;
    }
    say("Load\n  {} orders with {} lines: {} in the storefront, {} on the marketplace\n",
        grouped(demand_.orders.size()),
        grouped(lines),
        grouped(static_cast<std::uint64_t>(storefront)),
        grouped(demand_.orders.size() - static_cast<std::uint64_t>(storefront)));
    say("  {} cancellations and {} returns, {} receipts of goods\n",
        grouped(static_cast<std::uint64_t>(cancels)),
        grouped(demand_.reversals.size() - static_cast<std::uint64_t>(cancels)),
        grouped(demand_.receipts.size()));
    if (demand_.orders.empty()) {
        say("\n");
        return;
    }
    load_by_day();
    const Loads hours{demand_, one_hour, length_};
    load_by_hour_of_day(hours);
    peak(hours);
}

void Explanation::load_by_day() {
    const bool weeks = length_ > static_cast<std::int64_t>(days_shown_max) * one_day;
    const Duration stretch = weeks ? 7 * one_day : one_day;
    const Loads loads{demand_, stretch, length_};
    const std::uint64_t most = std::ranges::max(loads.orders);
    say("\n  Orders by {}\n", weeks ? "week" : "day");
    for (std::size_t index = 0; index < loads.orders.size(); ++index) {
        const Instant start{static_cast<std::int64_t>(index) * stretch};
        const auto weekday = static_cast<std::size_t>(calendar_.weekday_of(start));
        say("  {} {} {:>6}{}\n",
            to_text(calendar_.date_time_of(start)).substr(0, 10),
            weekday_names[weekday],
            grouped(loads.orders[index]),
            bar(loads.orders[index], most));
    }
}

void Explanation::load_by_hour_of_day(const Loads& hours) {
    std::array<std::uint64_t, 24> by_hour{};
    for (std::size_t index = 0; index < hours.orders.size(); ++index) {
        by_hour[index % by_hour.size()] += hours.orders[index];
    }
    const std::uint64_t most = std::ranges::max(by_hour);
    say("\n  Orders by hour of day\n");
    for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
        if (by_hour[hour] > 0) {
            say("  {:02}:00          {:>6}{}\n",
                hour,
                grouped(by_hour[hour]),
                bar(by_hour[hour], most));
        }
    }
}

void Explanation::peak(const Loads& hours) {
    const auto most_orders = std::ranges::max_element(hours.orders) - hours.orders.begin();
    const auto most_lines = std::ranges::max_element(hours.lines) - hours.lines.begin();
    const auto at = [&](std::ptrdiff_t hour) {
        return minute_text(calendar_.date_time_of(Instant{hour * one_hour}));
    };
    say("\n  Peak hour {}: {} orders. Most lines from {}: {}.\n\n",
        at(most_orders),
        grouped(hours.orders[static_cast<std::size_t>(most_orders)]),
        at(most_lines),
        grouped(hours.lines[static_cast<std::size_t>(most_lines)]));
}

std::string Explanation::what(const FaultSpec& fault) const {
    const FaultFacts& facts = facts_of(fault.kind);
    std::string text = fault.system;
    if (facts.by_request || facts.site == FaultSite::link) {
        text = fmt::format(
            "{} of {}{} to {}",
            write_share_ppm(fault.share_ppm),
            fault.operation.empty() ? "requests" : fault.operation,
            facts.site != FaultSite::link ? ""
            : fault.sender.empty()        ? " from anyone"
                                          : " from " + fault.sender,
            fault.system
        );
    }
    text += fmt::format(": {}", facts.does);
    if (facts.factor != Takes::no) {
        text += fmt::format(" ({})", write_factor_permille(fault.factor_permille));
    }
    if (facts.status != Takes::no) {
        text += fmt::format(" ({})", fault.status);
    }
    if (facts.copies != Takes::no) {
        text += fmt::format(" ({} more)", fault.copies);
    }
    if (facts.bandwidth != Takes::no) {
        text += fmt::format(
            " ({})", write_bandwidth(static_cast<std::int64_t>(fault.bandwidth_bytes_per_second))
        );
    }
    if (facts.field != Takes::no) {
        text += fmt::format(" ({})", fault.field);
    }
    if (fault.delay > Duration::zero()) {
        text += fmt::format("; {}: {}", facts.delay_means, write_duration(fault.delay));
    }
    return text;
}

std::string Explanation::timeline(const FaultSpec& fault) const {
    const auto days = static_cast<std::size_t>((length_ + one_day - Duration{1}) / one_day);
    const std::size_t width = std::min(days, timeline_width_max);
    const auto from = calendar_.instant_of(fault.from).time_since_epoch();
    const auto to = calendar_.instant_of(fault.to).time_since_epoch();
    std::string text;
    for (std::size_t column = 0; column < width; ++column) {
        const Duration begin =
            length_ / static_cast<std::int64_t>(width) * static_cast<std::int64_t>(column);
        const Duration end = begin + length_ / static_cast<std::int64_t>(width);
        text += from < end && to > begin ? "█" : "·";
    }
    return text;
}

void Explanation::faults() {
    say("Faults\n");
    std::vector<const FaultSpec*> sorted;
    std::size_t id_size_max = 0;
    for (const FaultSpec& fault : scenario_.faults) {
        sorted.push_back(&fault);
        id_size_max = std::max(id_size_max, fault.id.size());
    }
    std::ranges::stable_sort(sorted, {}, [](const FaultSpec* fault) { return fault->from; });
    for (const FaultSpec* fault : sorted) {
        const Duration lasts = calendar_.instant_of(fault->to) - calendar_.instant_of(fault->from);
        say("  {:<{}}  {}\n  {:<{}}  {} for {}: {}\n",
            fault->id,
            id_size_max,
            timeline(*fault),
            "",
            id_size_max,
            minute_text(fault->from),
            write_duration(lasts),
            what(*fault));
    }
    if (sorted.empty()) {
        say("  none\n");
    }
    say("\n");
}

}  // namespace

std::string explain(const Scenario& scenario, const Demand& demand) {
    return Explanation{scenario, demand}.write();
}

}  // namespace drydock::harness
