#include "reports/traces/jaeger_check.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/calendar.hpp"

namespace drydock::reports {

namespace {

constexpr std::string_view order_key = "drydock.order.number";

/// What is compared of one span, as either API says it.
struct SpanFacts {
    std::string service;
    std::string name;
    std::string parent;
    std::string kind;
    std::set<std::string> links;
    bool error = false;

    friend bool operator==(const SpanFacts&, const SpanFacts&) = default;
};
using Facts = std::map<std::string, SpanFacts>;  ///< By span id.

std::string_view kind_name(std::int64_t kind) {
    constexpr std::array<std::string_view, 6> names{
        "", "internal", "server", "client", "producer", "consumer"};
    return kind >= 0 && kind < 6 ? names.at(static_cast<std::size_t>(kind)) : "";
}

Facts facts_of(const TraceBatch& batch) {
    Facts facts;
    for (const Span& span : batch.spans) {
        SpanFacts& fact = facts[to_hex(span.id)];
        fact.service = batch.services.at(span.service);
        fact.name = span.name;
        fact.parent = span.parent.word == 0 ? "" : to_hex(span.parent);
        fact.kind = kind_name(static_cast<std::int64_t>(span.kind));
        fact.error = span.status == SpanStatus::error;
        for (const SpanLink& link : span.links) {
            fact.links.insert(to_hex(link.span));
        }
    }
    return facts;
}

/// `resourceSpans` of OTLP JSON.
Facts read_otlp(Value resource_spans) {
    Facts facts;
    for (const Value resource : resource_spans) {
        std::string service;
        for (const Value attribute : resource["resource"]["attributes"]) {
            if (attribute["key"].string() == "service.name") {
                service = attribute["value"]["stringValue"].string();
            }
        }
        for (const Value scope : resource["scopeSpans"]) {
            for (const Value span : scope["spans"]) {
                SpanFacts& fact = facts[std::string{span["spanId"].string()}];
                fact.service = service;
                fact.name = span["name"].string();
                fact.parent = span["parentSpanId"].string();
                fact.kind = kind_name(span["kind"].integer_or(0));
                fact.error = span["status"]["code"].integer_or(0) == 2;
                for (const Value link : span["links"]) {
                    fact.links.emplace(link["spanId"].string());
                }
            }
        }
    }
    return facts;
}

/// `data[0]` of the API before v3: links and parents are both references.
Facts read_legacy(Value trace) {
    Facts facts;
    for (const Value span : trace["spans"]) {
        SpanFacts& fact = facts[std::string{span["spanID"].string()}];
        fact.name = span["operationName"].string();
        const Value process = trace["processes"][Key::of_text(span["processID"].string())];
        fact.service = process["serviceName"].string();
        for (const Value reference : span["references"]) {
            const std::string id{reference["spanID"].string()};
            if (reference["refType"].string() == "CHILD_OF") {
                fact.parent = id;
            } else {
                fact.links.insert(id);
            }
        }
        for (const Value tag : span["tags"]) {
            if (tag["key"].string() == "span.kind") {
                fact.kind = tag["value"].string();
            } else if (tag["key"].string() == "error") {
                fact.error = tag["value"].is_true();
            }
        }
    }
    return facts;
}

Outcome get(HttpPort& port, std::string path) {
    Request request;
    request.method = Method::get;
    request.path = std::move(path);
    request.headers = {{"Accept", "application/json"}};
    return port.call(request);
}

/// Export is asynchronous: reads until all spans are there, or time is up.
Facts read_back(const TraceBatch& batch, HttpPort& query, JaegerCheck& check) {
    const std::string trace = to_hex(batch.spans.front().trace);
    Facts facts;
    Duration waited{};
    Duration wait = one_second / 20;
    while (true) {
        const Outcome by_v3 = get(query, fmt::format("/api/v3/traces/{}?rawTraces=true", trace));
        const Value resources = by_v3.response.body["result"]["resourceSpans"];
        check.by_v3 = by_v3.answered() && resources.is_array();
        if (check.by_v3) {
            facts = read_otlp(resources);
        } else {
            const Outcome legacy = get(query, fmt::format("/api/traces/{}?raw=true", trace));
            facts = read_legacy(legacy.response.body["data"].at(0));
        }
        if (facts.size() >= batch.spans.size() || waited >= 10 * one_second) {
            return facts;
        }
        query.wait(wait);
        waited += wait;
        wait = std::min(wait * 2, one_second);
    }
}

/// Percent-encoded as a query needs it. Source: RFC 3986, 2.3.
std::string encode(std::string_view text) {
    std::string encoded;
    for (const char character : text) {
        const bool plain = (character >= 'a' && character <= 'z') ||
                           (character >= 'A' && character <= 'Z') ||
                           (character >= '0' && character <= '9') || character == '-' ||
                           character == '.' || character == '_';
        encoded += plain ? std::string{character}
                         : fmt::format("%{:02X}", static_cast<unsigned char>(character));
    }
    return encoded;
}

std::string date_of(std::int64_t unix_ns) {
    const Calendar calendar{{}};
    return to_text(calendar.date_time_of(Instant{Duration{unix_ns}})) + "Z";
}

std::string order_of(const Span& span) {
    for (const Attribute& attribute : span.attributes) {
        if (attribute.key == order_key) {
            return std::string{attribute.text()};
        }
    }
    return {};
}

bool found_by_order(const TraceBatch& batch, HttpPort& query, bool by_v3) {
    const Span& root = batch.spans.front();
    const std::string service = batch.services.at(root.service);
    const std::string tags = encode(fmt::format(R"({{"{}":"{}"}})", order_key, order_of(root)));
    const std::int64_t from = root.start_unix_ns - one_hour.count();
    const std::int64_t to = root.end_unix_ns + one_hour.count();
    if (by_v3) {
        const Outcome found =
            get(query,
                fmt::format(
                    "/api/v3/traces?query.service_name={}&query.attributes={}"
                    "&query.start_time_min={}&query.start_time_max={}"
                    "&query.search_depth=20&query.num_traces=20",
                    encode(service),
                    tags,
                    encode(date_of(from)),
                    encode(date_of(to))
                ));
        return read_otlp(found.response.body["result"]["resourceSpans"]).contains(to_hex(root.id));
    }
    const Outcome found =
        get(query,
            fmt::format(
                "/api/traces?service={}&tags={}&start={}&end={}",
                encode(service),
                tags,
                from / 1'000,
                to / 1'000
            ));
    return read_legacy(found.response.body["data"].at(0)).contains(to_hex(root.id));
}

}  // namespace

JaegerCheck check_jaeger(const TraceBatch& batch, HttpPort& query) {
    JaegerCheck check;
    const Facts sent = facts_of(batch);
    const Facts read = read_back(batch, query, check);
    check.spans_read = read.size();
    for (const auto& [id, span] : sent) {
        const auto found = read.find(id);
        if (found == read.end()) {
            check.problems.push_back(fmt::format("span {} ({}) is not there", id, span.name));
        } else if (!(found->second == span)) {
            check.problems.push_back(fmt::format("span {} ({}) came back different", id, span.name)
            );
        }
    }
    if (read.size() > sent.size()) {
        check.problems.push_back("there are more spans than were sent");
    }
    if (check.problems.empty() && !found_by_order(batch, query, check.by_v3)) {
        check.problems.push_back("the trace is not found by its service and its order");
    }
    return check;
}

TraceBatch canonical_trace(std::uint64_t number, std::int64_t now_unix_ns) {
    const std::string order = fmt::format("canonical-{}", number);
    const TraceId trace = trace_of(number, order);
    TraceBatch batch;
    batch.services = {"drydock-verify-shop", "drydock-verify-runtime"};
    const auto add = [&](SpanKind kind, std::uint32_t service, std::size_t parent, const char* name
                     ) {
        const std::size_t at = batch.spans.size();
        Span& span = batch.spans.emplace_back();
        span.trace = trace;
        span.id = span_of(trace, at);
        span.parent = at == 0 ? SpanId{} : batch.spans[parent].id;
        span.kind = kind;
        span.service = service;
        span.name = name;
        span.start_unix_ns = now_unix_ns + static_cast<std::int64_t>(at) * 1'000'000;
        span.end_unix_ns = span.start_unix_ns + 5'000'000 + 476'319;
        span.attributes = {{order_key, order}};
        return at;
    };
    const std::size_t root = add(SpanKind::producer, 0, 0, "create order");
    const std::size_t lost = add(SpanKind::client, 0, root, "POST webhooks/storefront");
    batch.spans[lost].status = SpanStatus::error;
    batch.spans[lost].attributes.push_back({"error.type", std::string_view{"timeout"}});
    batch.spans[lost].events.push_back(
        {batch.spans[lost].start_unix_ns,
         "fault.injected",
         {{"fault.id", std::string_view{"lost"}}}}
    );
    const std::size_t again = add(SpanKind::client, 0, root, "POST webhooks/storefront");
    batch.spans[again].links.push_back({batch.spans[lost].id, "retry_of"});
    batch.spans[again].attributes.push_back({"http.request.resend_count", std::int64_t{1}});
    const std::size_t taken = add(SpanKind::server, 1, again, "POST webhooks/storefront");
    const std::size_t job = add(SpanKind::consumer, 1, root, "process order");
    batch.spans[job].links.push_back({batch.spans[taken].id, "queued_by"});
    return batch;
}

}  // namespace drydock::reports
