#include "reports/metrics/exposition.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace drydock::reports {
namespace {

constexpr std::int64_t ms = 1'000'000;

MetricsSnapshot example() {
    Histogram latency;
    latency.add(Duration{5 * ms});
    latency.add(Duration{5 * ms + 1});
    latency.add(Duration{60'000 * ms});
    latency.exemplars[1] = Exemplar{{{1, 2}}, Duration{7 * ms}, 1'520'879'607'789'000'000};
    MetricsSnapshot snapshot;
    snapshot.families = {
        {"http_client_request_duration_seconds",
         "Calls.",
         MetricType::histogram,
         "seconds",
         {{{{"server_address", "odoo"}}, latency}}},
        {"drydock_call_errors",
         "Errors.",
         MetricType::counter,
         "",
         {{{{"error_type", "a \"b\" \\ c\nd"}}, std::int64_t{3}}}},
        {"drydock_order_age_max_seconds",
         "Age.",
         MetricType::gauge,
         "seconds",
         {{{}, Duration{90'500 * ms}}}},
        {"drydock_nothing", "Never seen.", MetricType::gauge, "", {}}};
    return snapshot;
}

// Source: prometheus.io, Exposition formats.
TEST(ExpositionTest, BucketsAreCumulativeAndTheLastOneIsTheCount) {
    const std::string text = prometheus_text(example());
    const auto has = [&](const char* line) { return text.find(line) != std::string::npos; };
    const std::string name = "http_client_request_duration_seconds";
    EXPECT_TRUE(has((name + "_bucket{server_address=\"odoo\",le=\"0.005\"} 1\n").c_str()));
    EXPECT_TRUE(has((name + "_bucket{server_address=\"odoo\",le=\"0.01\"} 2\n").c_str()));
    EXPECT_TRUE(has((name + "_bucket{server_address=\"odoo\",le=\"10\"} 2\n").c_str()));
    EXPECT_TRUE(has((name + "_bucket{server_address=\"odoo\",le=\"+Inf\"} 3\n").c_str()));
    EXPECT_TRUE(has((name + "_count{server_address=\"odoo\"} 3\n").c_str()));
    EXPECT_TRUE(has((name + "_sum{server_address=\"odoo\"} 60.010000001\n").c_str()));
}

TEST(ExpositionTest, LabelsAreEscapedAndWhatWasNeverSeenIsLeftOut) {
    const std::string text = prometheus_text(example());
    EXPECT_NE(
        text.find(R"(drydock_call_errors_total{error_type="a \"b\" \\ c\nd"} 3)"), std::string::npos
    );
    EXPECT_EQ(text.find("drydock_nothing"), std::string::npos);
    EXPECT_NE(text.find("drydock_order_age_max_seconds 90.5\n"), std::string::npos);
}

// Source: OpenMetrics 1.0.0: counters are named without "_total" in their metadata.
TEST(ExpositionTest, OpenMetricsHasUnitsExemplarsAndAnEnd) {
    const std::string text = openmetrics_text(example());
    EXPECT_NE(text.find("# TYPE drydock_call_errors counter\n"), std::string::npos);
    EXPECT_NE(text.find("# UNIT drydock_order_age_max_seconds seconds\n"), std::string::npos);
    EXPECT_NE(
        text.find("le=\"0.01\"} 2 # {trace_id=\"00000000000000010000000000000002\"} 0.007 "
                  "1520879607.789\n"),
        std::string::npos
    );
    EXPECT_TRUE(text.ends_with("# EOF\n"));
    EXPECT_EQ(prometheus_text(example()).find("trace_id"), std::string::npos);
}

TEST(ExpositionTest, PromtoolAcceptsIt) {
    if (std::system("command -v promtool >/dev/null") != 0) {
        GTEST_SKIP() << "promtool is not installed (Debian's package prometheus has it)";
    }
    const auto file = std::filesystem::temp_directory_path() / "drydock_exposition_test.txt";
    std::ofstream{file} << prometheus_text(example());
    const std::string command = fmt::format("promtool check metrics < {} >&2", file.string());
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace drydock::reports
