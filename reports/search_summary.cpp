#include "reports/search_summary.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/verdict/verdict.hpp"
#include "reports/text_table.hpp"

namespace drydock::reports {

namespace {

std::string settings_text(const std::vector<std::string>& settings) {
    return settings.empty() ? "as it is" : fmt::format("{}", fmt::join(settings, " "));
}

bool is_time(std::string_view objective) {
    return objective.starts_with('p') || objective == "time_to_recover_max" ||
           objective == "backlog_drain_time";
}

std::string value_text(const harness::Interval& figure, std::string_view objective) {
    if (figure.count == 0) {
        return "no data";
    }
    if (is_time(objective)) {
        return harness::duration_text(Duration{std::llround(figure.mean)});
    }
    return figure.mean >= 1'000.0 ? fmt::format("{:.0f}", figure.mean)
                                  : fmt::format("{:.2f}", figure.mean);
}

std::vector<std::string> row_of(
    const harness::SearchResult& result, const std::vector<std::string>& objectives
) {
    std::vector<std::string> row{settings_text(result.settings)};
    for (std::size_t place = 0; place < objectives.size(); ++place) {
        row.push_back(value_text(result.objectives[place], objectives[place]));
    }
    return row;
}

}  // namespace

std::string search_summary(
    const std::vector<harness::SearchResult>& results,
    const std::vector<std::string>& objectives,
    std::uint64_t seeds
) {
    std::vector<const harness::SearchResult*> front;
    std::size_t unsafe = 0;
    for (const harness::SearchResult& result : results) {
        unsafe += result.safe ? 0U : 1U;
        if (result.on_front) {
            front.push_back(&result);
        }
    }
    std::ranges::stable_sort(front, {}, [](const harness::SearchResult* result) {
        return result->objectives.front().mean;
    });
    std::string text = fmt::format(
        "{} settings tried, {} seeds each; {} broke a rule and are out\n\n",
        results.size() - 1,
        seeds,
        unsafe
    );
    std::vector<std::string> header{"Nothing is better in all of these at once"};
    header.insert(header.end(), objectives.begin(), objectives.end());
    TextTable table{header};
    for (const harness::SearchResult* const result : front) {
        table.add(row_of(*result, objectives));
    }
    text += front.empty() ? "  no setting kept every rule in every seed\n" : table.text("  ");
    const harness::SearchResult& as_it_is = results.front();
    if (!as_it_is.on_front) {
        header.front() = "For comparison";
        TextTable base{header};
        base.add(row_of(as_it_is, objectives));
        text += "\n" + base.text("  ");
        text += as_it_is.safe ? "" : "  the scenario as it is broke a rule in some seed\n";
    }
    return text;
}

std::string search_json(
    const std::vector<harness::SearchResult>& results,
    const std::vector<std::string>& objectives,
    std::uint64_t seeds
) {
    nlohmann::ordered_json json{
        {"format", 1}, {"seeds", seeds}, {"objectives", objectives}, {"points", nullptr}};
    auto points = nlohmann::ordered_json::array();
    for (const harness::SearchResult& result : results) {
        nlohmann::ordered_json point{
            {"settings", result.settings}, {"safe", result.safe}, {"on_front", result.on_front}};
        for (std::size_t place = 0; place < objectives.size(); ++place) {
            const harness::Interval& figure = result.objectives[place];
            nlohmann::ordered_json value{{"count", figure.count}, {"mean", figure.mean}};
            if (std::isfinite(figure.half_width)) {
                value["low"] = figure.low();
                value["high"] = figure.high();
            }
            point["figures"][objectives[place]] = std::move(value);
        }
        points.push_back(std::move(point));
    }
    json["points"] = std::move(points);
    return json.dump(2) + "\n";
}

}  // namespace drydock::reports
