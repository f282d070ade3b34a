#include "reports/fault_summary.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/text_table.hpp"

namespace drydock::reports {

namespace {

std::string quantile_text(const harness::Distribution& distribution, std::uint32_t permille) {
    const auto value = distribution.quantile(permille);
    return value ? harness::duration_text(*value) : "-";
}

/// "1.25" for 1250 thousandths.
std::string times_text(std::optional<std::uint64_t> permille) {
    return permille ? fmt::format("{}.{:02}", *permille / 1'000, *permille % 1'000 / 10) : "-";
}

std::string percent_text(std::optional<std::uint64_t> permille) {
    return permille ? fmt::format("{} %", *permille / 10) : "-";
}

/// A terminal's page; the rest is in verdict.json.
constexpr std::size_t faults_shown_max = 24;

/// "2 damage, 41 absorbed by retry": worst first, without what there is none of.
std::string effects_text(const harness::FaultEffects& effects) {
    if (!effects.known) {
        return "-";
    }
    std::string text;
    for (std::size_t effect = 0; effect < effects.counts.size(); ++effect) {
        if (effects.counts[effect] > 0) {
            std::string name{harness::fault_effect_names[effect]};
            std::ranges::replace(name, '_', ' ');
            text += fmt::format(
                "{}{} {}", text.empty() ? "" : ", ", grouped(effects.counts[effect]), name
            );
        }
    }
    return text.empty() ? "met nothing" : text;
}

/// By damage, then by what was parked and so on; ties as in the scenario.
std::vector<const harness::FaultReport*> worst_first(const std::vector<harness::FaultReport>& faults
) {
    std::vector<const harness::FaultReport*> sorted;
    for (const harness::FaultReport& fault : faults) {
        sorted.push_back(&fault);
    }
    std::ranges::stable_sort(sorted, std::greater{}, [](const harness::FaultReport* fault) {
        // What had no effect makes no fault worse.
        std::array<std::uint64_t, 3> worst{};
        std::copy_n(fault->effects.counts.begin(), worst.size(), worst.begin());
        return worst;
    });
    return sorted;
}

}  // namespace

std::string phase_table(const harness::Verdict& verdict) {
    const harness::PhaseReport& report = verdict.phases;
    if (report.spans.empty()) {
        return {};
    }
    TextTable table{
        {"",
         "lasts",
         "orders",
         "released",
         "p95 to Odoo",
         "p50 to release",
         "p95 to release",
         "calls x"}};
    for (std::size_t place = 0; place < harness::phase_names.size(); ++place) {
        const auto phase = static_cast<harness::Phase>(place);
        const harness::PhaseFigures& figures = report.figures[place];
        table.add(
            {std::string{to_text(phase)},
             harness::duration_text(figures.length),
             grouped(figures.orders),
             percent_text(goodput_permille(figures)),
             quantile_text(figures.order_to_odoo, 950),
             quantile_text(figures.order_to_release, 500),
             quantile_text(figures.order_to_release, 950),
             times_text(amplification_permille(report, phase))}
        );
    }
    std::string text = table.text("  ");
    text += fmt::format(
        "  the backlog of the faults was gone {}\n",
        report.backlog_drain
            ? fmt::format("{} after their end", harness::duration_text(*report.backlog_drain))
        : report.backlog_left ? "never"
                              : "at an unknown time"
    );
    for (const harness::Metastable& stretch : report.metastable) {
        text += fmt::format(
            "  metastable after {}: from {} {} orders or parcels came in an hour, and {} went on\n",
            verdict.faults.at(stretch.fault).id,
            to_text(verdict.calendar.date_time_of(stretch.from)),
            grouped(stretch.came),
            grouped(stretch.went_on)
        );
    }
    return text;
}

std::string fault_table(const harness::Verdict& verdict) {
    TextTable table{{"", "kind", "requests hit", "time to recover", "what came of them"}};
    const auto sorted = worst_first(verdict.faults);
    for (std::size_t place = 0; place < std::min(sorted.size(), faults_shown_max); ++place) {
        const harness::FaultReport& fault = *sorted[place];
        constexpr std::array<std::string_view, 3> texts{"", "never", "-"};
        table.add(
            {fault.id,
             fault.kind,
             grouped(fault.hits),
             fault.recovered == harness::Recovered::yes
                 ? harness::duration_text(fault.time_to_recover)
                 : std::string{texts[static_cast<std::size_t>(fault.recovered)]},
             effects_text(fault.effects)}
        );
    }
    if (table.empty()) {
        return {};
    }
    std::string text = table.text("  ");
    if (sorted.size() > faults_shown_max) {
        text += fmt::format("  and {} more in verdict.json\n", sorted.size() - faults_shown_max);
    }
    for (const harness::FaultReport* const fault : sorted) {
        if (!fault->effects.damaged_orders.empty()) {
            text += fmt::format(
                "  damage where {} was: {}\n",
                fault->id,
                fmt::join(fault->effects.damaged_orders, ", ")
            );
        }
    }
    return text;
}

}  // namespace drydock::reports
