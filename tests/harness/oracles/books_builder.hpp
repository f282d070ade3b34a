#pragma once

#include <string>

#include "core/calendar.hpp"
#include "harness/oracles/evidence.hpp"

namespace drydock::harness {

/// Books of a small landscape in which everything went well, for tests that then plant a violation:
/// order "1" of 6 mugs at 2.50 and one postage at 5.00, shipped in parcel "P1" and invoiced; order
/// "2" of 4 plates at 3.00, cancelled as a whole before the warehouse began.
struct Landscape {
    static constexpr SystemId odoo{0};
    static constexpr SystemId wms{1};
    static constexpr SystemId storefront{3};
    static constexpr SkuId mug{0};
    static constexpr SkuId plate{1};
    static constexpr SkuId postage{2};

    Demand demand;
    Books books;
    bool settled = true;

    Landscape() {
        demand.products = {
            {.sku = "MUG", .name = "mug", .price = {2'500}},
            {.sku = "PLATE", .name = "plate", .price = {3'000}},
            {.sku = "POST", .name = "postage", .price = {5'000}, .kind = ProductKind::service}};
        add_shipped_order();
        add_cancelled_order();
        books.stock = {
            {odoo, mug, Quantity::units(94), {}},
            {wms, mug, Quantity::units(94), {}},
            {odoo, plate, Quantity::units(50), {}},
            {wms, plate, Quantity::units(50), {}}};
    }

    [[nodiscard]] Evidence evidence() const {
        return {
            .books = books,
            .demand = demand,
            .index = OrderIndex{books},
            .odoo = odoo,
            .wms = wms,
            .settled = settled};
    }

    [[nodiscard]] static Instant hour(int count) { return Instant{count * one_hour}; }

    ChannelOrder& shipped_order() { return books.channel_orders[0]; }
    ChannelOrder& cancelled_order() { return books.channel_orders[1]; }

    /// A person takes the order in hand.
    void own(std::string number) {
        OwnedException exception;
        exception.order = std::move(number);
        exception.stage = "create sale order";
        exception.reason = "the SKU is not in the catalogue";
        exception.owner = "catalogue";
        exception.opened = hour(2);
        books.exceptions.push_back(std::move(exception));
    }

private:
    void add_shipped_order() {
        ChannelOrder& sold = books.channel_orders.emplace_back();
        sold.channel = storefront;
        sold.number = "1";
        sold.placed = hour(1);
        sold.accepted = hour(1) + one_second;
        sold.captured = {20'000};
        sold.lines = {
            {mug, Quantity::units(6), {}, Quantity::units(6), {}, {2'500}},
            {postage, Quantity::units(1), {}, Quantity::units(1), {}, {5'000}}};
        sold.fulfilments = {
            {"P1",
             hour(10),
             {{Milestone::in_transit, hour(20)}, {Milestone::delivered, hour(30)}}}};

        SaleOrder& sale = books.sale_orders.emplace_back();
        sale.name = "S00001";
        sale.client_order_ref = "1";
        sale.state = SaleState::sale;
        sale.created = hour(1) + one_minute;
        sale.confirmed = hour(1) + one_minute;
        const Quantity six = Quantity::units(6);
        const Quantity one = Quantity::units(1);
        sale.lines = {{mug, six, six, six, {2'500}, true}, {postage, one, {}, one, {5'000}, false}};

        books.warehouse_orders.push_back({"1", hour(2), {}, {{mug, six, six, {}}}});
        Parcel& parcel = books.parcels.emplace_back();
        parcel.number = "P1";
        parcel.order = "1";
        parcel.packed = hour(3);
        parcel.labelled = hour(4);
        parcel.shipped = hour(9);
        parcel.tracking = "T1";
        parcel.lines = {{mug, six}};
        books.labels.push_back({"T1", "P1", hour(4), {}, hour(9), hour(30)});
        books.pickings.push_back({"WH/OUT/00001", "1", false, hour(10), {{mug, six}}});
        Invoice& invoice = books.invoices.emplace_back();
        invoice.name = "INV/1";
        invoice.posted = true;
        invoice.order = "1";
        invoice.total = {20'000};
        invoice.posted_at = hour(10) + one_minute;
    }

    void add_cancelled_order() {
        const Quantity four = Quantity::units(4);
        ChannelOrder& sold = books.channel_orders.emplace_back();
        sold.channel = storefront;
        sold.number = "2";
        sold.placed = hour(1);
        sold.accepted = hour(1) + one_second;
        sold.captured = {12'000};
        sold.refunded = {12'000};
        sold.cancelled = true;
        sold.lines = {{plate, four, four, {}, {}, {3'000}}};
        sold.cancels = {{"C2", hour(3), CancelAnswer::confirmed, hour(4), true}};

        SaleOrder& sale = books.sale_orders.emplace_back();
        sale.name = "S00002";
        sale.client_order_ref = "2";
        sale.state = SaleState::cancel;
        sale.created = hour(1) + 2 * one_minute;
        sale.lines = {{plate, four, {}, {}, {3'000}, true}};
        books.warehouse_orders.push_back({"2", hour(2), hour(4), {{plate, four, {}, four}}});
    }
};

}  // namespace drydock::harness
