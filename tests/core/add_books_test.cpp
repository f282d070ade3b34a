#include "core/add_books.hpp"

#include <array>

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock {
namespace {

constexpr Instant shown{2 * one_hour};

/// Has one row of each kind, all of whose instants are `shown`.
class Bookkeeper final : public Node {
public:
    void on_request(const Moment&, const Incoming&, Step&) override {}
    [[nodiscard]] std::span<const std::string_view> operations() const override { return names_; }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }
    void write_books(Books& books) const override {
        ChannelOrder order;
        order.placed = shown;
        order.accepted = shown;
        order.cancels.push_back({.number = {}, .requested = shown, .answered = shown});
        order.fulfilments.push_back({"1", shown, {{Milestone::shipped, shown}}});
        books.channel_orders.push_back(order);
        SaleOrder sale;
        sale.created = shown;
        sale.confirmed = shown;
        books.sale_orders.push_back(sale);
        Invoice invoice;
        invoice.posted_at = shown;
        books.invoices.push_back(invoice);
        books.pickings.push_back({.name = {}, .order = {}, .done = shown});
        books.warehouse_orders.push_back({{}, shown, shown, {}});
        Parcel parcel;
        parcel.packed = shown;
        parcel.labelled = shown;
        parcel.shipped = shown;
        parcel.cancelled = shown;
        books.parcels.push_back(parcel);
        books.labels.push_back({{}, {}, shown, shown, shown, shown});
        books.stock_publications.push_back({SystemId{}, shown, 1});
        books.exceptions.push_back({{}, {}, {}, {}, shown, shown});
        books.violations.push_back({SystemId{}, shown, {}, {}});
        books.orders_unplaced += 3;
    }

private:
    static constexpr std::array<std::string_view, 1> names_{"any"};
};

std::vector<Instant> instants_of(const Books& books) {
    const ChannelOrder& order = books.channel_orders.at(0);
    const Parcel& parcel = books.parcels.at(0);
    const Label& label = books.labels.at(0);
    return {
        order.placed,
        order.accepted.value(),
        order.cancels.at(0).requested,
        order.cancels.at(0).answered.value(),
        order.fulfilments.at(0).at,
        order.fulfilments.at(0).milestones.at(0).second,
        books.sale_orders.at(0).created,
        books.sale_orders.at(0).confirmed.value(),
        books.invoices.at(0).posted_at.value(),
        books.pickings.at(0).done,
        books.warehouse_orders.at(0).received,
        books.warehouse_orders.at(0).cancelled.value(),
        parcel.packed,
        parcel.labelled.value(),
        parcel.shipped.value(),
        parcel.cancelled.value(),
        label.bought,
        label.voided.value(),
        label.handed_over.value(),
        label.delivered.value(),
        books.stock_publications.at(0).at,
        books.exceptions.at(0).opened,
        books.exceptions.at(0).closed.value(),
        books.violations.at(0).at};
}

TEST(AddBooksTest, every_instant_of_a_clock_that_was_ahead_is_told_back) {
    WallClock clock;
    clock.advance(Instant{one_hour}, 10 * one_minute);
    Books books;
    add_books(Bookkeeper{}, clock, books);
    for (const Instant instant : instants_of(books)) {
        EXPECT_EQ(instant, shown - 10 * one_minute);
    }
}

TEST(AddBooksTest, a_clock_that_was_always_right_changes_nothing_and_books_add_up) {
    Books books;
    add_books(Bookkeeper{}, WallClock{}, books);
    for (const Instant instant : instants_of(books)) {
        EXPECT_EQ(instant, shown);
    }
    WallClock set;
    set.advance(Instant{}, one_minute);
    add_books(Bookkeeper{}, set, books);
    EXPECT_EQ(books.parcels.size(), 2U);
    EXPECT_EQ(books.violations.size(), 2U);
    EXPECT_EQ(books.orders_unplaced, 6U);
}

}  // namespace
}  // namespace drydock
