#include "integration/model/stock.hpp"

#include <algorithm>

namespace drydock::integration {

Stock::Level& Stock::level(std::uint32_t product) {
    if (product >= levels_.size()) {
        levels_.resize(product + std::size_t{1});
    }
    return levels_[product];
}

void Stock::mark(std::size_t listener, std::uint32_t product) {
    const auto bit = static_cast<std::uint8_t>(1U << listener);
    Level& changed_level = level(product);
    if ((changed_level.listed & bit) == 0) {
        changed_level.listed = static_cast<std::uint8_t>(changed_level.listed | bit);
        changed_[listener].push_back(product);
    }
}

void Stock::changed(std::uint32_t product) {
    for (std::size_t listener = 0; listener < listener_count; ++listener) {
        mark(listener, product);
    }
}

void Stock::add_on_hand(std::uint32_t product, std::int64_t units) {
    level(product).on_hand += units;
    changed(product);
}

void Stock::add_reserved(std::uint32_t product, std::int64_t units) {
    level(product).reserved += units;
    changed(product);
}

std::int64_t Stock::on_hand(std::uint32_t product) const {
    return product < levels_.size() ? levels_[product].on_hand : 0;
}

std::int64_t Stock::available(std::uint32_t product, std::int64_t buffer) const {
    if (product >= levels_.size()) {
        return 0;
    }
    const Level& known = levels_[product];
    return std::max<std::int64_t>(0, known.on_hand - known.reserved - buffer);
}

std::vector<std::uint32_t> Stock::take_changed(std::size_t listener, std::size_t count_max) {
    auto& list = changed_[listener];
    const std::size_t count = std::min(count_max, list.size());
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<std::uint32_t> taken{list.begin(), end};
    list.erase(list.begin(), end);
    const auto bit = static_cast<std::uint8_t>(1U << listener);
    for (const std::uint32_t product : taken) {
        levels_[product].listed = static_cast<std::uint8_t>(levels_[product].listed & ~bit);
    }
    return taken;
}

}  // namespace drydock::integration
