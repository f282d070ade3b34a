#include "harness/workload/workload.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/draws.hpp"
#include "core/hash.hpp"
#include "harness/workload/reversals.hpp"
#include "harness/workload/stock_plan.hpp"
#include "harness/workload/trace_reader.hpp"

namespace drydock::harness {

namespace {

/// Customers of the copies of a scaled demand are other people than those of the trace.
constexpr std::uint64_t customers_a_copy = 1'000'000;

std::string path_of(const std::string& file, const std::string& base_dir) {
    return file.starts_with('/') || base_dir.empty() ? file : base_dir + "/" + file;
}

/// From when on and before when orders are placed.
struct Window {
    Instant begin{};
    Instant end{};

    /// What leaves the window is turned back at its edge, so that none comes in a heap there.
    [[nodiscard]] Instant keep(Instant at) const {
        const Instant last = end - Duration{1};
        if (at < begin) {
            at = begin + (begin - at);
        } else if (at > last) {
            at = last - (at - last);
        }
        return std::clamp(at, begin, last);
    }
};

/// Adds copies 2 to `scale`: the same orders at jittered times, by other customers.
void add_copies(
    const WorkloadSpec& spec, const Draws& draws, const Window& window, Demand& demand
) {
    const std::size_t orders = demand.orders.size();
    const std::size_t reversals = demand.reversals.size();
    std::vector<Duration> shifts(orders);
    for (std::uint32_t copy = 2; copy <= spec.scale; ++copy) {
        const auto base = static_cast<std::uint32_t>(demand.orders.size());
        for (std::size_t index = 0; index < orders; ++index) {
            DemandOrder order = demand.orders[index];
            const Duration shift = draws.delay_at_most(
                                       2 * spec.jitter_max,
                                       Stream{"workload.jitter"},
                                       hash_text(hash_salt_a, order.number),
                                       copy
                                   ) -
                                   spec.jitter_max;
            const Instant at = window.keep(order.at + shift);
            shifts[index] = at - order.at;
            order.at = at;
            order.number += fmt::format("-{}", copy);
            order.customer += order.customer == 0 ? 0 : customers_a_copy * copy;
            demand.orders.push_back(std::move(order));
        }
        for (std::size_t index = 0; index < reversals; ++index) {
            DemandReversal reversal = demand.reversals[index];
            reversal.at = std::max(Instant{}, reversal.at + shifts[reversal.order]);
            // Not "-2": that is the second sale of one cancellation. No "/": it stands in paths.
            reversal.number += fmt::format(".{}", copy);
            reversal.order += base;
            demand.reversals.push_back(std::move(reversal));
        }
    }
}

/// Sorts orders and reversals by time, ties in the order of the source.
void sort_by_time(Demand& demand) {
    std::vector<std::uint32_t> order_of(demand.orders.size());
    std::iota(order_of.begin(), order_of.end(), 0U);
    std::ranges::stable_sort(order_of, {}, [&](std::uint32_t index) {
        return demand.orders[index].at;
    });
    std::vector<std::uint32_t> place(order_of.size());
    std::vector<DemandOrder> sorted;
    sorted.reserve(order_of.size());
    for (const std::uint32_t index : order_of) {
        place[index] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(std::move(demand.orders[index]));
    }
    demand.orders = std::move(sorted);
    for (DemandReversal& reversal : demand.reversals) {
        reversal.order = place[reversal.order];
    }
    std::ranges::stable_sort(demand.reversals, {}, &DemandReversal::at);
}

/// Leaves out all orders but those of these numbers, and the reversals of the others. An empty list
/// keeps all.
void keep_orders(const std::vector<OrderNumberSpec>& numbers, Demand& demand) {
    if (numbers.empty()) {
        return;
    }
    std::set<std::string_view> kept;
    for (const OrderNumberSpec& number : numbers) {
        kept.insert(number.text);
    }
    constexpr std::uint32_t gone = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> place(demand.orders.size(), gone);
    std::vector<DemandOrder> orders;
    for (std::size_t index = 0; index < demand.orders.size(); ++index) {
        if (kept.contains(demand.orders[index].number)) {
            place[index] = static_cast<std::uint32_t>(orders.size());
            orders.push_back(std::move(demand.orders[index]));
        }
    }
    demand.orders = std::move(orders);
    std::erase_if(demand.reversals, [&](const DemandReversal& reversal) {
        return place[reversal.order] == gone;
    });
    for (DemandReversal& reversal : demand.reversals) {
        reversal.order = place[reversal.order];
    }
}

void count_demand(const Demand& demand, WorkloadStatistics& counts) {
    for (const DemandOrder& order : demand.orders) {
        ++(order.channel == 0 ? counts.orders_storefront : counts.orders_marketplace);
    }
    for (const DemandReversal& reversal : demand.reversals) {
        ++(reversal.kind == ReversalKind::cancel_request ? counts.cancel_requests
                                                         : counts.return_requests);
    }
    counts.receipts = demand.receipts.size();
}

}  // namespace

std::uint64_t WorkloadStatistics::lines_accounted() const {
    return lines_sold + lines_reversed + lines_without_sale + lines_without_customer +
           lines_not_positive + lines_stock_adjustment + lines_bad_debt + lines_outside_window +
           lines_malformed;
}

expected<RecordedWorkload, WorkloadError> read_workload(
    const WorkloadSpec& spec, const std::string& base_dir
) {
    DateTime midnight = spec.from;
    midnight.hour = midnight.minute = midnight.second = 0;
    RecordedWorkload recorded;
    Workload& workload = recorded.workload;
    workload.calendar = Calendar{midnight};
    workload.end = workload.calendar.instant_of(spec.to);
    Trace trace;
    if (auto read = read_products(path_of(spec.products, base_dir), trace.products); !read) {
        return unexpected{read.error()};
    }
    if (auto read = read_trace(path_of(spec.orders, base_dir), spec, workload.calendar, trace);
        !read) {
        return unexpected{read.error()};
    }
    Demand& demand = workload.demand;
    demand.products = trace.products.take();
    demand.orders = std::move(trace.orders);
    demand.lines = std::move(trace.lines);
    workload.statistics = std::move(trace.statistics);
    sort_by_time(demand);  // The latest sale is the last one then.
    match_cancellations(trace, demand, workload.statistics);
    return recorded;
}

Workload make_workload(RecordedWorkload recorded, const WorkloadSpec& spec, std::uint64_t seed) {
    Workload workload = std::move(recorded.workload);
    Demand& demand = workload.demand;
    const Draws draws{seed};
    add_copies(spec, draws, {workload.calendar.instant_of(spec.from), workload.end}, demand);
    sort_by_time(demand);
    plan_stock(spec, draws, workload.calendar, demand);
    // After the stock was planned, so that leaving orders out changes nothing for the rest.
    keep_orders(spec.only_orders, demand);
    count_demand(demand, workload.statistics);
    return workload;
}

expected<Workload, WorkloadError> load_workload(
    const WorkloadSpec& spec, std::uint64_t seed, const std::string& base_dir
) {
    auto recorded = read_workload(spec, base_dir);
    if (!recorded) {
        return unexpected{recorded.error()};
    }
    return make_workload(*std::move(recorded), spec, seed);
}

}  // namespace drydock::harness
