#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/exchange.hpp"

namespace drydock::mocks::wms {

/// Units in one line. Assumption: ten times the largest line of the real order data, 80,995; sums
/// over a document's lines then fit every counter.
inline constexpr std::int64_t line_units_max = 1'000'000;

[[nodiscard]] Response answer_with(std::uint16_t status, Document body);

/// {"code":...,"message":...}: how this warehouse says no.
[[nodiscard]] Response error_answer(
    std::uint16_t status, std::string_view code, std::string_view message
);

/// 409 for a reference that is known under that id.
[[nodiscard]] Response duplicate_reference(std::uint32_t id);

/// The whole number that `text` is, from 0 on; nullopt for all else.
[[nodiscard]] std::optional<std::int64_t> number_of(std::string_view text);

/// Whole units above zero and at most line_units_max; nullopt for all else.
[[nodiscard]] std::optional<std::int32_t> units_of(Value quantity);

}  // namespace drydock::mocks::wms
