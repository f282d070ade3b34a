#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/exchange.hpp"

namespace drydock::harness {

/// An answer of the control API: `text` is JSON.
[[nodiscard]] Response json_answer(std::uint16_t status, std::string_view text);

/// {"detail": ...}. Bytes of `detail` that are no UTF-8, of a file that is no scenario, are
/// replaced.
[[nodiscard]] Response json_refusal(std::uint16_t status, std::string_view detail);

}  // namespace drydock::harness
