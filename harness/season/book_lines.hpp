#pragma once

#include <vector>

#include "harness/season/stages.hpp"

namespace drydock::harness {

/// The season from the ledgers: demand and throughput as counts; what waits in each stage as
/// levels, "waiting_<stage>"; the slowest order to come to Odoo and to the warehouse, by when it
/// was placed, and the stalest stock, as levels in ms. Lines that are 0 all the time are left out.
[[nodiscard]] std::vector<Line> book_lines(
    const Evidence& evidence, const std::vector<std::string>& systems, Instant end, const Axis& axis
);

/// The last instant at which any ledger booked something, or a customer came.
[[nodiscard]] Instant last_booking(const Evidence& evidence);

}  // namespace drydock::harness
