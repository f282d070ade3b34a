#include "reports/sweep_summary.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace drydock::reports {

namespace {

constexpr std::size_t seeds_shown_max = 8;

std::map<std::string_view, std::uint64_t> count_classes(const harness::SweepReport& report) {
    std::map<std::string_view, std::uint64_t> counts;
    for (const harness::TrialResult& trial : report.trials) {
        ++counts[harness::to_text(trial.outcome)];
    }
    return counts;
}

/// In how many runs each rare branch was taken, by name; empty when nobody counted.
std::map<std::string, std::uint64_t> count_probes(const harness::SweepReport& report) {
    std::map<std::string, std::uint64_t> runs;
    for (const harness::TrialResult& trial : report.trials) {
        for (const auto& [name, count] : trial.probes) {
            runs[name] += count > 0 ? 1U : 0U;
        }
    }
    return runs;
}

std::vector<std::string> never_hit(const std::map<std::string, std::uint64_t>& probes) {
    std::vector<std::string> names;
    for (const auto& [name, runs] : probes) {
        if (runs == 0) {
            names.push_back(name);
        }
    }
    return names;
}

/// "  excused by storefront-gone: 3 runs", a line a fault.
std::string excuses_text(const harness::SweepReport& report) {
    std::map<std::string_view, std::uint64_t> runs;
    for (const harness::TrialResult& trial : report.trials) {
        if (trial.outcome == harness::TrialResult::Class::excused) {
            ++runs[trial.excused_by];
        }
    }
    std::string text;
    for (const auto& [fault, count] : runs) {
        text += fmt::format("    by {:<28} {:>6}\n", fault, count);
    }
    return text;
}

std::string seeds_text(const std::vector<std::uint64_t>& seeds) {
    const std::size_t shown = std::min(seeds.size(), seeds_shown_max);
    return fmt::format(
        "{}{}",
        fmt::join(seeds.begin(), seeds.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
        seeds.size() > shown ? ", ..." : ""
    );
}

}  // namespace

std::string sweep_summary(const harness::SweepReport& report, const std::string& directory) {
    const std::size_t failed = report.failed_count();
    std::string text = fmt::format(
        "{}  {} of {} runs{}\n",
        failed == 0 ? "PASSED" : "FAILED",
        failed == 0 ? report.trials.size() : failed,
        report.trials.size(),
        report.complete    ? ""
        : report.satisfied ? " (enough failures)"
                           : " (stopped; the same command goes on)"
    );
    for (const auto& [name, count] : count_classes(report)) {
        text += fmt::format("  {:<10} {:>6}\n", name, count);
        text += name == "excused" ? excuses_text(report) : "";
    }
    for (const harness::FailureGroup& group : report.groups) {
        text += fmt::format(
            "\n{} in {} seeds: {}\n", group.name, group.seeds.size(), seeds_text(group.seeds)
        );
        text += fmt::format("  for example  {}\n", group.example);
        if (!group.suspects.empty()) {
            text += fmt::format("  more often with  {}\n", fmt::join(group.suspects, ", "));
        }
        text += fmt::format(
            "  take it apart    drydock shrink {}/failures/{}\n", directory, group.seeds.front()
        );
    }
    const auto probes = count_probes(report);
    if (!probes.empty()) {
        const std::vector<std::string> missed = never_hit(probes);
        text += fmt::format(
            "\n  {} of {} rare branches were taken{}{}\n",
            probes.size() - missed.size(),
            probes.size(),
            missed.empty() ? "" : "; never: ",
            fmt::join(missed, ", ")
        );
    }
    text += fmt::format("\n  every run: {}/runs.jsonl\n", directory);
    return text;
}

std::string sweep_json(const harness::SweepReport& report) {
    nlohmann::ordered_json json;
    json["seeds"] = report.trials.size();
    json["complete"] = report.complete;
    json["failed"] = report.failed_count();
    for (const auto& [name, count] : count_classes(report)) {
        json["classes"][std::string{name}] = count;
    }
    const auto probes = count_probes(report);
    json["probes"] = probes;
    json["probes_never_hit"] = never_hit(probes);
    json["groups"] = nlohmann::ordered_json::array();
    for (const harness::FailureGroup& group : report.groups) {
        json["groups"].push_back(
            {{"name", group.name},
             {"seeds", group.seeds},
             {"example", group.example},
             {"suspects", group.suspects}}
        );
    }
    return json.dump(2) + "\n";
}

}  // namespace drydock::reports
