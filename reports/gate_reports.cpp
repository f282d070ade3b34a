#include "reports/gate_reports.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace drydock::reports {

namespace {

using harness::GateResult;
using harness::Judgement;
using harness::ResultOutcome;

/// Broken first, then by the number of what is wrong; ties keep their order.
std::vector<const GateResult*> worst_first(const std::vector<GateResult>& results) {
    std::vector<const GateResult*> sorted;
    for (const GateResult& result : results) {
        sorted.push_back(&result);
    }
    const auto badness = [](const GateResult* result) {
        const auto missed = std::ranges::count_if(
            result->expectations, [](const harness::GateExpectation& each) { return !each.met(); }
        );
        return static_cast<std::size_t>(missed) + 10 * result->findings.size() +
               result->regressions.size() + (result->broken.empty() ? 0U : 1'000U);
    };
    std::ranges::stable_sort(sorted, std::greater{}, badness);
    return sorted;
}

/// Everything that is wrong with one gate, a line each.
std::vector<std::string> reasons_of(const GateResult& result) {
    std::vector<std::string> reasons;
    if (!result.broken.empty()) {
        reasons.push_back("the run died: " + result.broken);
    }
    for (const std::string& finding : result.findings) {
        reasons.push_back(finding);
    }
    for (const harness::GateExpectation& expectation : result.expectations) {
        if (!expectation.met()) {
            reasons.push_back(fmt::format(
                "{}: {}, observed {}",
                expectation.text,
                to_text(expectation.judgement),
                expectation.observed
            ));
        }
    }
    for (const harness::GateRegression& regression : result.regressions) {
        reasons.push_back(fmt::format(
            "{} rose from {:.2f} to {:.2f} (by {:.2f} to {:.2f}, 95 %, {} seeds)",
            regression.figure,
            regression.before,
            regression.now,
            regression.low,
            regression.high,
            regression.seeds
        ));
    }
    if (result.outcome == ResultOutcome::interrupted) {
        reasons.emplace_back("it was interrupted");
    }
    return reasons;
}

/// What was expected and need not have been met, a line each.
std::vector<std::string> warnings_of(const GateResult& result) {
    std::vector<std::string> warnings;
    for (const harness::GateExpectation& each : result.expectations) {
        if (each.grade == harness::Grade::warn && each.judgement != Judgement::passed) {
            warnings.push_back(fmt::format("warning: {}, observed {}", each.text, each.observed));
        }
    }
    return warnings;
}

/// What decides about it, with what was observed: "0", "12 s 318 ms".
std::string key_figures_of(const GateResult& result) {
    std::string text;
    for (const harness::GateExpectation& each : result.expectations) {
        if (each.grade == harness::Grade::key) {
            text += fmt::format("{}`{}`: {}", text.empty() ? "" : ", ", each.text, each.observed);
        }
    }
    return text;
}

std::string word_of(const GateResult& result) {
    if (result.passed()) {
        return "passed";
    }
    return result.outcome == ResultOutcome::passed ? "regressed"
                                                   : std::string{to_text(result.outcome)};
}

std::string escaped(std::string_view text, bool in_attribute) {
    std::string out;
    for (const char character : text) {
        switch (character) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += in_attribute ? "&quot;" : "\"";
                break;
            case '\n':
                out += in_attribute ? "&#10;" : "\n";
                break;
            default:
                // XML 1.0 has no way to write the other control characters.
                out.push_back(static_cast<unsigned char>(character) < 0x20 ? ' ' : character);
        }
    }
    return out;
}

std::string junit_case(const GateResult& result, std::string_view name, std::string_view failure) {
    const std::string head = fmt::format(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\"",
        escaped(result.name, true),
        escaped(name, true),
        result.seconds / static_cast<double>(std::max<std::size_t>(result.expectations.size(), 1))
    );
    return failure.empty() ? head + "/>\n"
                           : fmt::format(
                                 "{}>\n      <failure message=\"{}\"/>\n    </testcase>\n",
                                 head,
                                 escaped(failure, true)
                             );
}

/// GitHub's escapes of an annotation's text.
std::string annotation_text(std::string_view text) {
    std::string out;
    for (const char character : text) {
        out += character == '%'    ? "%25"
               : character == '\r' ? "%0D"
               : character == '\n' ? "%0A"
                                   : std::string(1, character);
    }
    return out;
}

}  // namespace

