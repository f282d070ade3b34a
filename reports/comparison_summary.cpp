#include "reports/comparison_summary.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/verdict/verdict.hpp"
#include "reports/text_table.hpp"

namespace drydock::reports {

namespace {

/// A figure that a team chooses by, and how one says it. Smaller is better for all of them.
struct Told {
    std::string_view figure;
    std::string_view label;
    bool is_time = false;
};
constexpr std::array<Told, 12> told{{
    {"lost_orders", "lost orders"},
    {"doubled_orders", "doubled orders"},
    {"oversold_units", "oversold units"},
    {"unsettled_orders", "unsettled orders"},
    {"duplicate_labels", "labels paid twice"},
    {"missed_cut_offs", "missed cut-offs"},
    {"exceptions", "exceptions for people"},
    {"p95(order_to_odoo)", "p95 order to Odoo", true},
    {"p95(order_to_release)", "p95 order to release", true},
    {"p95(stock_staleness)", "p95 stock staleness", true},
    {"time_to_recover_max", "longest recovery", true},
    {"api_calls_per_1000_orders", "API calls, 1,000 orders"},
}};

std::string value_text(double value, bool is_time) {
    if (is_time) {
        const std::string text = harness::duration_text(Duration{std::llround(std::fabs(value))});
        return value < 0.0 ? "-" + text : text;
    }
    return std::fabs(value) >= 1'000.0 ? fmt::format("{:.0f}", value)
                                       : fmt::format("{:.2f}", value);
}

std::string interval_text(const harness::Interval& interval, bool is_time) {
    if (!std::isfinite(interval.half_width)) {
        return "one value only";
    }
    return fmt::format(
        "{} to {}", value_text(interval.low(), is_time), value_text(interval.high(), is_time)
    );
}

std::string sentence(
    const harness::PairedDifference& difference, const std::string& first, const Told& figure
) {
    const harness::Interval& by = difference.difference;
    if (by.count == 0) {
        return fmt::format("{}: no data", figure.label);
    }
    if (by.mean == 0.0 && by.half_width == 0.0) {
        return fmt::format("{}: the same in all {} seeds", figure.label, by.count);
    }
    if (!by.excludes_zero()) {
        return fmt::format(
            "{}: no difference can be told ({}, {} seeds)",
            figure.label,
            interval_text(by, figure.is_time),
            by.count
        );
    }
    const bool better = by.high() < 0.0;
    return fmt::format(
        "{}: {} is {} than {} by {} ({}, 95 %, {} seeds)",
        figure.label,
        difference.variant,
        better ? "better" : "worse",
        first,
        value_text(std::fabs(by.mean), figure.is_time),
        interval_text(by, figure.is_time),
        by.count
    );
}

}  // namespace

std::string comparison_summary(const harness::StrategyComparison& comparison) {
    const std::string& first = comparison.variants.front();
    std::string text = fmt::format(
        "{} strategies, {} seeds each: the same orders and faults for all{}\n\n",
        comparison.variants.size(),
        comparison.seeds,
        comparison.complete ? "" : " (stopped before the end)"
    );
    for (const std::string& variant : comparison.variants) {
        text += fmt::format(
            "  {:<16} broke a rule in {} of {} runs{}\n",
            variant,
            comparison.failed.at(variant),
            comparison.seeds,
            comparison.without_figures.at(variant) == 0
                ? ""
                : fmt::format(
                      ", {} ended without a verdict", comparison.without_figures.at(variant)
                  )
        );
    }
    for (std::size_t index = 1; index < comparison.variants.size(); ++index) {
        const std::string& variant = comparison.variants[index];
        TextTable table{{fmt::format("{} against {}", variant, first), first, variant}};
        std::string conclusions;
        for (const Told& figure : told) {
            for (const harness::PairedDifference& difference : comparison.differences) {
                if (difference.variant != variant || difference.figure != figure.figure) {
                    continue;
                }
                table.add(
                    {std::string{figure.label},
                     value_text(difference.of_first.mean, figure.is_time),
                     value_text(difference.of_variant.mean, figure.is_time)}
                );
                conclusions += "  " + sentence(difference, first, figure) + "\n";
            }
        }
        text += "\n" + table.text("  ") + "\n" + conclusions;
    }
    return text;
}

std::string comparison_json(const harness::StrategyComparison& comparison) {
    const auto interval = [](const harness::Interval& from) {
        nlohmann::ordered_json json{{"count", from.count}, {"mean", from.mean}};
        if (std::isfinite(from.half_width)) {
            json["low"] = from.low();
            json["high"] = from.high();
        }
        return json;
    };
    nlohmann::ordered_json json;
    json["format"] = 1;
    json["seeds"] = comparison.seeds;
    json["complete"] = comparison.complete;
    json["variants"] = nlohmann::ordered_json::array();
    for (const std::string& variant : comparison.variants) {
        json["variants"].push_back(
            {{"name", variant},
             {"failed", comparison.failed.at(variant)},
             {"without_figures", comparison.without_figures.at(variant)}}
        );
    }
    json["differences"] = nlohmann::ordered_json::array();
    for (const harness::PairedDifference& difference : comparison.differences) {
        json["differences"].push_back(
            {{"variant", difference.variant},
             {"figure", difference.figure},
             {"first", interval(difference.of_first)},
             {"other", interval(difference.of_variant)},
             {"difference", interval(difference.difference)},
             {"conclusive", difference.difference.excludes_zero()}}
        );
    }
    return json.dump(2) + "\n";
}

}  // namespace drydock::reports
