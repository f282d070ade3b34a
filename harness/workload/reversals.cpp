#include "harness/workload/reversals.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace drydock::harness {

namespace {

/// A wish to undo a sale within this time is a request to cancel; later it is a return.
constexpr Duration cancel_window = one_day;
/// One line sold, findable by who bought what.
struct SoldLine {
    std::uint64_t customer;
    std::uint32_t sku;
    std::uint32_t order;
    std::uint32_t line;  ///< Index into Demand::lines.

    friend auto operator<=>(const SoldLine&, const SoldLine&) = default;
};

/// Finds for each cancellation the sales that it undoes: the customer's latest earlier ones of that
/// product with units left.
class ReversalMatcher {
public:
    ReversalMatcher(const Trace& trace, Demand& demand, WorkloadStatistics& counts)
        : trace_{trace}, demand_{demand}, counts_{counts} {
        units_left_.reserve(demand.lines.size());
        for (const DemandLine& line : demand.lines) {
            units_left_.push_back(line.units);
        }
        for (std::uint32_t order = 0; order < demand.orders.size(); ++order) {
            const DemandOrder& sold = demand.orders[order];
            for (std::uint32_t index = 0; sold.customer != 0 && index < sold.lines.count; ++index) {
                const std::uint32_t line = sold.lines.first + index;
                sold_.push_back({sold.customer, demand.lines[line].sku.value, order, line});
            }
        }
        std::ranges::sort(sold_);
    }

    void match_all() {
        std::vector<const TraceCancellation*> sorted;
        for (const TraceCancellation& cancellation : trace_.cancellations) {
            sorted.push_back(&cancellation);
        }
        std::ranges::stable_sort(sorted, {}, [](const auto* cancellation) {
            return cancellation->at;
        });
        for (const TraceCancellation* cancellation : sorted) {
            match(*cancellation);
        }
    }

private:
    struct Part {
        std::uint32_t order;
        ReversalLine line;
    };

    void match(const TraceCancellation& cancellation) {
        parts_.clear();
        for (std::uint32_t index = 0; index < cancellation.lines.count; ++index) {
            const StockLine& wanted = trace_.cancelled[cancellation.lines.first + index];
            const bool of_somebody = cancellation.customer != 0;
            const std::int32_t taken = of_somebody ? take_units(cancellation, wanted) : 0;
            ++(taken > 0     ? counts_.lines_reversed
               : of_somebody ? counts_.lines_without_sale
                             : counts_.lines_without_customer);
            counts_.units_reversed += taken;
            counts_.units_not_reversed += std::max(wanted.units, 0) - taken;
        }
        std::ranges::stable_sort(parts_, {}, &Part::order);
        std::uint32_t sales = 0;
        for (std::size_t first = 0; first < parts_.size();) {
            std::size_t last = first;
            while (last < parts_.size() && parts_[last].order == parts_[first].order) {
                ++last;
            }
            add_reversal(cancellation, first, last, ++sales);
            first = last;
        }
    }

    /// How many of the wanted units were found and taken off.
    std::int32_t take_units(const TraceCancellation& cancellation, const StockLine& wanted) {
        const auto after = std::ranges::upper_bound(
            sold_, SoldLine{cancellation.customer, wanted.sku.value, ~0U, ~0U}
        );
        std::int32_t units = wanted.units;
        for (auto sold = after; sold != sold_.begin() && units > 0;) {
            --sold;
            if (sold->customer != cancellation.customer || sold->sku != wanted.sku.value) {
                break;
            }
            const DemandOrder& order = demand_.orders[sold->order];
            std::int32_t& left = units_left_[sold->line];
            if (order.at > cancellation.at || left == 0) {
                continue;
            }
            const std::int32_t taken = std::min(units, left);
            left -= taken;
            units -= taken;
            parts_.push_back({sold->order, {sold->line - order.lines.first, taken}});
        }
        return wanted.units > 0 ? wanted.units - units : 0;
    }

    void add_reversal(
        const TraceCancellation& cancellation,
        std::size_t first,
        std::size_t last,
        std::uint32_t number
    ) {
        DemandReversal& reversal = demand_.reversals.emplace_back();
        reversal.at = cancellation.at;
        reversal.number =
            number == 1 ? cancellation.number : fmt::format("{}-{}", cancellation.number, number);
        reversal.order = parts_[first].order;
        const bool early = cancellation.at - demand_.orders[reversal.order].at <= cancel_window;
        reversal.kind = early ? ReversalKind::cancel_request : ReversalKind::return_request;
        reversal.lines.first = static_cast<std::uint32_t>(demand_.reversal_lines.size());
        for (std::size_t part = first; part < last; ++part) {
            demand_.reversal_lines.push_back(parts_[part].line);
        }
        reversal.lines.count = static_cast<std::uint32_t>(last - first);
    }

    const Trace& trace_;
    Demand& demand_;
    WorkloadStatistics& counts_;
    std::vector<std::int32_t> units_left_;
    std::vector<SoldLine> sold_;
    std::vector<Part> parts_;
};

}  // namespace

void match_cancellations(const Trace& trace, Demand& demand, WorkloadStatistics& counts) {
    ReversalMatcher{trace, demand, counts}.match_all();
}

}  // namespace drydock::harness
