#pragma once

#include <string>
#include <vector>

#include "reports/traces/http_port.hpp"
#include "reports/traces/span.hpp"

namespace drydock::reports {

/// A trace with one of everything that ours use: parents over two services, a retry with its link,
/// an error, an event of a fault, a queue hop. `number` makes it another trace.
[[nodiscard]] TraceBatch canonical_trace(std::uint64_t number, std::int64_t now_unix_ns);

struct JaegerCheck {
    bool by_v3 = false;  ///< Read by /api/v3; else by the API before it.
    std::size_t spans_read = 0;
    std::vector<std::string> problems;  ///< Each a sentence; empty when all is as it was sent.
};

/// Reads one trace of `batch` back from Jaeger's query API, waiting until it is there, 10 s at
/// most, and compares spans, services, parents, names, kinds, links and errors with what was sent;
/// then looks whether it is found by service and by the order's number. Source: jaeger-idl,
/// api_v3/query_service.proto; notes on observability, d4.
[[nodiscard]] JaegerCheck check_jaeger(const TraceBatch& batch, HttpPort& query);

}  // namespace drydock::reports
