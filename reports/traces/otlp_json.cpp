#include "reports/traces/otlp_json.hpp"

#include <array>
#include <cstring>

#include <fmt/format.h>

namespace drydock::reports {

namespace {

/// W3C flags in the low byte, sampled and random, and that the parent is known not to be remote.
/// Source: opentelemetry-proto 1.3, trace.proto, SpanFlags.
constexpr std::string_view flags_local = ",\"flags\":259}";
/// That it is known to be remote.
constexpr std::string_view flags_remote = ",\"flags\":771}";

using Buffer = TextBuffer;

void put(Buffer& out, std::string_view text) {
    out.put(text);
}

/// Whether one of eight characters is '"', a backslash or below 0x20: each byte of the result that
/// is not 0 may be one, and all are 0 only where none is.
std::uint64_t special_in(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    const auto zero_in = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & tops; };
    constexpr std::uint64_t quotes = ones * static_cast<unsigned char>('"');
    constexpr std::uint64_t backslashes = ones * static_cast<unsigned char>('\\');
    return zero_in(word ^ quotes) | zero_in(word ^ backslashes) | zero_in(word & (ones * 0xE0));
}

bool is_special(char character) {
    return character == '"' || character == '\\' || static_cast<unsigned char>(character) < 0x20;
}

/// Of the text's begin, how much can be written as it is.
std::size_t plain_size(std::string_view text) {
    std::size_t size = 0;
    while (text.size() - size >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + size, sizeof word);
        if (special_in(word) != 0) {
            break;
        }
        size += sizeof word;
    }
    while (size < text.size() && !is_special(text[size])) {
        ++size;
    }
    return size;
}

/// Source: RFC 8259, 7. Text that is no UTF-8 never gets here: names and paths are ASCII.
void put_string(Buffer& out, std::string_view text) {
    out.put('"');
    for (;;) {
        const std::size_t size = plain_size(text);
        put(out, text.substr(0, size));
        if (size == text.size()) {
            break;
        }
        const char special = text[size];
        if (special == '"' || special == '\\') {
            out.put('\\');
            out.put(special);
        } else {
            put(out, fmt::format("\\u{:04x}", static_cast<unsigned char>(special)));
        }
        text.remove_prefix(size + 1);
    }
    out.put('"');
}

/// All bytes as two digits each.
constexpr std::array<std::array<char, 2>, 256> hex_pairs = [] {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<std::array<char, 2>, 256> pairs{};
    for (std::size_t byte = 0; byte < pairs.size(); ++byte) {
        pairs[byte] = {digits[byte / 16], digits[byte % 16]};
    }
    return pairs;
}();

void put_hex(Buffer& out, std::uint64_t word) {
    std::array<char, 16> text{};
    for (std::size_t place = text.size(); place > 0; place -= 2) {
        std::memcpy(text.data() + place - 2, hex_pairs[word & 0xFFU].data(), 2);
        word >>= 8U;
    }
    out.put(std::string_view{text.data(), text.size()});
}

/// 64-bit integers are strings in JSON: a double could not hold them.
void put_integer(Buffer& out, std::int64_t number) {
    const fmt::format_int text{number};
    out.put('"');
    put(out, {text.data(), text.size()});
    out.put('"');
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
        // Keys are names in the code: there is nothing in them to escape.
        put(out, index == 0 ? "{\"key\":\"" : ",{\"key\":\"");
        put(out, attributes[index].key);
        put(out, "\",\"value\":");
        std::visit(ValueWriter{out}, attributes[index].value);
        put(out, "}}");
    }
    out.put(']');
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
    out.put(static_cast<char>('0' + static_cast<int>(span.kind)));
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
        out.put('"');
        put(out, ",\"attributes\":[{\"key\":\"link.reason\",\"value\":{\"stringValue\":\"");
        put(out, link.reason);
        put(out, "\"}}]");
        put(out, index + 1 == span.links.size() ? "}]" : "}");
    }
    if (span.status != SpanStatus::unset) {
        put(out, ",\"status\":{\"code\":");
        out.put(static_cast<char>('0' + static_cast<int>(span.status)));
        if (!span.status_message.empty()) {
            put(out, ",\"message\":");
            put_string(out, span.status_message);
        }
        out.put('}');
    }
    put(out, span.has_remote_parent ? flags_remote : flags_local);
}

}  // namespace

OtlpDocument::OtlpDocument(const std::vector<std::string>& services)
    : services_{services}, by_service_(services.size()), text_{} {
    put(text_, "{\"resourceSpans\":[");
}

void OtlpDocument::add(std::span<const Span> spans) {
    for (auto& of_service : by_service_) {
        of_service.clear();
    }
    for (const Span& span : spans) {
        by_service_.at(span.service).push_back(&span);
    }
    constexpr std::size_t span_size_usual_bytes = 700;
    text_.reserve(spans.size() * span_size_usual_bytes);
    for (std::size_t service = 0; service < services_.size(); ++service) {
        if (by_service_[service].empty()) {
            continue;
        }
        put(text_, is_empty_ ? "" : ",");
        is_empty_ = false;
        put(text_,
            "{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":");
        put_string(text_, services_[service]);
        put(text_, "}},{\"key\":\"service.namespace\",\"value\":{\"stringValue\":\"drydock\"}}]}");
        put(text_, ",\"scopeSpans\":[{\"scope\":{\"name\":\"drydock\"},\"spans\":[");
        for (std::size_t index = 0; index < by_service_[service].size(); ++index) {
            put(text_, index == 0 ? "" : ",");
            put_span(text_, *by_service_[service][index]);
        }
        put(text_, "]}]}");
    }
}

std::string otlp_json(const std::vector<std::string>& services, std::span<const Span> spans) {
    OtlpDocument document{services};
    document.add(spans);
    document.end();
    return std::string{document.text()};
}

}  // namespace drydock::reports
