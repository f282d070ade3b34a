#pragma once

#include <nlohmann/json.hpp>

namespace drydock::harness::contract {

/// Members keep the order in which they were written: the order is a part of what is compared.
using Json = nlohmann::ordered_json;

}  // namespace drydock::harness::contract
