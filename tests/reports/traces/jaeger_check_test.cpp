#include "reports/traces/jaeger_check.hpp"

#include <array>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/calendar.hpp"
#include "core/document_text.hpp"
#include "reports/traces/otlp_json.hpp"

namespace drydock::reports {
namespace {

/// The query API over what was stored, the newer one or the older one.
class FakeJaeger final : public HttpPort {
public:
    TraceBatch stored;
    bool has_v3 = true;
    int answers_late = 0;  ///< Queries before the export has come through.
    Duration waited{};

    Outcome call(const Request& request) override {
        const bool asks_v3 = request.path.starts_with("/api/v3/");
        if (asks_v3 != has_v3 || answers_late-- > 0) {
            return answer(404, R"({"error":{"httpCode":404}})");
        }
        if (has_v3) {
            const std::string otlp = otlp_json(stored.services, stored.spans);
            return answer(200, "{\"result\":" + otlp + "}");
        }
        return answer(200, legacy().dump());
    }
    void wait(Duration duration) override { waited += duration; }

private:
    static Outcome answer(std::uint16_t status, const std::string& body) {
        Outcome outcome;
        outcome.response.status = status;
        outcome.response.body = *parse_document(body);
        return outcome;
    }
    // Source: notes on observability, d4, the format of the page's own API.
    [[nodiscard]] nlohmann::json legacy() const {
        nlohmann::json trace;
        for (const Span& span : stored.spans) {
            nlohmann::json json{
                {"spanID", to_hex(span.id)},
                {"operationName", span.name},
                {"processID", "p" + std::to_string(span.service)},
                {"references", nlohmann::json::array()}};
            if (span.parent.word != 0) {
                json["references"].push_back(
                    {{"refType", "CHILD_OF"}, {"spanID", to_hex(span.parent)}}
                );
            }
            for (const SpanLink& link : span.links) {
                json["references"].push_back(
                    {{"refType", "FOLLOWS_FROM"}, {"spanID", to_hex(link.span)}}
                );
            }
            constexpr std::array<const char*, 6> kinds{
                "", "internal", "server", "client", "producer", "consumer"};
            json["tags"].push_back(
                {{"key", "span.kind"}, {"value", kinds.at(static_cast<std::size_t>(span.kind))}}
            );
            if (span.status == SpanStatus::error) {
                json["tags"].push_back({{"key", "error"}, {"value", true}});
            }
            trace["spans"].push_back(std::move(json));
        }
        for (std::size_t service = 0; service < stored.services.size(); ++service) {
            const std::string process = "p" + std::to_string(service);
            trace["processes"][process]["serviceName"] = stored.services[service];
        }
        return {{"data", {trace}}};
    }
};

TEST(JaegerCheckTest, FindsNothingWrongWithWhatCameBackAsItWasSent) {
    for (const bool has_v3 : {true, false}) {
        FakeJaeger jaeger;
        jaeger.stored = canonical_trace(1, 1'700'000'000'000'000'000);
        jaeger.has_v3 = has_v3;
        const JaegerCheck check = check_jaeger(jaeger.stored, jaeger);
        EXPECT_EQ(check.by_v3, has_v3);
        EXPECT_EQ(check.problems, std::vector<std::string>{});
        EXPECT_EQ(check.spans_read, jaeger.stored.spans.size());
    }
}

TEST(JaegerCheckTest, WaitsUntilTheExportHasComeThrough) {
    FakeJaeger jaeger;
    jaeger.stored = canonical_trace(1, 1'700'000'000'000'000'000);
    jaeger.answers_late = 3;
    EXPECT_TRUE(check_jaeger(jaeger.stored, jaeger).problems.empty());
    EXPECT_GT(jaeger.waited, Duration::zero());
}

TEST(JaegerCheckTest, NamesEachSpanThatIsMissingOrDifferent) {
    const TraceBatch sent = canonical_trace(1, 1'700'000'000'000'000'000);
    const auto problems = [&](auto change) {
        FakeJaeger jaeger;
        jaeger.stored = sent;
        change(jaeger.stored);
        return check_jaeger(sent, jaeger).problems.size();
    };
    EXPECT_EQ(problems([](TraceBatch& batch) { batch.spans.pop_back(); }), 1U);
    EXPECT_EQ(problems([](TraceBatch& batch) { batch.spans[1].status = SpanStatus::unset; }), 1U);
    EXPECT_EQ(problems([](TraceBatch& batch) { batch.spans[2].links.clear(); }), 1U);
    EXPECT_EQ(problems([](TraceBatch& batch) { batch.spans[3].parent = batch.spans[0].id; }), 1U);
    EXPECT_EQ(problems([](TraceBatch& batch) { batch.services[1] = "other"; }), 2U);
}

TEST(JaegerCheckTest, GivesUpAfterTenSeconds) {
    FakeJaeger jaeger;
    jaeger.answers_late = 1'000'000;
    const JaegerCheck check = check_jaeger(canonical_trace(1, 1'700'000'000'000'000'000), jaeger);
    EXPECT_EQ(check.problems.size(), 5U);
    EXPECT_GE(jaeger.waited, 10 * one_second);
    EXPECT_LE(jaeger.waited, 12 * one_second);
}

}  // namespace
}  // namespace drydock::reports
