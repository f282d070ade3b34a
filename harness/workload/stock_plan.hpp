#pragma once

#include "core/calendar.hpp"
#include "core/draws.hpp"
#include "core/landscape/demand.hpp"
#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// Gives the demand its stock of the start and its weekly receipts, both from its own orders:
/// enough in all, and sometimes too little of single products. Orders are sorted by time; the
/// calendar starts at midnight of the window's first day.
void plan_stock(
    const WorkloadSpec& spec, const Draws& draws, const Calendar& calendar, Demand& demand
);

}  // namespace drydock::harness
