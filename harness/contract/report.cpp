#include "harness/contract/report.hpp"

#include <fmt/format.h>

namespace drydock::harness::contract {

namespace {

std::string one_line(std::string text) {
    for (char& character : text) {
        if (character == '\n') {
            character = ' ';
        }
    }
    return text;
}

const char* name_of(CaseResult result) {
    switch (result) {
        case CaseResult::passed:
            return "passed";
        case CaseResult::differs:
            return "differs";
        case CaseResult::not_modelled:
            return "not modelled";
    }
    return "";
}

std::string words_of(const Difference& difference) {
    return one_line(
        fmt::format("{}: expected {}, got {}", difference.path, difference.expected, difference.got)
    );
}

}  // namespace

Sums sums_of(const std::vector<CaseReport>& cases) {
    Sums sums;
    for (const CaseReport& report : cases) {
        sums.passed += report.result == CaseResult::passed ? 1U : 0U;
        sums.differs += report.result == CaseResult::differs ? 1U : 0U;
        sums.not_modelled += report.result == CaseResult::not_modelled ? 1U : 0U;
    }
    return sums;
}

std::string case_lines(const CaseReport& report, Detail detail) {
    std::string out;
    if (detail == Detail::all) {
        for (const std::string& note : report.notes) {
            out += "    " + one_line(note) + "\n";
        }
    }
    out += report.name + " " + name_of(report.result);
    if (report.result == CaseResult::not_modelled) {
        return out + ": " + report.reason + "\n";
    }
    if (report.differences.empty()) {
        return out + "\n";
    }
    out += ": " + words_of(report.differences.front()) + "\n";
    for (std::size_t index = 1; detail == Detail::all && index < report.differences.size();
         ++index) {
        out += "    " + words_of(report.differences[index]) + "\n";
    }
    return out;
}

std::string sums_line(const Sums& sums) {
    return fmt::format(
        "{} cases: {} passed, {} differ, {} not modelled\n",
        sums.passed + sums.differs + sums.not_modelled,
        sums.passed,
        sums.differs,
        sums.not_modelled
    );
}

std::string report_json(const std::vector<CaseReport>& cases) {
    const Sums sums = sums_of(cases);
    Json out = {{"format", 1}, {"cases", Json::array()}};
    for (const CaseReport& report : cases) {
        Json one = {{"case", report.name}, {"result", name_of(report.result)}};
        if (!report.reason.empty()) {
            one["reason"] = report.reason;
        }
        for (const Difference& difference : report.differences) {
            one["differences"].push_back(
                {{"path", difference.path},
                 {"expected", difference.expected},
                 {"got", difference.got}}
            );
        }
        out["cases"].push_back(std::move(one));
    }
    out["passed"] = sums.passed;
    out["differs"] = sums.differs;
    out["not_modelled"] = sums.not_modelled;
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace drydock::harness::contract
