#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/books.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

/// How fast orders went.
struct Pace {
    std::uint64_t orders = 0;
    Duration span{};  ///< From the first to the last.

    /// In thousandths; 0 for fewer than two orders.
    [[nodiscard]] std::int64_t orders_a_second_thousandths() const;
};

/// Into Odoo.
[[nodiscard]] Pace pace_of(const Books& books);
/// All the way: orders with a posted invoice, from the first order that a customer placed to the
/// last invoice.
[[nodiscard]] Pace invoiced_pace_of(const Books& books);

/// One run of the two.
struct ClockRun {
    const Verdict& verdict;
    Pace pace{};
};

/// One figure on both clocks.
struct ClockDifference {
    std::string name;          ///< "p95(order_to_odoo)".
    std::string virtual_text;  ///< As a person reads it.
    std::string real_text;
    /// Of the real one against the virtual one, in tenths of a percent; for rows of oracles 0.
    std::int64_t change_permille = 0;
    bool agrees = true;
};

/// How far two figures of one scenario may lie apart.
struct ClockBounds {
    std::int64_t change_permille_max = 150;
    /// Times this close agree whatever their ratio: one p50 of 2 ms against 3 ms says nothing.
    Duration time_difference_max{20'000'000};
};

/// Oracle results, which must be equal, then throughput, p50 and p95 of the way of an order.
[[nodiscard]] std::vector<ClockDifference> compare_clocks(
    const ClockRun& virtual_run, const ClockRun& real_run, const ClockBounds& bounds = {}
);

}  // namespace drydock::harness
