#pragma once

#include <cstdint>
#include <string_view>

#include "core/exchange.hpp"

/// How a marketplace says that something is wrong.
/// Source: amzn/selling-partner-api-models, ErrorList.
namespace drydock::mocks::channels {

[[nodiscard]] Response error_answer(
    std::uint16_t status, std::string_view code, std::string_view message
);
/// 400.
[[nodiscard]] Response invalid_input(std::string_view message);
/// 404.
[[nodiscard]] Response marketplace_not_found();

}  // namespace drydock::mocks::channels
