#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_table.hpp"
#include "core/time.hpp"

namespace drydock::mocks::wms {

/// No order, job or line: an index that is never reached.
inline constexpr std::uint32_t no_index = 0xFFFF'FFFFU;

/// One line of a released order, in whole units. At any time:
/// ordered = waiting + allocated + processing + shipped + cancelled + closed.
struct OrderLine {
    std::uint32_t number = 0;  ///< The customer's.
    std::uint32_t sku = 0;     ///< Place in the demand's products.
    std::int32_t ordered = 0;
    std::int32_t allocated = 0;   ///< Reserved for a job that no picker has begun.
    std::int32_t processing = 0;  ///< Being picked, or packed and not yet shipped.
    std::int32_t shipped = 0;
    std::int32_t cancelled = 0;
    std::int32_t closed = 0;      ///< Closed short: will never ship.
    std::int32_t returned = 0;    ///< Authorised to come back; at most shipped.
    std::uint16_t picks = 0;      ///< Times that a picker went for it.
    bool may_substitute = false;  ///< Another SKU may be sent in its place.

    /// Units that are open and have no stock yet.
    [[nodiscard]] std::int32_t waiting() const {
        return ordered - allocated - processing - shipped - cancelled - closed;
    }
};
static_assert(sizeof(OrderLine) == 40, "a million lines lie in memory");

/// A released order. Its lines lie next to each other in the book.
struct Order {
    std::string reference;
    Instant received;
    std::optional<Instant> cancelled;  ///< When the last open unit of an unshipped order was.
    std::uint32_t line_first = 0;
    std::uint32_t line_count = 0;
    std::int64_t units_open = 0;  ///< Not shipped, cancelled or closed.
    std::int64_t units_shipped = 0;
    std::int64_t units_closed = 0;
    std::uint32_t job_queued = no_index;  ///< Its job that no picker has begun.
    std::uint32_t jobs_in_picking = 0;
    std::uint32_t parcels_packed = 0;  ///< And not yet shipped.
    std::uint32_t version = 1;         ///< Changes with all that a reader can see.
};

/// All orders that a warehouse was ever given, in the order of arrival, so that a smaller index of
/// an order or of a line is the earlier one. Keeps the sums of an order in step with its lines.
class OrderBook {
public:
    explicit OrderBook(std::size_t lines_expected) { lines_.reserve(lines_expected); }

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view reference) const;
    /// `reference` is new; each of `lines` has a number of its own, a SKU and ordered units.
    std::uint32_t add(std::string_view reference, Instant now, std::span<const OrderLine> lines);

    [[nodiscard]] std::uint32_t order_count() const {
        return static_cast<std::uint32_t>(orders_.size());
    }
    [[nodiscard]] Order& order(std::uint32_t index) { return orders_[index]; }
    [[nodiscard]] const Order& order(std::uint32_t index) const { return orders_[index]; }
    [[nodiscard]] const OrderLine& line(std::uint32_t index) const { return lines_[index]; }
    [[nodiscard]] std::span<const OrderLine> lines_of(std::uint32_t order) const;
    [[nodiscard]] std::uint32_t order_of_line(std::uint32_t line) const;
    /// The line of that number within the order; no_index when it has none.
    [[nodiscard]] std::uint32_t find_line(std::uint32_t order, std::int64_t number) const;

    /// "acknowledged", "allocated", "picking", "packed", "backordered", "shipped", "cancelled" or
    /// "closed_short": how far the furthest open unit is, or how the order ended.
    [[nodiscard]] std::string_view status_of(std::uint32_t order) const;

    // What happens to some units of one line. Each moves `units` from one state to another and
    // checks that they were in the former.
    void allocate(std::uint32_t line, std::int32_t units);
    void begin_picking(std::uint32_t line, std::int32_t units);
    /// Not found by the picker: they wait again.
    void miss(std::uint32_t line, std::int32_t units);
    void ship(std::uint32_t line, std::int32_t units);
    void cancel_waiting(std::uint32_t line, std::int32_t units, Instant now);
    void cancel_allocated(std::uint32_t line, std::int32_t units, Instant now);
    /// Closes all that waits for stock. Returns how many units that were.
    std::int32_t close_waiting(std::uint32_t line);
    void authorise_return(std::uint32_t line, std::int32_t units) {
        lines_[line].returned += units;
    }

    /// Orders with open units.
    [[nodiscard]] std::int64_t orders_open() const { return orders_open_; }

private:
    void settle(Order& order, std::int32_t units);
    void note_cancelled(std::uint32_t line, std::int32_t units, Instant now);

    std::vector<Order> orders_;
    std::vector<OrderLine> lines_;
    TextTable by_reference_;
    std::int64_t orders_open_ = 0;
};

}  // namespace drydock::mocks::wms
