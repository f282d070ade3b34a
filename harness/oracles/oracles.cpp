#include "harness/oracles/oracles.hpp"

namespace drydock::harness {

std::vector<Finding> run_oracles(const Evidence& evidence) {
    constexpr std::array oracles{
        lost_orders,
        doubled_orders,
        overshipped_lines,
        invoice_mismatches,
        invoiced_before_shipped,
        price_mismatches,
        duplicate_labels,
        stock_mismatches,
        parcels_in_flight,
        milestone_regressions,
        shipped_after_cancel,
        live_after_cancel,
        over_refunds,
        unsettled_orders};
    static_assert(oracles.size() == oracle_names.size());
    std::vector<Finding> findings;
    findings.reserve(oracles.size());
    for (const auto oracle : oracles) {
        findings.push_back(oracle(evidence));
    }
    return findings;
}

}  // namespace drydock::harness
