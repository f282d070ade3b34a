#include "integration/gateway/line_units.hpp"

#include <limits>

namespace drydock::integration {

std::int32_t units_of(std::int64_t units) {
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    return units > largest || units < 0 ? 0 : static_cast<std::int32_t>(units);
}

std::int32_t units_of(Value number) {
    return units_of(number.thousandths().value_or(0) / 1'000);
}

std::vector<LineUnits> read_units(Value lines, Key id, Key quantity) {
    std::vector<LineUnits> units;
    units.reserve(lines.size());
    for (const Value line : lines) {
        const std::int64_t number = line[id].integer_or(0);
        const std::int32_t count = units_of(line[quantity]);
        if (number >= 1 && count > 0) {
            units.push_back({static_cast<std::uint32_t>(number - 1), count});
        }
    }
    return units;
}

}  // namespace drydock::integration
