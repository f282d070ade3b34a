#include "mocks/channels/wire.hpp"

#include <charconv>
#include <limits>
#include <utility>

namespace drydock::mocks::channels {

Response answer_with(std::uint16_t status, Document body) {
    return {.status = status, .body = std::move(body), .headers = {}, .retry_after = {}};
}

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t value = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    const bool whole = !text.empty() && error == std::errc{} && end == last;
    return whole ? std::optional{value} : std::nullopt;
}

std::optional<Instant> date_of(std::string_view text, const Calendar& calendar) {
    constexpr std::string_view colon_encoded = "%3A";
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const bool colon = text.starts_with(colon_encoded) || text.starts_with("%3a");
        plain += colon ? ':' : text.front();
        text.remove_prefix(colon ? colon_encoded.size() : 1);
    }
    const auto when = parse_date_time(plain);
    return when ? std::optional{calendar.instant_of(*when)} : std::nullopt;
}

std::string date_text(Instant instant, const Calendar& calendar) {
    return drydock::to_text(calendar.date_time_of(instant));
}

std::optional<std::vector<LineUnits>> read_units(Value lines, const LineFields& fields) {
    if (lines.size() == 0 || !lines.is_array()) {
        return std::nullopt;
    }
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    std::vector<LineUnits> units;
    units.reserve(lines.size());
    for (const Value line : lines) {
        const std::int64_t id = line[fields.id].integer_or(0);
        const std::int64_t quantity = line[fields.quantity].integer_or(0);
        if (id < 1 || id > largest || quantity < 1 || quantity > largest) {
            return std::nullopt;
        }
        units.push_back({static_cast<std::uint32_t>(id - 1), static_cast<std::int32_t>(quantity)});
    }
    return units;
}

void write_units(
    DocumentWriter& writer, const LineFields& fields, const std::vector<LineUnits>& lines
) {
    for (const LineUnits part : lines) {
        writer.begin_object();
        writer.field(fields.id, part.line + 1);
        writer.field(fields.quantity, part.units);
        writer.end();
    }
}

std::optional<std::vector<LevelUpdate>> read_levels(Value levels, Key quantity) {
    if (!levels.is_array()) {
        return std::nullopt;
    }
    std::vector<LevelUpdate> updates;
    updates.reserve(levels.size());
    for (const Value level : levels) {
        const auto units = level[quantity].integer();
        const std::string_view sku = level["sku"].string();
        if (!units || sku.empty()) {
            return std::nullopt;
        }
        updates.push_back({sku, *units});
    }
    return updates;
}

std::string_view to_text(Refusal refusal) {
    switch (refusal) {
        case Refusal::unknown_line:
            return "The order has no such line";
        case Refusal::too_many_units:
            return "The quantity is above what is open on the line";
        case Refusal::amount_unusable:
            return "The amount must be above zero";
        case Refusal::amount_too_high:
            return "The amount is above what is left to refund";
    }
    return {};
}

}  // namespace drydock::mocks::channels
