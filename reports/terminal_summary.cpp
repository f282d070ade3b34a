#include "reports/terminal_summary.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reports/advice.hpp"
#include "reports/fault_summary.hpp"
#include "reports/text_table.hpp"

namespace drydock::reports {

namespace {

using harness::ExpectationResult;
using harness::Judgement;
using harness::ResultOutcome;
using harness::Verdict;

constexpr std::size_t width = 78;
constexpr std::size_t offenders_listed_max = 3;
constexpr std::size_t explanation_width_max = 90;

/// Writes ANSI colours, or nothing. Source of the codes: ECMA-48, select graphic rendition.
class Pen {
public:
    explicit Pen(bool colour) : colour_{colour} {}

    [[nodiscard]] std::string bold(std::string_view text) const { return paint("1", text); }
    [[nodiscard]] std::string red(std::string_view text) const { return paint("1;31", text); }
    [[nodiscard]] std::string green(std::string_view text) const { return paint("32", text); }
    [[nodiscard]] std::string yellow(std::string_view text) const { return paint("33", text); }

private:
    [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const {
        return colour_ ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string{text};
    }
    bool colour_;
};

std::string mark(const Pen& pen, Judgement judgement) {
    switch (judgement) {
        case Judgement::passed:
            return pen.green("✓");
        case Judgement::failed:
            return pen.red("✗");
        case Judgement::inconclusive:
            break;
    }
    return pen.yellow("?");
}

std::string headline(const Pen& pen, const Verdict& verdict) {
    switch (verdict.outcome) {
        case ResultOutcome::passed:
            return pen.green("PASSED");
        case ResultOutcome::failed:
            return pen.red("FAILED");
        case ResultOutcome::inconclusive:
            return pen.yellow("INCONCLUSIVE");
        case ResultOutcome::interrupted:
            break;
    }
    return pen.yellow("INTERRUPTED");
}

std::string expectation_line(const Pen& pen, const ExpectationResult& result) {
    const bool warned =
        result.expectation.grade == harness::Grade::warn && result.judgement != Judgement::passed;
    return fmt::format(
        "  {} {}\n",
        warned ? pen.yellow("!") : mark(pen, result.judgement),
        dotted(result.expectation.text, harness::observed_text(result), width - 4)
    );
}

/// At most `width_max` characters, cut between characters.
std::string shortened(std::string_view text, std::size_t width_max) {
    if (width_of(text) <= width_max) {
        return std::string{text};
    }
    std::size_t bytes = 0;
    for (std::size_t characters = 0; bytes < text.size(); ++bytes) {
        const bool begins = (static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U;
        if (begins && ++characters == width_max) {
            break;
        }
    }
    return std::string{text.substr(0, bytes)} + "…";
}

/// The worst offenders of the oracle that the expectation is about, if it is about one.
std::string worst_offenders(const ExpectationResult& result, const Verdict& verdict) {
    const auto finding = std::ranges::find(
        verdict.findings, result.expectation.metric.name, &harness::Finding::oracle
    );
    if (finding == verdict.findings.end()) {
        return {};
    }
    std::string text;
    const std::size_t listed = std::min(offenders_listed_max, finding->offenders.size());
    for (std::size_t index = 0; index < listed; ++index) {
        const harness::Offender& offender = finding->offenders[index];
        text += fmt::format(
            "      {}\n",
            shortened(
                fmt::format("{}  {}", offender.key, offender.explanation), explanation_width_max
            )
        );
    }
    if (finding->offenders.size() > listed) {
        text += fmt::format("      and {} more\n", grouped(finding->offenders.size() - listed));
    }
    return text;
}

/// Those that count: of the grades must and key.
std::vector<const ExpectationResult*> results_with(const Verdict& verdict, Judgement judgement) {
    std::vector<const ExpectationResult*> results;
    for (const ExpectationResult& result : verdict.expectations) {
        if (result.judgement == judgement && result.expectation.grade != harness::Grade::warn) {
            results.push_back(&result);
        }
    }
    return results;
}

/// Key ones first; then those that failed, that are only warned of, that have no data, that passed.
std::vector<const ExpectationResult*> in_order(const Verdict& verdict) {
    std::vector<const ExpectationResult*> results;
    for (const ExpectationResult& result : verdict.expectations) {
        results.push_back(&result);
    }
    std::ranges::stable_sort(results, {}, [](const ExpectationResult* result) {
        const harness::Grade grade = result->expectation.grade;
        const int failed = grade == harness::Grade::warn ? 1 : 0;
        const int place = result->judgement == Judgement::failed         ? failed
                          : result->judgement == Judgement::inconclusive ? 2
                                                                         : 3;
        return place + (grade == harness::Grade::key ? 0 : 4);
    });
    return results;
}

std::string expectations(const Pen& pen, const Verdict& verdict) {
    std::string text = pen.bold("Expectations") + "\n";
    if (verdict.expectations.empty()) {
        return text + "  none: the scenario expects nothing, so nothing can fail\n\n";
    }
    for (const ExpectationResult* const result : in_order(verdict)) {
        text += expectation_line(pen, *result);
        if (result->judgement == Judgement::failed) {
            text += worst_offenders(*result, verdict);
        }
    }
    return text + "\n";
}

std::string orders(const Pen& pen, const Verdict& verdict) {
    const harness::Figures& figures = verdict.figures;
    std::string text = pen.bold("Orders") + "\n";
    const auto add = [&](std::string_view label, const std::string& value) {
        text += "  " + dotted(label, value, width - 2) + "\n";
    };
    add("placed", fmt::format("{} with {} lines", grouped(figures.orders), grouped(figures.lines)));
    if (figures.orders_unplaced > 0) {
        add("not placed, as the channel showed no stock", grouped(figures.orders_unplaced));
    }
    add("accepted", grouped(figures.orders_accepted));
    add("parcels shipped", grouped(figures.parcels));
    add("parcels that missed their cut-off", grouped(figures.missed_cut_offs));
    add("orders in more than one parcel", grouped(figures.backordered_orders));
    add("units sold that never came", grouped(figures.oversold_units));
    add("longest queue of accepted orders",
        fmt::format(
            "{} at {}",
            grouped(figures.queue_length_max),
            to_text(verdict.calendar.date_time_of(figures.queue_length_max_at))
        ));
    add("exceptions for a person",
        fmt::format(
            "{}, {} still open", grouped(figures.exceptions), grouped(figures.exceptions_open)
        ));
    for (const harness::OwnerCount& owner : figures.exceptions_by_owner) {
        text += "    " + dotted(owner.owner, grouped(owner.count), width - 4) + "\n";
    }
    return text + "\n";
}

std::string durations(const Verdict& verdict) {
    TextTable table{{"", "p50", "p95", "p99", "max"}};
    for (const harness::Distribution& distribution : verdict.figures.distributions) {
        std::vector<std::string> cells{distribution.name()};
        for (const std::uint32_t permille : {500U, 950U, 990U, 1'000U}) {
            const auto value = distribution.quantile(permille);
            cells.push_back(value ? harness::duration_text(*value) : "-");
        }
        table.add(std::move(cells));
    }
    return table.empty() ? "" : table.text("  ") + "\n";
}

std::string systems(const Pen& pen, const Verdict& verdict) {
    TextTable table{{"", "calls", "errors", "calls for one settled"}};
    for (const harness::SystemTraffic& traffic : verdict.traffic) {
        const std::uint64_t permille = harness::retry_amplification_permille(traffic);
        table.add(
            {traffic.system,
             grouped(traffic.calls),
             grouped(traffic.errors()),
             permille == 0 ? "-" : fmt::format("{}.{:02}", permille / 1'000, permille % 1'000 / 10)}
        );
    }
    return table.empty() ? "" : pen.bold("Systems") + "\n" + table.text("  ") + "\n";
}

/// `table` under its headline; nothing where it is empty.
std::string titled(const Pen& pen, std::string_view headline, const std::string& table) {
    return table.empty() ? "" : pen.bold(headline) + "\n" + table + "\n";
}

std::string violations(const Pen& pen, const Verdict& verdict) {
    const auto& kinds = verdict.figures.violations_by_kind;
    if (kinds.empty()) {
        return {};
    }
    std::string text = pen.bold("Violations by the client") + "\n";
    for (const harness::ViolationFigure& violation : kinds) {
        const std::string label =
            fmt::format("{}: {}", verdict.system_name(violation.system), violation.kind);
        text += "  " + dotted(label, grouped(violation.count), width - 2) + "\n";
        if (!violation.examples.empty()) {
            const auto& [at, what] = violation.examples.front();
            text += fmt::format(
                "      {}\n",
                shortened(
                    fmt::format("{}  {}", to_text(verdict.calendar.date_time_of(at)), what),
                    explanation_width_max
                )
            );
        }
    }
    return text + "\n";
}

std::string next_steps(const Pen& pen, const Verdict& verdict, const SummaryOptions& options) {
    std::string text = pen.bold("Next") + "\n";
    for (const ExpectationResult* const result : results_with(verdict, Judgement::failed)) {
        text += fmt::format(
            "  {}: {}\n", result->expectation.metric.name, advice_for(result->expectation)
        );
    }
    if (!options.directory.empty()) {
        text += fmt::format("  every offender: {}/differences.csv\n", options.directory);
        text += fmt::format("  whole verdict:  {}/verdict.json\n", options.directory);
    }
    if (!verdict.repeat_command.empty()) {
        text += fmt::format("  once more:      {}\n", verdict.repeat_command);
    }
    return text;
}

}  // namespace

std::string terminal_summary(const Verdict& verdict, const SummaryOptions& options) {
    const Pen pen{options.colour};
    std::string text = fmt::format(
        "{}  {} with {}, seed {}{}\n",
        headline(pen, verdict),
        verdict.scenario,
        verdict.strategy,
        verdict.seed,
        verdict.scale == 1 ? "" : fmt::format(", scale {}", verdict.scale)
    );
    text += fmt::format(
        "  orders of {} to {}\n  ended {}, {} exchanges, fingerprint {:016x}\n\n",
        to_text(verdict.from),
        to_text(verdict.to),
        to_text(verdict.calendar.date_time_of(verdict.end)),
        grouped(verdict.exchanges),
        verdict.fingerprint
    );
    text += expectations(pen, verdict);
    text += orders(pen, verdict);
    text += durations(verdict);
    text += systems(pen, verdict);
    text += titled(pen, "Phases", phase_table(verdict));
    text += titled(pen, "Faults", fault_table(verdict));
    text += violations(pen, verdict);
    text += next_steps(pen, verdict, options);
    const auto failed = results_with(verdict, Judgement::failed);
    if (!failed.empty()) {
        text += "\n";
    }
    for (const ExpectationResult* const result : failed) {
        text += expectation_line(pen, *result);
    }
    return text;
}

}  // namespace drydock::reports
