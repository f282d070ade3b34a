#include "reports/traces/otlp_exporter.hpp"

#include <deque>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/document_text.hpp"
#include "reports/traces/jaeger_check.hpp"

namespace drydock::reports {
namespace {

/// Answers what it is told to, then 200.
class ScriptedPort final : public HttpPort {
public:
    std::deque<Outcome> script;
    std::vector<std::string> bodies;
    std::vector<Duration> waits;

    Outcome call(const Request& request) override {
        EXPECT_EQ(request.path, "/v1/traces");
        EXPECT_EQ(request.header("content-type"), "application/json");
        bodies.emplace_back(request.body_text());
        if (script.empty()) {
            return answer(200, "{}");
        }
        Outcome outcome = script.front();
        script.pop_front();
        return outcome;
    }
    void wait(Duration duration) override { waits.push_back(duration); }

    static Outcome answer(std::uint16_t status, std::string_view body) {
        Outcome outcome;
        outcome.response.status = status;
        outcome.response.body = *parse_document(body);
        return outcome;
    }
    static Outcome cut_off() {
        Outcome outcome;
        outcome.delivery = Delivery::reset_after_sent;
        return outcome;
    }
};

TraceBatch batch_of(std::size_t traces) {
    TraceBatch batch = canonical_trace(0, 1'000'000'000);
    for (std::size_t number = 1; number < traces; ++number) {
        const TraceBatch more = canonical_trace(number, 1'000'000'000);
        batch.spans.insert(batch.spans.end(), more.spans.begin(), more.spans.end());
    }
    return batch;
}

TEST(OtlpExporterTest, SendsEverySpanOnceInBatchesOfAtMostTheBound) {
    ScriptedPort port;
    const TraceBatch batch = batch_of(10);
    OtlpExportSettings settings;
    settings.spans_of_batch_max = 7;
    const OtlpExport result = export_traces(batch, port, settings);
    EXPECT_EQ(result.spans_sent, batch.spans.size());
    EXPECT_EQ(result.posts, (batch.spans.size() + 6) / 7);
    std::set<std::string> ids;
    for (const std::string& body : port.bodies) {
        std::size_t spans = 0;
        const auto json = nlohmann::json::parse(body);
        for (const auto& resource : json["resourceSpans"]) {
            for (const auto& span : resource["scopeSpans"][0]["spans"]) {
                EXPECT_TRUE(ids.insert(span["spanId"]).second);
                ++spans;
            }
        }
        EXPECT_LE(spans, 7U);
    }
    EXPECT_EQ(ids.size(), batch.spans.size());
}

// Source: opentelemetry-proto 1.3, OTLP/HTTP response, failures.
TEST(OtlpExporterTest, TriesAgainOnlyWhatMayBeTriedAgain) {
    for (const std::uint16_t status : std::initializer_list<std::uint16_t>{429, 502, 503, 504}) {
        ScriptedPort port;
        port.script = {ScriptedPort::answer(status, "{}")};
        const OtlpExport result = export_traces(batch_of(1), port);
        EXPECT_EQ(result.posts, 2U) << status;
        EXPECT_EQ(result.spans_dropped, 0U) << status;
    }
    for (const std::uint16_t status :
         std::initializer_list<std::uint16_t>{400, 401, 404, 413, 500, 501}) {
        ScriptedPort port;
        port.script = {ScriptedPort::answer(status, R"({"code":3,"message":"no"})")};
        const OtlpExport result = export_traces(batch_of(1), port);
        EXPECT_EQ(result.posts, 1U) << status;
        EXPECT_EQ(result.spans_dropped, batch_of(1).spans.size()) << status;
        EXPECT_NE(result.problem.find("no"), std::string::npos);
    }
    ScriptedPort port;
    port.script = {ScriptedPort::cut_off()};
    EXPECT_EQ(export_traces(batch_of(1), port).retries, 1U);
}

TEST(OtlpExporterTest, WaitsAsLongAsTheReceiverAsks) {
    ScriptedPort port;
    port.script = {ScriptedPort::answer(503, "{}")};
    port.script.front().response.retry_after = 7 * one_second;
    static_cast<void>(export_traces(batch_of(1), port));
    EXPECT_EQ(port.waits, std::vector<Duration>{7 * one_second});
}

TEST(OtlpExporterTest, WaitsLongerEachTimeAndGivesUpWithACount) {
    ScriptedPort port;
    port.script.assign(100, ScriptedPort::cut_off());
    OtlpExportSettings settings;
    settings.tries_max = 5;
    const OtlpExport result = export_traces(batch_of(1), port, settings);
    EXPECT_EQ(result.posts, 5U);
    EXPECT_EQ(result.spans_sent, 0U);
    EXPECT_EQ(result.spans_dropped, batch_of(1).spans.size());
    ASSERT_EQ(port.waits.size(), 4U);
    for (std::size_t index = 0; index < port.waits.size(); ++index) {
        const Duration whole = settings.wait_first * (std::int64_t{1} << index);
        EXPECT_GE(port.waits[index], whole / 2);
        EXPECT_LE(port.waits[index], whole);
    }
}

TEST(OtlpExporterTest, NeverWaitsLongerInAllThanItMay) {
    ScriptedPort port;
    port.script.assign(1'000, ScriptedPort::cut_off());
    OtlpExportSettings settings;
    settings.spans_of_batch_max = 1;
    settings.wait_total_max = 5 * one_second;
    const OtlpExport result = export_traces(batch_of(20), port, settings);
    Duration waited{};
    for (const Duration wait : port.waits) {
        waited += wait;
    }
    EXPECT_LE(waited, settings.wait_total_max);
    EXPECT_EQ(result.spans_dropped, batch_of(20).spans.size());
}

TEST(OtlpExporterTest, WhatItMayWaitIsRenewedByABatchThatGetsThrough) {
    ScriptedPort port;
    for (int batch = 0; batch < 20; ++batch) {
        port.script.push_back(ScriptedPort::cut_off());
        port.script.push_back(ScriptedPort::answer(200, "{}"));
    }
    OtlpExportSettings settings;
    settings.spans_of_batch_max = batch_of(1).spans.size();
    settings.wait_total_max = settings.wait_first;
    const OtlpExport result = export_traces(batch_of(20), port, settings);
    EXPECT_EQ(result.spans_dropped, 0U);
    EXPECT_EQ(result.spans_sent, batch_of(20).spans.size());
}

TEST(OtlpExporterTest, APartialSuccessIsCountedAndNotRepeated) {
    ScriptedPort port;
    port.script = {ScriptedPort::answer(
        200, R"({"partialSuccess":{"rejectedSpans":"3","errorMessage":"too old"}})"
    )};
    const OtlpExport result = export_traces(batch_of(1), port);
    EXPECT_EQ(result.posts, 1U);
    EXPECT_EQ(result.spans_rejected, 3U);
    EXPECT_EQ(result.spans_sent + 3, batch_of(1).spans.size());
    EXPECT_EQ(result.problem, "rejected: too old");
}

TEST(OtlpExporterTest, NothingIsNotSent) {
    ScriptedPort port;
    EXPECT_EQ(export_traces({}, port).posts, 0U);
}

}  // namespace
}  // namespace drydock::reports
