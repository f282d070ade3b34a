#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace drydock {

/// Names one trace. Never all zero.
/// Source: W3C Trace Context, Recommendation of 23 November 2021, 3.2.2.3.
struct TraceId {
    std::array<std::uint64_t, 2> words{};  ///< The more significant one first.
    friend bool operator==(const TraceId&, const TraceId&) = default;
};

/// Names one span of a trace. Never zero.
struct SpanId {
    std::uint64_t word = 0;
    friend bool operator==(SpanId, SpanId) = default;
};

/// What the header `traceparent` says.
struct TraceContext {
    TraceId trace;
    SpanId parent;
    bool sampled = false;
};

/// The trace of the order of that number: the same in every run of that seed, random enough to set
/// the flag for that.
[[nodiscard]] TraceId trace_of(std::uint64_t seed, std::string_view order_number);
/// The span of that number within a trace, from 0.
[[nodiscard]] SpanId span_of(const TraceId& trace, std::uint64_t number);

/// 32 and 16 lower-case digits.
[[nodiscard]] std::string to_hex(const TraceId& trace);
[[nodiscard]] std::string to_hex(SpanId span);

/// "00-<trace>-<parent>-03": sampled, and the id is random. Source: the same, level 2, 3.2.2.5.
[[nodiscard]] std::string to_traceparent(const TraceContext& context);

/// None when the header is invalid: a new trace begins then. Of a version above 00 only what 00
/// knows is read. Source: the same, 3.2.2 and 4.3.
[[nodiscard]] std::optional<TraceContext> read_traceparent(std::string_view header);

}  // namespace drydock
