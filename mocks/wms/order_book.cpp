#include "mocks/wms/order_book.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace drydock::mocks::wms {

std::optional<std::uint32_t> OrderBook::find(std::string_view reference) const {
    return by_reference_.find(reference);
}

std::uint32_t OrderBook::add(
    std::string_view reference, Instant now, std::span<const OrderLine> lines
) {
    const std::uint32_t index = order_count();
    const bool is_new = by_reference_.add(reference, index);
    DRYDOCK_CHECK(is_new);
    Order& order = orders_.emplace_back();
    order.reference = reference;
    order.received = now;
    order.line_first = static_cast<std::uint32_t>(lines_.size());
    order.line_count = static_cast<std::uint32_t>(lines.size());
    for (const OrderLine& line : lines) {
        DRYDOCK_CHECK(line.ordered > 0 && line.waiting() == line.ordered);
        order.units_open += line.ordered;
    }
    lines_.insert(lines_.end(), lines.begin(), lines.end());
    ++orders_open_;
    return index;
}

std::span<const OrderLine> OrderBook::lines_of(std::uint32_t order) const {
    return std::span{lines_}.subspan(orders_[order].line_first, orders_[order].line_count);
}

std::uint32_t OrderBook::order_of_line(std::uint32_t line) const {
    const auto after = std::upper_bound(
        orders_.begin(),
        orders_.end(),
        line,
        [](std::uint32_t wanted, const Order& order) { return wanted < order.line_first; }
    );
    DRYDOCK_CHECK(after != orders_.begin());
    return static_cast<std::uint32_t>(after - orders_.begin() - 1);
}

std::uint32_t OrderBook::find_line(std::uint32_t order, std::int64_t number) const {
    const std::span<const OrderLine> lines = lines_of(order);
    const std::uint32_t first = orders_[order].line_first;
    // Most orders number their lines 1, 2, 3, ... without a gap.
    if (number >= 1 && number <= static_cast<std::int64_t>(lines.size())) {
        const auto guess = static_cast<std::uint32_t>(number - 1);
        if (lines[guess].number == number) {
            return first + guess;
        }
    }
    const auto found = std::ranges::find(lines, number, [](const OrderLine& line) {
        return std::int64_t{line.number};
    });
    return found == lines.end() ? no_index
                                : first + static_cast<std::uint32_t>(found - lines.begin());
}

std::string_view OrderBook::status_of(std::uint32_t index) const {
    const Order& order = orders_[index];
    if (order.units_open == 0) {
        if (order.cancelled) {
            return "cancelled";
        }
        return order.units_closed > 0 ? "closed_short" : "shipped";
    }
    if (order.jobs_in_picking > 0) {
        return "picking";
    }
    if (order.parcels_packed > 0) {
        return "packed";
    }
    if (order.job_queued != no_index) {
        return "allocated";
    }
    return order.units_shipped > 0 ? "backordered" : "acknowledged";
}

void OrderBook::allocate(std::uint32_t line, std::int32_t units) {
    DRYDOCK_CHECK(0 < units && units <= lines_[line].waiting());
    lines_[line].allocated += units;
}

void OrderBook::begin_picking(std::uint32_t index, std::int32_t units) {
    OrderLine& line = lines_[index];
    DRYDOCK_CHECK(0 < units && units <= line.allocated);
    line.allocated -= units;
    line.processing += units;
    ++line.picks;
}

void OrderBook::miss(std::uint32_t line, std::int32_t units) {
    DRYDOCK_CHECK(0 < units && units <= lines_[line].processing);
    lines_[line].processing -= units;
}

void OrderBook::ship(std::uint32_t index, std::int32_t units) {
    OrderLine& line = lines_[index];
    DRYDOCK_CHECK(0 < units && units <= line.processing);
    line.processing -= units;
    line.shipped += units;
    Order& order = orders_[order_of_line(index)];
    order.units_shipped += units;
    settle(order, units);
}

void OrderBook::cancel_waiting(std::uint32_t line, std::int32_t units, Instant now) {
    DRYDOCK_CHECK(0 < units && units <= lines_[line].waiting());
    note_cancelled(line, units, now);
}

void OrderBook::cancel_allocated(std::uint32_t line, std::int32_t units, Instant now) {
    DRYDOCK_CHECK(0 < units && units <= lines_[line].allocated);
    lines_[line].allocated -= units;
    note_cancelled(line, units, now);
}

void OrderBook::note_cancelled(std::uint32_t line, std::int32_t units, Instant now) {
    lines_[line].cancelled += units;
    Order& order = orders_[order_of_line(line)];
    settle(order, units);
    if (order.units_open == 0 && order.units_shipped == 0) {
        order.cancelled = now;
    }
}

std::int32_t OrderBook::close_waiting(std::uint32_t index) {
    OrderLine& line = lines_[index];
    const std::int32_t units = line.waiting();
    DRYDOCK_CHECK(units >= 0);
    if (units > 0) {
        line.closed += units;
        Order& order = orders_[order_of_line(index)];
        order.units_closed += units;
        settle(order, units);
    }
    return units;
}

void OrderBook::settle(Order& order, std::int32_t units) {
    order.units_open -= units;
    DRYDOCK_CHECK(order.units_open >= 0);
    if (order.units_open == 0) {
        --orders_open_;
    }
}

}  // namespace drydock::mocks::wms
