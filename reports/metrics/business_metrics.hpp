#pragma once

#include <string>
#include <vector>

#include "core/node.hpp"
#include "harness/oracles/evidence.hpp"
#include "reports/metrics/snapshot.hpp"

namespace drydock::reports {

/// What the business asks while it runs, from the ledgers alone: what waits where and for how long,
/// and whose turn it is. `systems`: names by id.
void add_business_metrics(
    MetricsSnapshot& snapshot,
    const harness::Evidence& evidence,
    const std::vector<std::string>& systems,
    Instant now
);

/// Exceptions by their owners alone: what a runtime without its partners' ledgers knows.
void add_exception_metrics(MetricsSnapshot& snapshot, const Books& books);

/// What the runtime says of its queues, retries and breakers, by its gauges.
void add_runtime_metrics(MetricsSnapshot& snapshot, const std::vector<Gauge>& gauges);

}  // namespace drydock::reports
