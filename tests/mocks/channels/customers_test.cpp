#include "mocks/channels/customers.hpp"

#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/mocks/channels/demand_builder.hpp"

namespace drydock::mocks::channels {
namespace {

using mocks::testing::after;
using mocks::testing::DemandBuilder;

/// A channel whose seller does whatever chance says, wrong things too.
class RandomTrade {
public:
    explicit RandomTrade(std::uint64_t seed) : draws_{seed} {
        const SkuId sku[] = {
            demand_.product("A", 40), demand_.product("B", 15), demand_.product("C", 30)};
        for (std::uint32_t index = 0; index < 30; ++index) {
            demand_.order(
                after((index + 1) * one_hour),
                fmt::format("{}", index),
                {{sku[draw(2)], 1 + draw(5), 100}, {sku[draw(2)], 1 + draw(5), 200}}
            );
        }
        for (std::uint32_t index = 0; index < 40; ++index) {
            const auto line = static_cast<std::uint32_t>(draw(1));
            const auto order = static_cast<std::uint32_t>(draw(29));
            const std::string number = fmt::format("C{}", index);
            const Instant at = after((31 + index) * one_hour);
            const std::int32_t units = 1 + draw(4);
            draw(1) == 0 ? demand_.cancel(at, number, order, {{line, units}})
                         : demand_.give_back(at, number, order, {{line, units}, {line, 1}});
        }
    }

    void run() {
        OrderBook book{demand_.demand, 0};
        Shelf shelf{*demand_.demand};
        Customers customers{settings_, demand_.demand, book, shelf};
        Step step;
        customers.on_start({now_, draws_}, step);
        take(step);
        while (!timers_.empty()) {
            const auto [at, id] = *timers_.begin();
            timers_.erase(timers_.begin());
            now_ = at;
            static_cast<void>(customers.on_timer({now_, draws_}, id, step));
            take(step);
            if (book.order_count() > 0) {
                trade(book, customers, step);
                take(step);
            }
            check(book);
        }
        check_end(book, customers);
    }

private:
    std::int32_t draw(std::uint64_t max) {
        return static_cast<std::int32_t>(draws_.at_most(max, Stream{"trade"}, 0, ++count_));
    }
    void take(Step& step) {
        for (const Timer& timer : step.timers) {
            timers_.emplace(timer.at, timer.id);
        }
        step.clear();
    }
    void trade(OrderBook& book, Customers& customers, Step& step) {
        const auto order = static_cast<std::uint32_t>(draw(book.order_count() - 1));
        const Moment moment{now_, draws_};
        const auto line = static_cast<std::uint32_t>(draw(book.order(order).line_count - 1));
        const std::string parcel = fmt::format("P{}", draw(3));
        if (book.fulfil_or_replace(order, parcel, {{line, 1 + draw(5)}}, now_)) {
            customers.on_goods_moved(moment, order, step);
        }
        static_cast<void>(book.refund(order, parcel, Money{draw(900)}, now_));
        for (const std::uint32_t request : book.order(order).requests) {
            const CustomerRequest& asked = book.request(request);
            if (asked.kind != ReversalKind::cancel_request || asked.answer != CancelAnswer::none) {
                continue;
            }
            if (draw(1) == 0) {
                book.answer_cancel(request, CancelAnswer::confirmed, now_);
                customers.on_goods_moved(moment, order, step);
            } else {
                book.answer_cancel(request, CancelAnswer::denied, now_);
                customers.on_denied(moment, request, step);
            }
            break;  // A denial adds a request to the list.
        }
    }
    static void check(const OrderBook& book) {
        for (std::uint32_t order = 0; order < book.order_count(); ++order) {
            EXPECT_LE(book.order(order).refunded, book.order(order).captured);
            for (const OrderLine& line : book.lines_of(order)) {
                ASSERT_GT(line.units, 0);
                ASSERT_LE(line.cancelled, line.units);
                ASSERT_LE(line.fulfilled, line.units);
                ASSERT_LE(line.returned, line.units);
                ASSERT_GE(line.fulfilled, 0);
            }
        }
    }
    void check_end(const OrderBook& book, const Customers& customers) const {
        EXPECT_EQ(book.order_count() + customers.orders_unplaced(), 30U);
        std::map<SkuId, std::int64_t> sold;
        std::int64_t held = 0;
        for (std::uint32_t order = 0; order < book.order_count(); ++order) {
            std::vector<std::int32_t> returned(book.order(order).line_count);
            for (const std::uint32_t index : book.order(order).requests) {
                const CustomerRequest& request = book.request(index);
                held += request.stage == RequestStage::held ? 1 : 0;
                EXPECT_NE(request.stage, RequestStage::due);
                const bool is_return = request.kind == ReversalKind::return_request;
                for (const LineUnits part : request.lines) {
                    ASSERT_GT(part.units, 0);
                    if (is_return && request.stage == RequestStage::asked) {
                        returned[part.line] += part.units;
                    }
                }
            }
            const auto lines = book.lines_of(order);
            for (std::size_t line = 0; line < lines.size(); ++line) {
                EXPECT_EQ(lines[line].returned, returned[line]);
                sold[book.demand_of(lines[line]).sku] += lines[line].units;
            }
        }
        EXPECT_EQ(customers.returns_held(), held);
        for (const auto& [sku, units] : sold) {
            EXPECT_LE(units, demand_.demand->stock_initial_units[sku.value]);
        }
    }

