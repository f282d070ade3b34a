#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "harness/oracles/evidence.hpp"

namespace drydock::harness {

/// Sale orders of that order that were cancelled while another of it lives. `order` is its place in
/// the OrderIndex.
[[nodiscard]] std::uint64_t sale_orders_taken_back(const Evidence& evidence, std::uint32_t order);

/// By the carrier's ledger: labels that were voided while their parcel has another that was not.
/// Each element is the parcel's number.
[[nodiscard]] std::vector<std::string_view> labels_taken_back(const Evidence& evidence);

}  // namespace drydock::harness
