#include "harness/season/book_lines.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/calendar.hpp"

namespace drydock::harness {

namespace {

Line line(std::string name, LineKind kind, const Axis& axis) {
    return {
        .system = {},
        .name = std::move(name),
        .kind = kind,
        .values = std::vector<std::int64_t>(axis.points, 0)};
}

std::int64_t milliseconds(Duration duration) {
    return duration / (one_second / 1'000);
}

void add_demand(
    const Evidence& evidence,
    const std::vector<std::string>& systems,
    const Axis& axis,
    std::vector<Line>& lines
) {
    std::map<SystemId, Line> by_channel;
    for (const ChannelOrder& sold : evidence.books.channel_orders) {
        const auto found =
            by_channel.try_emplace(sold.channel, line("orders_placed", LineKind::count, axis));
        found.first->second.system = systems.at(sold.channel.value);
        ++found.first->second.values[axis.index_of(sold.placed)];
    }
    for (auto& [channel, demand] : by_channel) {
        lines.push_back(std::move(demand));
    }
}

/// How many got through each stage, and how many waited in it.
void add_stages(const Evidence& evidence, const Axis& axis, std::vector<Line>& lines) {
    for (const StageName& name : stage_names) {
        const std::vector<StageWait> waits = waits_of(evidence, name.stage);
        Line done = line(fmt::format("done_{}", name.name), LineKind::count, axis);
        for (const StageWait& wait : waits) {
            if (wait.done) {
                ++done.values[axis.index_of(*wait.to)];
            }
        }
        Line waiting = line(fmt::format("waiting_{}", name.name), LineKind::level, axis);
        waiting.values = levels_over(axis, waits);
        lines.push_back(std::move(done));
        lines.push_back(std::move(waiting));
    }
}

void add_slowest(
    const Evidence& evidence, Instant end, const Axis& axis, std::vector<Line>& lines
) {
    Line to_odoo = line("slowest_to_odoo_ms", LineKind::level, axis);
    Line to_release = line("slowest_to_release_ms", LineKind::level, axis);
    for (const auto& [stage, slowest] :
         {std::pair{Stage::book, &to_odoo}, std::pair{Stage::release, &to_release}}) {
        for (const StageWait& wait : waits_of(evidence, stage)) {
            const ChannelOrder* const sold = evidence.index.channel_order(wait.order);
            std::int64_t& value = slowest->values[axis.index_of(sold->placed)];
            value = std::max(value, milliseconds(wait.to.value_or(end) - sold->placed));
        }
    }
    lines.push_back(std::move(to_odoo));
    lines.push_back(std::move(to_release));
}

/// How long each channel went on showing what another had sold, by when it was sold.
void add_staleness(
    const Evidence& evidence, Instant end, const Axis& axis, std::vector<Line>& lines
) {
    std::map<SystemId, std::vector<Instant>> told;
    for (const StockPublication& publication : evidence.books.stock_publications) {
        told[publication.channel].push_back(publication.at);
    }
    Line stale = line("stock_staleness_ms", LineKind::level, axis);
    for (auto& [channel, instants] : told) {
        std::ranges::sort(instants);
        for (const ChannelOrder& sold : evidence.books.channel_orders) {
            if (sold.channel != channel && sold.accepted) {
                const auto next = std::ranges::lower_bound(instants, *sold.accepted);
                const Instant until = next == instants.end() ? end : *next;
                std::int64_t& value = stale.values[axis.index_of(*sold.accepted)];
                value = std::max(value, milliseconds(until - *sold.accepted));
            }
        }
    }
    lines.push_back(std::move(stale));
}

void add_exceptions(const Evidence& evidence, const Axis& axis, std::vector<Line>& lines) {
    std::vector<StageWait> open;
    for (const OwnedException& exception : evidence.books.exceptions) {
        open.push_back({.order = 0, .from = exception.opened, .to = exception.closed});
    }
    Line waiting = line("exceptions_open", LineKind::level, axis);
    waiting.values = levels_over(axis, open);
    lines.push_back(std::move(waiting));
}

}  // namespace

std::vector<Line> book_lines(
    const Evidence& evidence, const std::vector<std::string>& systems, Instant end, const Axis& axis
) {
    std::vector<Line> lines;
    add_demand(evidence, systems, axis, lines);
    add_stages(evidence, axis, lines);
    add_slowest(evidence, end, axis, lines);
    add_staleness(evidence, end, axis, lines);
    add_exceptions(evidence, axis, lines);
    std::erase_if(lines, [](const Line& one) {
        return std::ranges::all_of(one.values, [](std::int64_t value) { return value == 0; });
    });
    return lines;
}

Instant last_booking(const Evidence& evidence) {
    Instant last{};
    for (const StageName& name : stage_names) {
        for (const StageWait& wait : waits_of(evidence, name.stage)) {
            last = std::max({last, wait.from, wait.to.value_or(wait.from)});
        }
    }
    for (const OwnedException& exception : evidence.books.exceptions) {
        last = std::max({last, exception.opened, exception.closed.value_or(exception.opened)});
    }
    return last;
}

}  // namespace drydock::harness
