#include "reports/traces/otlp_json.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace drydock::reports {

namespace {

/// W3C flags in the low byte, sampled and random, and that the parent is known not to be remote.
/// Source: opentelemetry-proto 1.3, trace.proto, SpanFlags.
constexpr std::string_view flags_local = ",\"flags\":259}";
/// That it is known to be remote.
constexpr std::string_view flags_remote = ",\"flags\":771}";

using Buffer = std::string;

void put(Buffer& out, std::string_view text) {
    out.append(text);
}

/// Source: RFC 8259, 7. Text that is no UTF-8 never gets here: names and paths are ASCII.
void put_string(Buffer& out, std::string_view text) {
    out.push_back('"');
    while (!text.empty()) {
        const auto plain = std::ranges::find_if(text, [](char character) {
            return character == '"' || character == '\\' ||
                   static_cast<unsigned char>(character) < 0x20;
        });
        const auto size = static_cast<std::size_t>(plain - text.begin());
        put(out, text.substr(0, size));
        if (size == text.size()) {
            break;
        }
        if (*plain == '"' || *plain == '\\') {
            out.push_back('\\');
            out.push_back(*plain);
        } else {
            fmt::format_to(
                std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(*plain)
            );
        }
        text.remove_prefix(size + 1);
    }
    out.push_back('"');
}

void put_hex(Buffer& out, std::uint64_t word) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4) {
        out.push_back(digits[(word >> static_cast<unsigned>(shift)) & 0xFU]);
    }
}

/// 64-bit integers are strings in JSON: a double could not hold them.
void put_integer(Buffer& out, std::int64_t number) {
    const fmt::format_int text{number};
    out.push_back('"');
    put(out, {text.data(), text.size()});
    out.push_back('"');
}

struct ValueWriter {
    Buffer& out;
    void operator()(std::string_view text) const {
        put(out, "{\"stringValue\":");
        put_string(out, text);
    }
    void operator()(std::int64_t number) const {
        put(out, "{\"intValue\":");
        put_integer(out, number);
    }
    void operator()(bool yes) const {
        put(out, "{\"boolValue\":");
        put(out, yes ? "true" : "false");
    }
};

void put_attributes(Buffer& out, const std::vector<Attribute>& attributes) {
    if (attributes.empty()) {
        return;
    }
    put(out, ",\"attributes\":[");
    for (std::size_t index = 0; index < attributes.size(); ++index) {
        put(out, index == 0 ? "{\"key\":" : ",{\"key\":");
        put_string(out, attributes[index].key);
        put(out, ",\"value\":");
        std::visit(ValueWriter{out}, attributes[index].value);
        put(out, "}}");
    }
    out.push_back(']');
}

void put_trace(Buffer& out, const TraceId& trace) {
    put(out, "{\"traceId\":\"");
    put_hex(out, trace.words[0]);
    put_hex(out, trace.words[1]);
    put(out, "\",\"spanId\":\"");
}

void put_span(Buffer& out, const Span& span) {
    put_trace(out, span.trace);
    put_hex(out, span.id.word);
    if (span.parent.word != 0) {
        put(out, "\",\"parentSpanId\":\"");
        put_hex(out, span.parent.word);
    }
    put(out, "\",\"name\":");
    put_string(out, span.name);
    put(out, ",\"kind\":");
    out.push_back(static_cast<char>('0' + static_cast<int>(span.kind)));
    put(out, ",\"startTimeUnixNano\":");
    put_integer(out, span.start_unix_ns);
    put(out, ",\"endTimeUnixNano\":");
    put_integer(out, span.end_unix_ns);
    put_attributes(out, span.attributes);
    for (std::size_t index = 0; index < span.events.size(); ++index) {
        const SpanEvent& event = span.events[index];
        put(out, index == 0 ? ",\"events\":[{\"timeUnixNano\":" : ",{\"timeUnixNano\":");
        put_integer(out, event.at_unix_ns);
        put(out, ",\"name\":");
        put_string(out, event.name);
        put_attributes(out, event.attributes);
        put(out, index + 1 == span.events.size() ? "}]" : "}");
    }
    for (std::size_t index = 0; index < span.links.size(); ++index) {
        const SpanLink& link = span.links[index];
        put(out, index == 0 ? ",\"links\":[" : ",");
        put_trace(out, span.trace);
        put_hex(out, link.span.word);
        out.push_back('"');
        put_attributes(out, {{"link.reason", link.reason}});
        put(out, index + 1 == span.links.size() ? "}]" : "}");
    }
    if (span.status != SpanStatus::unset) {
        put(out, ",\"status\":{\"code\":");
        out.push_back(static_cast<char>('0' + static_cast<int>(span.status)));
        if (!span.status_message.empty()) {
            put(out, ",\"message\":");
            put_string(out, span.status_message);
        }
        out.push_back('}');
    }
    put(out, span.has_remote_parent ? flags_remote : flags_local);
}

}  // namespace

std::string otlp_json(const std::vector<std::string>& services, std::span<const Span> spans) {
    std::vector<std::vector<const Span*>> by_service(services.size());
    for (const Span& span : spans) {
        by_service.at(span.service).push_back(&span);
    }
    Buffer out;
    constexpr std::size_t span_size_usual_bytes = 700;
    out.reserve(spans.size() * span_size_usual_bytes);
    put(out, "{\"resourceSpans\":[");
    bool first = true;
    for (std::size_t service = 0; service < services.size(); ++service) {
        if (by_service[service].empty()) {
            continue;
        }
        put(out, first ? "" : ",");
        first = false;
        put(out,
            "{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":");
        put_string(out, services[service]);
        put(out, "}},{\"key\":\"service.namespace\",\"value\":{\"stringValue\":\"drydock\"}}]}");
        put(out, ",\"scopeSpans\":[{\"scope\":{\"name\":\"drydock\"},\"spans\":[");
        for (std::size_t index = 0; index < by_service[service].size(); ++index) {
            put(out, index == 0 ? "" : ",");
            put_span(out, *by_service[service][index]);
        }
        put(out, "]}]}");
    }
    put(out, "]}\n");
    return out;
}

}  // namespace drydock::reports
