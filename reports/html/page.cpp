#include "reports/html/page.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/landscape/fault_catalogue.hpp"
#include "core/trace_context.hpp"
#include "harness/campaign/sweep.hpp"
#include "harness/verdict/expectation.hpp"
#include "reports/advice.hpp"
#include "reports/html/page_assets.hpp"
#include "reports/sweep_summary.hpp"

namespace drydock::reports {

namespace {

using Json = nlohmann::ordered_json;

/// Whether the page may ask its own server for anything.
enum class PageReach : std::uint8_t { nothing, own_server };

/// `data` may hold any text: in JSON, '<' stands in strings only, where it can be written so that
/// no text ends the element that it is in.
std::string page(const Json& data, PageReach reach = PageReach::nothing) {
    const std::string json = data.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string safe;
    safe.reserve(json.size());
    for (const char character : json) {
        if (character == '<') {
            safe += "\\u003c";
        } else {
            safe += character;
        }
    }
    return fmt::format(
        R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:{}">
<title>Drydock</title>
<style>{}</style>
</head>
<body>
<noscript>This page draws itself with JavaScript, which is switched off here. verdict.json beside it says the same.</noscript>
<script type="application/json" id="data">{}</script>
<script>{}</script>
</body>
</html>
)",
        reach == PageReach::own_server ? "; connect-src 'self'" : "",
        page_style(),
        safe,
        page_script()
    );
}

expected<Json, std::string> parsed(std::string_view file, std::string_view text) {
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return unexpected{fmt::format("{} is no JSON object", file)};
    }
    return json;
}

/// Names of the objects in a list.
std::vector<std::string> names_in(const Json& list, const char* member) {
    std::vector<std::string> names;
    for (const Json& one : list) {
        names.push_back(one.value(member, ""));
    }
    return names;
}

/// What to change, for each expectation that was not met.
Json advice_json(const Json& verdict) {
    const harness::ExpectationSubjects subjects{
        .systems = names_in(verdict.value("traffic", Json::array()), "system"),
        .faults = names_in(verdict.value("faults", Json::array()), "id")};
    Json advice = Json::array();
    for (const Json& result : verdict.value("expectations", Json::array())) {
        const std::string text = result.value("text", "");
        const auto expectation = harness::parse_expectation(text, subjects);
        if (result.value("result", "") == "failed" && expectation) {
            advice.push_back({{"expectation", text}, {"text", advice_for(*expectation)}});
        }
    }
    return advice;
}

Json trial_json(const harness::TrialResult& trial) {
    Json figures = Json::object();
    for (const auto& [name, value] : trial.figures) {
        figures[name] = value;
    }
    return {
        {"seed", trial.seed},
        {"outcome", harness::to_text(trial.outcome)},
        {"failed", trial.failed()},
        {"fault_kinds", trial.fault_kinds},
        {"figures", std::move(figures)}};
}

}  // namespace

namespace {

/// Of the orders to read about, by number. Trace ids are made from seed and number.
Json traces_json(const Json& verdict, const Json& series) {
    Json traces = Json::object();
    if (!series.is_object()) {
        return traces;
    }
    const std::uint64_t seed = verdict.value("seed", std::uint64_t{0});
    for (const Json& order : series.value("orders", Json::array())) {
        const std::string number = order.value("number", "");
        traces[number] = to_hex(trace_of(seed, number));
    }
    return traces;
}

expected<Json, std::string> run_json_of(const RunFiles& files) {
    auto verdict = parsed("verdict.json", files.verdict_json);
    if (!verdict) {
        return unexpected{verdict.error()};
    }
    Json series = nullptr;
    if (!files.series_json.empty()) {
        auto read = parsed("series.json", files.series_json);
        if (!read) {
            return unexpected{read.error()};
        }
        series = *std::move(read);
    }
    Json data;
    data["kind"] = "run";
    data["directory"] = files.directory;
    data["advice"] = advice_json(*verdict);
    data["verdict"] = *std::move(verdict);
    data["series"] = std::move(series);
    data["traces"] = traces_json(data["verdict"], data["series"]);
    if (!files.jaeger_url.empty()) {
        data["jaeger"] = files.jaeger_url;
    }
    return data;
}

}  // namespace

expected<std::string, std::string> run_page(const RunFiles& files) {
    const auto data = run_json_of(files);
    return data ? expected<std::string, std::string>{page(*data)} : unexpected{data.error()};
}

expected<std::string, std::string> run_data(const RunFiles& files) {
    const auto data = run_json_of(files);
    if (!data) {
        return unexpected{data.error()};
    }
    return data->dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string live_page(const LivePageSettings& settings) {
    Json kinds = Json::array();
    for (const FaultFacts& facts : fault_catalogue()) {
        if (facts.site != FaultSite::records) {
            kinds.push_back(facts.name);
        }
    }
    return page(
        {{"kind", "live"},
         {"target", settings.target},
         {"key", settings.key},
         {"injects", settings.injects},
         {"fault_kinds", std::move(kinds)}},
        PageReach::own_server
    );
}

expected<std::string, std::string> compare_page(
    const std::string& directory, std::string_view comparison_json
) {
    auto comparison = parsed("comparison.json", comparison_json);
    if (!comparison) {
        return unexpected{comparison.error()};
    }
    return page({{"kind", "compare"}, {"directory", directory}, {"comparison", *comparison}});
}

expected<std::string, std::string> sweep_page(
    const std::string& directory, std::string_view runs_jsonl
) {
    harness::SweepReport report;
    Json trials = Json::array();
    while (!runs_jsonl.empty()) {
        const std::size_t end = std::min(runs_jsonl.find('\n'), runs_jsonl.size());
        const std::string_view line = runs_jsonl.substr(0, end);
        runs_jsonl.remove_prefix(std::min(end + 1, runs_jsonl.size()));
        // The first line says which sweep it is; the last may be half written.
        if (auto trial = harness::trial_of_json(line)) {
            report.trials.push_back(*std::move(trial));
        }
    }
    if (report.trials.empty()) {
        return unexpected{std::string{"runs.jsonl has no finished run"}};
    }
    std::ranges::sort(report.trials, {}, &harness::TrialResult::seed);
    report.groups = harness::group_failures(report.trials);
    for (const harness::TrialResult& trial : report.trials) {
        trials.push_back(trial_json(trial));
    }
    return page(
        {{"kind", "sweep"},
         {"directory", directory},
         {"sweep", Json::parse(sweep_json(report))},
         {"trials", std::move(trials)}}
    );
}

}  // namespace drydock::reports
