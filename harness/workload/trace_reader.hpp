#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/expected.hpp"
#include "harness/workload/product_list.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::harness {

/// A cancellation as the trace has it: it names products, not orders.
struct TraceCancellation {
    Instant at;
    std::string number;
    std::uint64_t customer = 0;
    LineRange lines;  ///< Of Trace::cancelled.
};

/// The lines of an order trace that fall into the window, sorted out by what they are.
struct Trace {
    ProductList products;
    std::vector<DemandOrder> orders;
    std::vector<DemandLine> lines;
    std::vector<TraceCancellation> cancellations;
    std::vector<StockLine> cancelled;
    WorkloadStatistics statistics;
};

[[nodiscard]] expected<void, WorkloadError> read_trace(
    const std::string& path, const WorkloadSpec& spec, const Calendar& calendar, Trace& trace
);

}  // namespace drydock::harness
