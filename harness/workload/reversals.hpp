#pragma once

#include "core/landscape/demand.hpp"
#include "harness/workload/trace_reader.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::harness {

/// Makes the trace's cancellations into reversals of the demand's orders, which are sorted by time.
/// Each undoes the customer's latest sales of that product that were placed before and have units
/// left; what is more than those is counted, not reversed.
void match_cancellations(const Trace& trace, Demand& demand, WorkloadStatistics& counts);

}  // namespace drydock::harness
