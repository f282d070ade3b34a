#pragma once

#include <string>

#include "harness/contract/call.hpp"

namespace drydock::harness::contract {

/// Why a recorded call is not sent to a database that others use; empty where it may be. Such a
/// database has other records, whose counts and lists tell nothing, and users and settings that
/// are not ours to change.
[[nodiscard]] std::string kept_from_live(const Call& call);

}  // namespace drydock::harness::contract