    ChannelSettings settings_;
    DemandBuilder demand_;
    Draws draws_;
    std::uint64_t count_ = 0;
    Instant now_{};
    std::multimap<Instant, TimerId> timers_;
};

TEST(CustomersTest, NeverAskForMoreThanTheyGotWhateverTheSellerDoes) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        RandomTrade{seed}.run();
        if (::testing::Test::HasFatalFailure()) {
            return;
        }
    }
}

TEST(CustomersTest, ReturnsOnOneLineShareItsUnits) {
    DemandBuilder demand;
    const SkuId sku = demand.product("A", 10);
    const auto wish = demand.order(after(one_hour), "1", {{sku, 5, 100}});
    demand.give_back(after(2 * one_hour), "R1", wish, {{0, 3}});
    demand.give_back(after(2 * one_hour), "R2", wish, {{0, 2}});
    demand.give_back(after(2 * one_hour), "R3", wish, {{0, 1}});
    const ChannelSettings settings;
    OrderBook book{demand.demand, 0};
    Shelf shelf{*demand.demand};
    Customers customers{settings, demand.demand, book, shelf};
    const Draws draws{1};
    Step step;
    static_cast<void>(customers.on_timer({after(2 * one_hour), draws}, TimerId{0}, step));
    EXPECT_EQ(customers.returns_held(), 2);
    EXPECT_EQ(customers.reversals_dropped(), 1);
    step.clear();
    // Three units belong to the first return; the second waits for the rest.
    ASSERT_TRUE(book.fulfil(0, "P1", {{0, 4}}, after(3 * one_hour)));
    customers.on_goods_moved({after(3 * one_hour), draws}, 0, step);
    ASSERT_EQ(step.timers.size(), 1U);
    EXPECT_EQ(step.timers[0].at, after(3 * one_hour + one_day));
    const auto acts = customers.on_timer({step.timers[0].at, draws}, step.timers[0].id, step);
    ASSERT_EQ(acts.size(), 1U);
    EXPECT_EQ(book.request(acts[0].index).number, "R1");
    EXPECT_EQ(book.lines_of(0)[0].returned, 3);
}

TEST(CustomersTest, UnitsThatCameCanGoBackEvenIfTheSellerConfirmedTheirCancellation) {
    DemandBuilder demand;
    const SkuId sku = demand.product("A", 10);
    const auto wish = demand.order(after(one_hour), "1", {{sku, 5, 100}});
    demand.cancel(after(one_hour), "C1", wish, {{0, 5}});
    demand.give_back(after(one_hour), "R1", wish, {{0, 5}});
    const ChannelSettings settings;
    OrderBook book{demand.demand, 0};
    Shelf shelf{*demand.demand};
    Customers customers{settings, demand.demand, book, shelf};
    const Draws draws{1};
    const Moment moment{after(2 * one_hour), draws};
    Step step;
    static_cast<void>(customers.on_timer(moment, TimerId{0}, step));
    ASSERT_TRUE(book.fulfil(0, "P1", {{0, 3}}, moment.now));
    book.answer_cancel(*book.find_cancel(0, "C1"), CancelAnswer::confirmed, moment.now);
    customers.on_goods_moved(moment, 0, step);
    EXPECT_EQ(book.lines_of(0)[0].cancelled, 5);
    ASSERT_EQ(step.timers.size(), 1U);
    const auto acts = customers.on_timer({step.timers[0].at, draws}, step.timers[0].id, step);
    ASSERT_EQ(acts.size(), 1U);
    EXPECT_EQ(book.lines_of(0)[0].returned, 3);
}

}  // namespace
}  // namespace drydock::mocks::channels
