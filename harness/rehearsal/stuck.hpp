#pragma once

#include "harness/oracles/evidence.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

/// Says of every offender against a rule about the end where its order is stuck, and in which phase
/// it was placed. Phases must be there already.
void tell_where_stuck(const Evidence& evidence, Verdict& verdict);

}  // namespace drydock::harness
