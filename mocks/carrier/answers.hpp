#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/exchange.hpp"

namespace drydock::mocks::carrier {

[[nodiscard]] Response answer_with(std::uint16_t status, Document body);

/// {"error":{"code":...,"message":...}}: how this carrier says no.
[[nodiscard]] Response error_answer(
    std::uint16_t status, std::string_view code, std::string_view message
);

[[nodiscard]] std::string tracking_code(std::uint32_t label);
[[nodiscard]] std::string shipment_id(std::uint32_t label);

}  // namespace drydock::mocks::carrier
