#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.hpp"
#include "core/document.hpp"
#include "core/exchange.hpp"
#include "mocks/channels/order_book.hpp"

/// What both channels' wire formats have in common.
namespace drydock::mocks::channels {

[[nodiscard]] Response answer_with(std::uint16_t status, Document body = {});

/// The whole number that `text` is, from 0 on; nullopt for all else.
[[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view text);

/// A date in a query: "2011-11-01T12:30:00", its colons percent-encoded or not; nullopt for none.
[[nodiscard]] std::optional<Instant> date_of(std::string_view text, const Calendar& calendar);

[[nodiscard]] std::string date_text(Instant instant, const Calendar& calendar);

/// Names of the fields in which a seller or a channel writes units of lines.
struct LineFields {
    Key id;  ///< Position of the line in its order, from 1.
    Key quantity;
};

/// Nullopt when this is no array of at least one line, or a line has no id or no whole positive
/// quantity.
[[nodiscard]] std::optional<std::vector<LineUnits>> read_units(
    Value lines, const LineFields& fields
);

/// Adds the elements of an array that is open.
void write_units(
    DocumentWriter& writer, const LineFields& fields, const std::vector<LineUnits>& lines
);

/// A stock level that a seller sets.
struct LevelUpdate {
    std::string_view sku;
    std::int64_t units = 0;
};

/// Nullopt when this is no array, or an element has no SKU or no whole quantity.
[[nodiscard]] std::optional<std::vector<LevelUpdate>> read_levels(Value levels, Key quantity);

/// The seller's words for why a message about an order is refused.
[[nodiscard]] std::string_view to_text(Refusal refusal);

}  // namespace drydock::mocks::channels