std::string gate_summary(const std::vector<GateResult>& results) {
    const auto passed = std::ranges::count_if(results, &GateResult::passed);
    std::string text = fmt::format(
        "{}  {} of {} gates\n",
        static_cast<std::size_t>(passed) == results.size() ? "PASSED" : "FAILED",
        passed,
        results.size()
    );
    for (const GateResult* const result : worst_first(results)) {
        text += fmt::format(
            "  {} {:<34} {:>6.1f} s\n", result->passed() ? "✓" : "✗", result->name, result->seconds
        );
        for (const std::string& reason : reasons_of(*result)) {
            text += fmt::format("      {}\n", reason);
        }
        for (const std::string& warning : warnings_of(*result)) {
            text += fmt::format("      {}\n", warning);
        }
        if (!result->passed()) {
            text += fmt::format("      look closer: drydock run {}\n", result->file);
        }
    }
    return text;
}

std::string gate_junit(const std::vector<GateResult>& results) {
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"drydock\">\n";
    for (const GateResult& result : results) {
        std::string cases;
        std::size_t count = 0;
        std::size_t failures = 0;
        const auto add = [&](std::string_view name, std::string_view failure) {
            cases += junit_case(result, name, failure);
            ++count;
            failures += failure.empty() ? 0U : 1U;
        };
        for (const harness::GateExpectation& each : result.expectations) {
            add(each.text,
                each.met()
                    ? ""
                    : fmt::format("{}, observed {}", to_text(each.judgement), each.observed));
        }
        for (const harness::GateRegression& each : result.regressions) {
            add(fmt::format("{} against the baseline", each.figure),
                fmt::format(
                    "rose from {:.2f} to {:.2f} (by {:.2f} to {:.2f}, 95 %, {} seeds)",
                    each.before,
                    each.now,
                    each.low,
                    each.high,
                    each.seeds
                ));
        }
        add("ends with a verdict",
            !result.broken.empty()                         ? result.broken
            : result.outcome == ResultOutcome::interrupted ? "it was interrupted"
                                                           : "");
        text += fmt::format(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" "
            "time=\"{:.3f}\">\n{}  </testsuite>\n",
            escaped(result.name, true),
            count,
            failures,
            result.seconds,
            cases
        );
    }
    return text + "</testsuites>\n";
}

std::string gate_markdown(const std::vector<GateResult>& results) {
    const auto passed = std::ranges::count_if(results, &GateResult::passed);
    std::string text = fmt::format(
        "## Drydock: {} of {} gates passed\n\n| gate | result | expectations met | key figures "
        "|\n|---|---|---|---|\n",
        passed,
        results.size()
    );
    for (const GateResult* const result : worst_first(results)) {
        const auto met = std::ranges::count(
            result->expectations, Judgement::passed, &harness::GateExpectation::judgement
        );
        text += fmt::format(
            "| {} | {} {} | {} of {} | {} |\n",
            result->name,
            result->passed() ? "✅" : "❌",
            word_of(*result),
            met,
            result->expectations.size(),
            key_figures_of(*result)
        );
    }
    for (const GateResult* const result : worst_first(results)) {
        for (const std::string& warning : warnings_of(*result)) {
            text += fmt::format("\n- {}: {}", result->name, warning);
        }
    }
    text += "\n";
    for (const GateResult* const result : worst_first(results)) {
        if (result->passed()) {
            continue;
        }
        text += fmt::format("\n### {}\n", result->name);
        for (const std::string& reason : reasons_of(*result)) {
            text += fmt::format("- {}\n", reason);
        }
        text += fmt::format("\n`drydock run {}`\n", result->file);
    }
    return text;
}

std::string gate_annotations(const std::vector<GateResult>& results) {
    std::string text;
    for (const GateResult* const result : worst_first(results)) {
        for (const std::string& warning : warnings_of(*result)) {
            text += fmt::format(
                "::warning file={},title=Drydock gate {}::{}\n",
                result->file,
                result->name,
                annotation_text(warning)
            );
        }
        if (result->passed()) {
            continue;
        }
        std::string reasons;
        for (const std::string& reason : reasons_of(*result)) {
            reasons += reason + "\n";
        }
        text += fmt::format(
            "::error file={},title=Drydock gate {}::{}\n",
            result->file,
            result->name,
            annotation_text(reasons)
        );
    }
    return text;
}

}  // namespace drydock::reports
