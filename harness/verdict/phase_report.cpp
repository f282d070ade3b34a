#include "harness/verdict/phase_report.hpp"

#include <algorithm>

#include "harness/oracles/backlog.hpp"
#include "harness/verdict/metastable.hpp"

namespace drydock::harness {

namespace {

std::optional<Instant> earliest(std::optional<Instant> one, Instant other) {
    return one ? std::min(*one, other) : other;
}

/// Durations of the orders of each phase, while they are gathered.
struct PhaseSamples {
    std::vector<Duration> to_odoo;
    std::vector<Duration> to_release;
};

void count_phase_orders(const Evidence& evidence, PhaseReport& report) {
    std::array<PhaseSamples, 4> samples;
    const Books& books = evidence.books;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr) {
            continue;
        }
        std::optional<Instant> booked;
        for (const std::uint32_t position : evidence.index.sale_orders(order)) {
            booked = earliest(booked, books.sale_orders[position].created);
        }
        std::optional<Instant> released;
        for (const std::uint32_t position : evidence.index.warehouse_orders(order)) {
            released = earliest(released, books.warehouse_orders[position].received);
        }
        const auto phase = static_cast<std::size_t>(phase_at(report.spans, sold->placed));
        ++report.figures[phase].orders;
        if (booked) {
            samples[phase].to_odoo.push_back(*booked - sold->placed);
        }
        if (released) {
            samples[phase].to_release.push_back(*released - sold->placed);
            const auto in = static_cast<std::size_t>(phase_at(report.spans, *released));
            ++report.figures[in].released;
        }
    }
    for (std::size_t phase = 0; phase < samples.size(); ++phase) {
        PhaseFigures& figures = report.figures[phase];
        figures.order_to_odoo = {"order_to_odoo", std::move(samples[phase].to_odoo)};
        figures.order_to_release = {"order_to_release", std::move(samples[phase].to_release)};
    }
}

void count_phase_calls(
    const Evidence& evidence, std::span<const std::uint32_t> calls_by_order, PhaseReport& report
) {
    report.calls_known = !calls_by_order.empty();
    for (std::size_t place = 0; place < calls_by_order.size(); ++place) {
        const auto order = evidence.index.find(evidence.demand.orders.at(place).number);
        const ChannelOrder* const sold = order ? evidence.index.channel_order(*order) : nullptr;
        if (sold != nullptr) {
            const Phase phase = phase_at(report.spans, sold->placed);
            report.figures[static_cast<std::size_t>(phase)].calls += calls_by_order[place];
        }
    }
}

void measure_drain(
    const Evidence& evidence,
    const std::vector<FaultWindow>& windows,
    const std::vector<Wait>& waits,
    PhaseReport& report
) {
    Duration longest{};
    bool all_gone = true;
    for (const FaultWindow& window : windows) {
        for (const Wait& wait : waits) {
            if (wait.from >= window.to || (wait.to && *wait.to <= window.to)) {
                continue;
            }
            all_gone = all_gone && wait.to.has_value();
            longest = std::max(longest, wait.to.value_or(window.to) - window.to);
        }
    }
    if (all_gone) {
        report.backlog_drain = longest;
    }
    report.backlog_left = !all_gone && evidence.settled;
}

}  // namespace

std::optional<std::uint64_t> goodput_permille(const PhaseFigures& figures) {
    return figures.orders == 0 ? std::nullopt
                               : std::optional{figures.released * 1'000 / figures.orders};
}

std::optional<std::uint64_t> amplification_permille(const PhaseReport& report, Phase phase) {
    const PhaseFigures& normal = report.figures[static_cast<std::size_t>(Phase::baseline)];
    const PhaseFigures& asked = report.figures[static_cast<std::size_t>(phase)];
    if (!report.calls_known || asked.orders == 0 || normal.orders == 0 || normal.calls == 0) {
        return std::nullopt;
    }
    // Below 10^18 for a million orders of a hundred calls on either side.
    return asked.calls * normal.orders * 1'000 / (normal.calls * asked.orders);
}

PhaseReport report_phases(
    const Evidence& evidence,
    const std::vector<FaultReport>& faults,
    std::span<const std::uint32_t> calls_by_order,
    Instant end
) {
    PhaseReport report;
    const std::vector<FaultWindow> windows = fault_windows(faults, end);
    report.spans = phase_spans(windows, end);
    if (report.spans.empty()) {
        return report;
    }
    for (const PhaseSpan& span : report.spans) {
        report.figures[static_cast<std::size_t>(span.phase)].length += span.to - span.from;
    }
    count_phase_orders(evidence, report);
    count_phase_calls(evidence, calls_by_order, report);
    const std::vector<Wait> orders = waits_to_release(evidence);
    const std::vector<Wait> parcels = waits_for_label(evidence);
    measure_drain(evidence, windows, orders, report);
    for (std::size_t index = 0; index < windows.size(); ++index) {
        const FaultWindow& window = windows[index];
        const Instant next = index + 1 < windows.size() ? windows[index + 1].from : end;
        const bool at_carrier = std::ranges::all_of(window.faults, [&](std::size_t place) {
            return faults[place].place == FaultPlace::carrier;
        });
        const auto& waits = at_carrier ? parcels : orders;
        if (const auto found = metastable_after(window, next, report.spans, waits)) {
            report.metastable.push_back(*found);
        }
    }
    return report;
}

}  // namespace drydock::harness
