#pragma once

#include <vector>

#include "harness/oracles/evidence.hpp"
#include "harness/oracles/finding.hpp"
#include "harness/rehearsal/exchange_log.hpp"
#include "harness/verdict/fault_report.hpp"

namespace drydock::harness {

/// Fills in what came of every request that each fault met, from the exchanges and the ledgers.
/// `faults` are in the order of the plan, with their recovery judged.
void attribute_effects(
    const Evidence& evidence,
    const std::vector<Finding>& findings,
    const ExchangeLog& log,
    std::vector<FaultReport>& faults
);

}  // namespace drydock::harness
