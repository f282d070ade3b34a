#include <algorithm>

#include <gtest/gtest.h>

#include "core/hash.hpp"
#include "harness/workload/workload.hpp"

namespace drydock::harness {
namespace {

// The numbers here are those of scenarios/data/PROVENANCE.md.

WorkloadSpec spec_of(const char* from, const char* to) {
    WorkloadSpec spec;
    spec.orders = "data/order_lines.csv.xz";
    spec.products = "data/products.csv.xz";
    spec.from = *parse_date_time(from);
    spec.to = *parse_date_time(to);
    return spec;
}

Workload loaded(const WorkloadSpec& spec, std::uint64_t seed = 1) {
    auto workload = load_workload(spec, seed, "scenarios");
    EXPECT_TRUE(workload) << workload.error().message;
    return std::move(*workload);
}

/// Over everything that a seed could change.
std::uint64_t hash_of(const Demand& demand) {
    std::uint64_t hash = 0;
    for (const DemandOrder& order : demand.orders) {
        hash = hash_text(hash, order.number);
        hash = hash_combine(hash, static_cast<std::uint64_t>(order.at.time_since_epoch().count()));
        hash = hash_combine(hash, order.customer + order.channel);
    }
    for (const DemandReversal& reversal : demand.reversals) {
        hash = hash_text(hash, reversal.number);
        hash = hash_combine(hash, reversal.order);
    }
    for (const StockLine& line : demand.stock_lines) {
        hash = hash_combine(hash, static_cast<std::uint64_t>(line.units));
    }
    return hash;
}

std::int64_t units_of(const Demand& demand, const DemandOrder& order) {
    std::int64_t units = 0;
    for (std::uint32_t index = 0; index < order.lines.count; ++index) {
        units += demand.lines[order.lines.first + index].units;
    }
    return units;
}

TEST(RealOrdersTest, TwoYearsHaveThePublishedCounts) {
    const Workload workload = loaded(spec_of("2009-12-01", "2011-12-10"));
    const WorkloadStatistics& counts = workload.statistics;
    EXPECT_EQ(counts.lines_read, 1'044'847U);
    EXPECT_EQ(counts.lines_accounted(), counts.lines_read);
    EXPECT_EQ(counts.lines_malformed, 0U);
    EXPECT_EQ(counts.lines_outside_window, 0U);
    EXPECT_EQ(workload.demand.orders.size(), 40'076U);
    EXPECT_EQ(counts.lines_sold, 1'020'361U);
    EXPECT_EQ(counts.orders_storefront + counts.orders_marketplace, 40'076U);
    EXPECT_EQ(
        counts.lines_reversed + counts.lines_without_sale + counts.lines_without_customer, 19'165U
    );
    EXPECT_EQ(counts.lines_bad_debt, 6U);
    EXPECT_EQ(counts.cancel_requests + counts.return_requests, workload.demand.reversals.size());
    std::uint32_t most_lines = 0;
    for (const DemandOrder& order : workload.demand.orders) {
        most_lines = std::max(most_lines, order.lines.count);
    }
    EXPECT_EQ(most_lines, 1'114U);
}

TEST(RealOrdersTest, TheOrderOf80995UnitsIsCancelledTwelveMinutesLater) {
    const Workload workload = loaded(spec_of("2011-11-01", "2011-12-10"));
    const Demand& demand = workload.demand;
    const auto order = std::ranges::find(demand.orders, "581483", &DemandOrder::number);
    ASSERT_NE(order, demand.orders.end());
    EXPECT_EQ(units_of(demand, *order), 80'995);
    const auto index = static_cast<std::uint32_t>(order - demand.orders.begin());
    const auto cancel = std::ranges::find(demand.reversals, index, &DemandReversal::order);
    ASSERT_NE(cancel, demand.reversals.end());
    EXPECT_EQ(cancel->kind, ReversalKind::cancel_request);
    EXPECT_EQ(cancel->at - order->at, 12 * one_minute);
    EXPECT_EQ(demand.reversal_lines[cancel->lines.first].units, 80'995);
}

TEST(RealOrdersTest, ReversalsNeverExceedWhatWasOrdered) {
    const Workload workload = loaded(spec_of("2011-11-01", "2011-12-10"));
    const Demand& demand = workload.demand;
    std::vector<std::int64_t> left;
    for (const DemandLine& line : demand.lines) {
        left.push_back(line.units);
    }
    for (const DemandReversal& reversal : demand.reversals) {
        const DemandOrder& order = demand.orders[reversal.order];
        EXPECT_LE(order.at, reversal.at);
        for (std::uint32_t index = 0; index < reversal.lines.count; ++index) {
            const ReversalLine& line = demand.reversal_lines[reversal.lines.first + index];
            ASSERT_LT(line.line, order.lines.count);
            EXPECT_GT(line.units, 0);
            left[order.lines.first + line.line] -= line.units;
        }
    }
    EXPECT_GE(std::ranges::min(left), 0);
}

TEST(RealOrdersTest, StockNormallyCoversDemandWithSomeShortages) {
    const Workload workload = loaded(spec_of("2011-11-01", "2011-12-10"));
    const Demand& demand = workload.demand;
    std::vector<std::int64_t> stock(
        demand.stock_initial_units.begin(), demand.stock_initial_units.end()
    );
    auto receipt = demand.receipts.begin();
    std::size_t short_lines = 0;
    for (const DemandOrder& order : demand.orders) {
        for (; receipt != demand.receipts.end() && receipt->at <= order.at; ++receipt) {
            for (std::uint32_t index = 0; index < receipt->lines.count; ++index) {
                const StockLine& line = demand.stock_lines[receipt->lines.first + index];
                stock[line.sku.value] += line.units;
            }
        }
        for (std::uint32_t index = 0; index < order.lines.count; ++index) {
            const DemandLine& line = demand.lines[order.lines.first + index];
            if (demand.products[line.sku.value].kind == ProductKind::storable) {
                stock[line.sku.value] -= line.units;
                short_lines += stock[line.sku.value] < 0 ? 1U : 0U;
            }
        }
    }
    EXPECT_GT(short_lines, 10U);
    EXPECT_LT(short_lines, demand.lines.size() / 20);
}

TEST(RealOrdersTest, TheSameSeedGivesTheSameDemandAndAnotherAnother) {
    WorkloadSpec spec = spec_of("2011-11-23", "2011-12-10");
    spec.scale = 2;
    const std::uint64_t first = hash_of(loaded(spec, 1).demand);
    EXPECT_EQ(hash_of(loaded(spec, 1).demand), first);
    EXPECT_NE(hash_of(loaded(spec, 2).demand), first);
}

TEST(RealOrdersTest, ScaleMultipliesOrdersAndLines) {
    WorkloadSpec spec = spec_of("2011-11-23", "2011-11-26");
    const Workload once = loaded(spec);
    spec.scale = 3;
    const Workload thrice = loaded(spec);
    EXPECT_EQ(thrice.demand.orders.size(), 3 * once.demand.orders.size());
    EXPECT_EQ(thrice.demand.reversals.size(), 3 * once.demand.reversals.size());
    std::int64_t once_units = 0;
    std::int64_t thrice_units = 0;
    for (const DemandOrder& order : once.demand.orders) {
        once_units += units_of(once.demand, order);
    }
    for (const DemandOrder& order : thrice.demand.orders) {
        thrice_units += units_of(thrice.demand, order);
    }
    EXPECT_EQ(thrice_units, 3 * once_units);
}

}  // namespace
}  // namespace drydock::harness
