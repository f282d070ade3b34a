#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/trace_context.hpp"

namespace drydock::reports {

/// One fact about a span, an event or a link. The key outlives it, and so does a std::string_view.
struct Attribute {
    std::string_view key{};
    std::variant<std::string_view, std::string, std::int64_t, bool> value{};

    /// Empty when it is no text.
    [[nodiscard]] std::string_view text() const {
        if (const auto* const view = std::get_if<std::string_view>(&value)) {
            return *view;
        }
        const auto* const own = std::get_if<std::string>(&value);
        return own == nullptr ? std::string_view{} : std::string_view{*own};
    }
};

/// Source: opentelemetry-proto 1.3, trace.proto, Span.SpanKind.
enum class SpanKind : std::uint8_t {
    internal = 1,
    server = 2,
    client = 3,
    producer = 4,
    consumer = 5
};

/// Source: the same, Status.StatusCode.
enum class SpanStatus : std::uint8_t { unset = 0, ok = 1, error = 2 };

struct SpanEvent {
    std::int64_t at_unix_ns = 0;
    std::string_view name{};
    std::vector<Attribute> attributes{};
};

/// To another span of the same trace.
struct SpanLink {
    SpanId span{};
    std::string_view reason{};  ///< "retry_of", "queued_by", "copy_of".
};

/// Something that one system did for one order. Times are nanoseconds since 1970 in the scenario's
/// own time zone.
struct Span {
    TraceId trace{};
    SpanId id{};
    SpanId parent{};            ///< Zero for a root.
    std::uint32_t service = 0;  ///< Index into the list of services.
    SpanKind kind = SpanKind::internal;
    SpanStatus status = SpanStatus::unset;
    bool has_remote_parent = false;  ///< Another process has written the parent.
    std::int64_t start_unix_ns = 0;
    std::int64_t end_unix_ns = 0;  ///< Not before the start.
    std::string name{};
    std::string status_message{};
    std::vector<Attribute> attributes{};
    std::vector<SpanEvent> events{};
    std::vector<SpanLink> links{};
};

/// Spans with the names of the systems that they are of.
struct TraceBatch {
    std::vector<std::string> services{};
    std::vector<Span> spans{};
};

}  // namespace drydock::reports
