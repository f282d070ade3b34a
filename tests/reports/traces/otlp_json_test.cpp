#include "reports/traces/otlp_json.hpp"

#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace drydock::reports {
namespace {

Span span_with_everything() {
    Span span;
    span.trace = {{0xf6ee6d4022b77356, 0x0b376bbe10ed7272}};
    span.id = {0x299b21bb7f755cd6};
    span.parent = {0x00f067aa0ba902b7};
    span.kind = SpanKind::server;
    span.status = SpanStatus::error;
    span.status_message = "cut off\nafter \"commit\"";
    span.start_unix_ns = 1'795'231'038'236'000'001;
    span.end_unix_ns = 1'795'231'038'236'476'319;
    span.name = "POST orders/ship";
    span.attributes = {
        {"http.response.status_code", std::int64_t{200}},
        {"drydock.live", true},
        {"url.path", std::string_view{"/a\\b"}}};
    span.events = {
        {1'795'231'038'236'355'387, "fault.injected", {{"fault.id", std::string{"lost"}}}}};
    span.links = {{{0xb7ad6b7169203331}, "retry_of"}};
    return span;
}

// Source: opentelemetry-proto 1.3, docs/specification.md, JSON Protobuf Encoding.
TEST(OtlpJsonTest, WritesIdsAsHexEnumsAsNumbersAndLongIntegersAsText) {
    const auto json =
        nlohmann::json::parse(otlp_json({"wms"}, std::vector{span_with_everything()}));
    const auto& resource = json["resourceSpans"][0];
    EXPECT_EQ(resource["resource"]["attributes"][0]["key"], "service.name");
    EXPECT_EQ(resource["resource"]["attributes"][0]["value"]["stringValue"], "wms");
    const auto& span = resource["scopeSpans"][0]["spans"][0];
    EXPECT_EQ(span["traceId"], "f6ee6d4022b773560b376bbe10ed7272");
    EXPECT_EQ(span["spanId"], "299b21bb7f755cd6");
    EXPECT_EQ(span["parentSpanId"], "00f067aa0ba902b7");
    EXPECT_EQ(span["kind"], 2);
    EXPECT_EQ(span["status"]["code"], 2);
    EXPECT_EQ(span["status"]["message"], "cut off\nafter \"commit\"");
    EXPECT_EQ(span["startTimeUnixNano"], "1795231038236000001");
    EXPECT_EQ(span["endTimeUnixNano"], "1795231038236476319");
    EXPECT_EQ(span["attributes"][0]["value"]["intValue"], "200");
    EXPECT_EQ(span["attributes"][1]["value"]["boolValue"], true);
    EXPECT_EQ(span["attributes"][2]["value"]["stringValue"], "/a\\b");
    EXPECT_EQ(span["events"][0]["timeUnixNano"], "1795231038236355387");
    EXPECT_EQ(span["events"][0]["attributes"][0]["key"], "fault.id");
    EXPECT_EQ(span["links"][0]["traceId"], span["traceId"]);
    EXPECT_EQ(span["links"][0]["spanId"], "b7ad6b7169203331");
    EXPECT_EQ(span["links"][0]["attributes"][0]["value"]["stringValue"], "retry_of");
    EXPECT_EQ(span["flags"], 0x103);
}

TEST(OtlpJsonTest, ARootHasNoParentAndWhatIsUnsetIsLeftOut) {
    Span span;
    span.trace = {{1, 2}};
    span.id = {3};
    const auto json = nlohmann::json::parse(otlp_json({"a", "b"}, std::vector{span}));
    ASSERT_EQ(json["resourceSpans"].size(), 1U);
    const auto& written = json["resourceSpans"][0]["scopeSpans"][0]["spans"][0];
    for (const char* const absent : {"parentSpanId", "status", "attributes", "events", "links"}) {
        EXPECT_FALSE(written.contains(absent)) << absent;
    }
}

TEST(OtlpJsonTest, EveryCharacterComesBackAsItWasWhereverItStands) {
    for (int character = 1; character < 0x7F; ++character) {
        for (std::size_t place = 0; place < 20; ++place) {
            std::string text(20, 'a');
            text[place] = static_cast<char>(character);
            Span span;
            span.trace = {{1, 2}};
            span.id = {3};
            span.name = text;
            const auto json = nlohmann::json::parse(otlp_json({"a"}, std::vector{span}));
            EXPECT_EQ(json["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["name"], text);
        }
    }
}

TEST(OtlpJsonTest, APieceAfterTheOtherIsOneDocumentWithEverySpanOnce) {
    const std::vector<std::string> services{"odoo", "wms"};
    OtlpDocument document{services};
    std::string text;
    for (std::uint64_t number = 1; number <= 3; ++number) {
        std::vector<Span> spans(2);
        for (std::uint32_t service = 0; service < 2; ++service) {
            spans[service].trace = {{number, number}};
            spans[service].id = {number * 2 + service};
            spans[service].service = service;
        }
        document.add(spans);
        text += document.text();
        document.clear();
    }
    document.end();
    text += document.text();
    std::set<std::string> ids;
    const auto json = nlohmann::json::parse(text);
    for (const auto& resource : json["resourceSpans"]) {
        for (const auto& span : resource["scopeSpans"][0]["spans"]) {
            EXPECT_TRUE(ids.insert(span["spanId"]).second);
        }
    }
    EXPECT_EQ(ids.size(), 6U);
}

}  // namespace
}  // namespace drydock::reports
