#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"

namespace drydock::live {

/// Names the call that a request belongs to: the run's token, a dot, the call's number. Taken off
/// before a Node sees the request.
inline constexpr std::string_view call_header = "X-Drydock-Call";

/// Names the span that a request is to its caller. Source: W3C Trace Context, 3.2.
inline constexpr std::string_view trace_header = "traceparent";

/// That one, or the one that may go with it, in any case.
[[nodiscard]] bool is_trace_header(std::string_view name);

/// As the virtual World has it: start line and usual fields.
inline constexpr std::uint64_t head_size_bytes = 400;

/// Bytes on a link.
[[nodiscard]] inline std::uint64_t size_of(
    std::string_view body, const std::vector<Header>& headers
) {
    std::uint64_t size = head_size_bytes + body.size();
    for (const Header& header : headers) {
        size += header.name.size() + header.value.size() + 4;
    }
    return size;
}

}  // namespace drydock::live
