#include "mocks/odoo/odoo.hpp"
#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {
namespace {

constexpr std::string_view lamps_and_mugs =
    "[0,0,{'product_id':1,'product_uom_qty':4}],[0,0,{'product_id':2,'product_uom_qty':2}]";
constexpr std::string_view five_lamps = "[0,0,{'product_id':1,'product_uom_qty':5}]";

std::string write_moves(OdooClient& client, int picking, std::string_view commands) {
    return client.result(
        "stock.picking",
        "write",
        fmt::format("[[{}],{{'move_ids':[{}],'carrier_tracking_ref':'DD1'}}]", picking, commands)
    );
}

std::string goods_in(OdooClient& client, std::string_view product, std::string_view quantity) {
    const std::string id = client.result(
        "stock.picking",
        "create",
        fmt::format(
            "[{{'picking_type_id':1,'location_id':4,'location_dest_id':8,'origin':'R2011-11-07',"
            "'move_ids':[[0,0,{{'name':'in','product_id':{},'product_uom_qty':{},'quantity':{},"
            "'picked':true,'location_id':4,'location_dest_id':8}}]]}}]",
            product,
            quantity,
            quantity
        )
    );
    EXPECT_EQ(client.validate(std::stoi(id)), "true");
    return id;
}

// Rule (1) and (5). Source: Odoo 18.0 recordings, d031.
TEST(OdooStockTest, ships_what_is_reserved_when_nothing_is_picked) {
    OdooClient client;
    client.create_order("A", five_lamps);
    client.confirm(1);
    client.now += one_hour;
    EXPECT_EQ(client.validate(1, "{}"), "true");
    EXPECT_EQ(
        client.result("stock.picking", "read", "[[1],['state','date_done']]"),
        "[{'id':1,'state':'done','date_done':'2011-12-31 01:00:00'}]"
    );
    EXPECT_EQ(client.books().stock.at(0).on_hand, Quantity::units(5));
    EXPECT_EQ(client.books().stock.at(0).reserved, Quantity{});
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).delivered, Quantity::units(5));
    EXPECT_EQ(client.books().pickings.at(0).name, "WH/OUT/00001");
    EXPECT_EQ(client.books().pickings.at(0).order, "A");
    ASSERT_EQ(client.books().pickings.at(0).lines.size(), 1U);
    EXPECT_EQ(client.books().pickings.at(0).lines.at(0).quantity, Quantity::units(5));
}

// Rule (2). Source: Odoo 18.0 recordings, d006 and d007.
TEST(OdooStockTest, ships_only_what_is_picked_and_keeps_a_backorder) {
    OdooClient client;
    goods_in(client, "2", "9");
    client.create_order("A", lamps_and_mugs);
    client.confirm(1);
    EXPECT_EQ(write_moves(client, 2, "[1,2,{'quantity':3,'picked':true}]"), "true");
    EXPECT_EQ(client.validate(2), "true");
    EXPECT_EQ(
        client.result(
            "stock.picking",
            "search_read",
            "[[['sale_id','=',1]]]",
            "{'fields':['name','state','backorder_id','move_ids','carrier_tracking_ref'],'order':'"
            "id'}"
        ),
        "[{'id':2,'name':'WH/OUT/00001','state':'done','backorder_id':false,'move_ids':[2],"
        "'carrier_tracking_ref':'DD1'},{'id':3,'name':'WH/OUT/00002','state':'assigned',"
        "'backorder_id':[2,'WH/OUT/00001'],'move_ids':[3,4],'carrier_tracking_ref':false}]"
    );
    EXPECT_EQ(client.moves(2), "[{'id':2,'product_uom_qty':3.0,'quantity':3.0,'state':'done'}]");
    EXPECT_EQ(
        client.moves(3),
        "[{'id':3,'product_uom_qty':2.0,'quantity':2.0,'state':'assigned'},"
        "{'id':4,'product_uom_qty':1.0,'quantity':1.0,'state':'assigned'}]"
    );
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).delivered, Quantity::units(3));
    EXPECT_EQ(client.validate(3), "true");
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).delivered, Quantity::units(4));
}

// Rule (3), also for repeats. Source: Odoo 18.0 recordings, g006 and d010.
TEST(OdooStockTest, refuses_to_validate_without_quantities_and_twice) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':2,'product_uom_qty':2}]");
    client.create_order("B", five_lamps);
    client.confirm(1);
    client.confirm(2);
    EXPECT_EQ(client.validate(1), nothing_reserved);
    EXPECT_EQ(client.picking_state(1), "confirmed");
    EXPECT_EQ(client.validate(2), "true");
    EXPECT_EQ(client.validate(2), nothing_reserved);
    EXPECT_EQ(client.books().stock.at(0).on_hand, Quantity::units(5));
}

TEST(OdooStockTest, refuses_to_validate_an_empty_transfer) {
    OdooClient client;
    client.result("stock.picking", "create", "[{'picking_type_id':1}]");
    EXPECT_EQ(
        client.validate(1),
        "odoo.exceptions.UserError: You can\u2019t validate an empty transfer. Please add some "
        "products to move before proceeding."
    );
}

// Rule (4). Source: Odoo 18.0 recordings, c072 and m011.
TEST(OdooStockTest, asks_about_a_backorder_and_leaves_the_moves_picked) {
    OdooClient client;
    client.create_order("A", lamps_and_mugs);
    client.confirm(1);
    EXPECT_EQ(
        client.validate(1, "{}"),
        "{'name':'Create Backorder?','type':'ir.actions.act_window','view_mode':'form','res_model':"
        "'stock.backorder.confirmation','views':[[892,'form']],'view_id':892,'target':'new',"
        "'context':{'button_validate_picking_ids':[1],'default_show_transfers':false,"
        "'default_pick_ids':[[4,1]]}}"
    );
    EXPECT_EQ(client.picking_state(1), "assigned");
    goods_in(client, "2", "9");
    EXPECT_EQ(
        client.moves(1),
        "[{'id':1,'product_uom_qty':4.0,'quantity':4.0,'state':'assigned'},"
        "{'id':2,'product_uom_qty':2.0,'quantity':0.0,'state':'confirmed'}]"
    );
}

// Source: Odoo 18.0 recordings, d065 to d067.
TEST(OdooStockTest, closes_the_rest_short_when_told_to_keep_no_backorder) {
    OdooClient client;
    client.create_order("A", lamps_and_mugs);
    client.confirm(1);
    write_moves(client, 1, "[1,1,{'quantity':1,'picked':true}]");
    EXPECT_EQ(
        client.validate(
            1, "{'context':{'skip_backorder':true,'picking_ids_not_to_backorder':[1]}}"
        ),
        "true"
    );
    EXPECT_EQ(
        client.moves(1),
        "[{'id':1,'product_uom_qty':4.0,'quantity':1.0,'state':'done'},"
        "{'id':2,'product_uom_qty':2.0,'quantity':0.0,'state':'cancel'}]"
    );
    EXPECT_EQ(client.result("stock.picking", "search", "[[['sale_id','=',1]]]"), "[1]");
    EXPECT_EQ(client.books().stock.at(0).on_hand, Quantity::units(9));
    EXPECT_EQ(client.books().stock.at(0).reserved, Quantity{});
}

// Source: Odoo 18.0 recordings, d077 and d012.
TEST(OdooStockTest, cancels_an_open_backorder_but_no_done_picking) {
    OdooClient client;
    client.create_order("A", five_lamps);
    client.confirm(1);
    write_moves(client, 1, "[1,1,{'quantity':2,'picked':true}]");
    client.validate(1);
    EXPECT_EQ(client.result("stock.picking", "action_cancel", "[[2]]"), "true");
    EXPECT_EQ(client.picking_state(2), "cancel");
    EXPECT_EQ(client.books().stock.at(0).reserved, Quantity{});
    EXPECT_EQ(
        client.result("stock.picking", "action_cancel", "[[1]]"),
        "odoo.exceptions.UserError: You cannot cancel a stock move that has been set to 'Done'. "
        "Create a return in order to reverse the moves which took place."
    );
    EXPECT_EQ(
        client.result("stock.picking", "action_assign", "[[2]]"),
        "odoo.exceptions.UserError: Nothing to check the availability for."
    );
    EXPECT_EQ(client.books().sale_orders.at(0).state, SaleState::sale);
}

// Source: Odoo 18.0 recordings, g015 to g019.
TEST(OdooStockTest, lets_stock_be_taken_from_another_order) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':1,'product_uom_qty':10}]");
    client.create_order("B", "[0,0,{'product_id':1,'product_uom_qty':12}]");
    client.confirm(1);
    client.confirm(2);
    write_moves(client, 2, "[1,2,{'quantity':12,'picked':true}]");
    EXPECT_EQ(client.validate(2), "true");
    EXPECT_EQ(client.books().stock.at(0).on_hand, Quantity::units(-2));
    EXPECT_EQ(client.books().stock.at(0).reserved, Quantity::units(10));
    EXPECT_EQ(
        client.moves(1), "[{'id':1,'product_uom_qty':10.0,'quantity':10.0,'state':'assigned'}]"
    );
    EXPECT_EQ(
        client.result(
            "stock.quant",
            "search_read",
            "[[['product_id','=',1],['location_id','=',8]]]",
            "{'fields':['quantity','reserved_quantity','available_quantity']}"
        ),
        "[{'id':1,'quantity':-2.0,'reserved_quantity':10.0,'available_quantity':-12.0}]"
    );
}

// Source: Odoo 18.0 recordings, d080 to d083.
TEST(OdooStockTest, ships_more_than_was_asked_for) {
    OdooClient client;
    client.create_order("A", five_lamps);
    client.confirm(1);
    write_moves(client, 1, "[1,1,{'quantity':6,'picked':true}]");
    EXPECT_EQ(client.validate(1, "{}"), "true");
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).delivered, Quantity::units(6));
}

// Source: Odoo 18.0 recordings, m003: a validated receipt reserves; the oldest order first.
TEST(OdooStockTest, reserves_for_waiting_deliveries_when_goods_come_in) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':2,'product_uom_qty':3}]");
    client.create_order("B", "[0,0,{'product_id':2,'product_uom_qty':3}]");
    client.now += one_hour;
    client.confirm(2);
    client.now += one_hour;
    client.confirm(1);
    EXPECT_EQ(goods_in(client, "2", "4"), "3");
    EXPECT_EQ(client.picking_state(1), "assigned");
    EXPECT_EQ(
        client.moves(1), "[{'id':1,'product_uom_qty':3.0,'quantity':3.0,'state':'assigned'}]"
    );
    EXPECT_EQ(
        client.moves(2),
        "[{'id':2,'product_uom_qty':3.0,'quantity':1.0,'state':'partially_available'}]"
    );
    goods_in(client, "2", "1");
    goods_in(client, "2", "7");
    EXPECT_EQ(
        client.moves(2), "[{'id':2,'product_uom_qty':3.0,'quantity':3.0,'state':'assigned'}]"
    );
    EXPECT_EQ(client.books().stock.at(1).on_hand, Quantity::units(12));
    EXPECT_EQ(client.books().stock.at(1).reserved, Quantity::units(6));
    EXPECT_EQ(
        client.result(
            "stock.picking", "search", "[[['origin','=','R2011-11-07']]]", "{'order':'id'}"
        ),
        "[3,4,5]"
    );
    EXPECT_EQ(client.books().pickings.size(), 0U);
}

TEST(OdooStockTest, books_losses_and_finds_against_inventory_adjustment) {
    OdooClient client;
    const auto adjust = [&](int from, int to) {
        const std::string id = client.result(
            "stock.picking",
            "create",
            fmt::format(
                "[{{'picking_type_id':7,'location_id':{},'location_dest_id':{},'origin':'A00000001'"
                ","
                "'move_ids':[[0,0,{{'name':'x','product_id':1,'product_uom_qty':2,'quantity':2,"
                "'picked':true,'location_id':{},'location_dest_id':{}}}]]}}]",
                from,
                to,
                from,
                to
            )
        );
        EXPECT_EQ(client.validate(std::stoi(id)), "true");
        return client.books().stock.at(0);
    };
    EXPECT_EQ(adjust(8, 14).on_hand, Quantity::units(8));
    EXPECT_EQ(adjust(8, 14).reserved, Quantity{});
    EXPECT_EQ(adjust(14, 8).on_hand, Quantity::units(8));
    EXPECT_EQ(
        client.result("stock.picking", "read", "[[3],['name','state','location_id','sale_id']]"),
        "[{'id':3,'name':'WH/INT/00003','state':'done','location_id':[14,"
        "'Virtual Locations/Inventory adjustment'],'sale_id':false}]"
    );
}

// Source: Odoo 18.0 recordings, h068: a draft's demand counts as done.
TEST(OdooStockTest, takes_the_demand_of_a_draft_as_done) {
    OdooClient client;
    client.result(
        "stock.picking",
        "create",
        "[{'picking_type_id':1,'move_ids':[[0,0,{'product_id':2,'product_uom_qty':5}]]}]"
    );
    EXPECT_EQ(client.picking_state(1), "draft");
    EXPECT_EQ(client.validate(1, "{}"), "true");
    EXPECT_EQ(client.books().stock.at(1).on_hand, Quantity::units(5));
}

class OdooReturnTest : public ::testing::Test {
protected:
    OdooReturnTest() {
        client.create_order("A", lamps_and_mugs);
        goods_in(client, "2", "2");
        client.confirm(1);
        client.validate(2);
    }
    std::string open_wizard() {
        return client.result(
            "stock.return.picking",
            "create",
            "[{'picking_id':2}]",
            "{'context':{'active_id':2,'active_model':'stock.picking'}}"
        );
    }
    OdooClient client;
};

// Source: Odoo 18.0 recordings, f002 to f012.
TEST_F(OdooReturnTest, brings_goods_back_and_lowers_what_was_delivered) {
    EXPECT_EQ(open_wizard(), "1");
    EXPECT_EQ(
        client.result(
            "stock.return.picking.line",
            "search_read",
            "[[['wizard_id','=',1]]]",
            "{'fields':['id','product_id','move_id','quantity']}"
        ),
        "[{'id':1,'product_id':[1,'[LAMP] Lamp'],'move_id':[2,'S00001 - A/LAMP: Stock>Customers'],"
        "'quantity':0.0},{'id':2,'product_id':[2,'[MUG] Mug'],'move_id':[3,'S00001 - A/MUG: "
        "Stock>Customers'],'quantity':0.0}]"
    );
    EXPECT_EQ(
        client.result(
            "stock.return.picking", "write", "[[1],{'product_return_moves':[[1,1,{'quantity':3}]]}]"
        ),
        "true"
    );
    EXPECT_EQ(
        client.result(
            "stock.return.picking", "action_create_returns", "[[1]]", "{'context':{'active_id':2}}"
        ),
        "{'name':'Returned "
        "Picking','view_mode':'form','res_model':'stock.picking','res_id':3,'type':"
        "'ir.actions.act_window','context':{'active_id':2}}"
    );
    EXPECT_EQ(
        client.result(
            "stock.picking",
            "read",
            "[[3],['name','state','origin','picking_type_code','return_id','sale_id','location_id']"
            "]"
        ),
        "[{'id':3,'name':'WH/IN/00002','state':'assigned','origin':'Return of WH/OUT/00001',"
        "'picking_type_code':'incoming','return_id':[2,'WH/OUT/00001'],'sale_id':[1,'S00001'],"
        "'location_id':[5,'Partners/Customers']}]"
    );
    EXPECT_EQ(
        client.result(
            "stock.move",
            "search_read",
            "[[['picking_id','=',3]]]",
            "{'fields':['product_uom_qty','quantity','state','to_refund',"
            "'origin_returned_move_id']}"
        ),
        "[{'id':4,'product_uom_qty':3.0,'quantity':3.0,'state':'assigned','to_refund':true,"
        "'origin_returned_move_id':[2,'S00001 - A/LAMP: Stock>Customers']}]"
    );
    EXPECT_EQ(client.validate(3), "true");
    const Books books = client.books();
    EXPECT_EQ(books.sale_orders.at(0).lines.at(0).delivered, Quantity::units(1));
    EXPECT_EQ(books.sale_orders.at(0).lines.at(1).delivered, Quantity::units(2));
    EXPECT_EQ(books.stock.at(0).on_hand, Quantity::units(9));
    ASSERT_EQ(books.pickings.size(), 2U);
    EXPECT_TRUE(books.pickings.at(1).incoming);
}

// Source: Odoo 18.0 recordings, f005 and f014 to f017.
TEST_F(OdooReturnTest, refuses_nothing_but_accepts_more_than_was_delivered) {
    open_wizard();
    EXPECT_EQ(
        client.result("stock.return.picking", "action_create_returns", "[[1]]"),
        "odoo.exceptions.UserError: Please specify at least one non-zero quantity."
    );
    client.result("stock.return.picking.line", "write", "[[1],{'quantity':11}]");
    client.result("stock.return.picking", "action_create_returns", "[[1]]");
    EXPECT_EQ(client.validate(3), "true");
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).delivered, Quantity::units(-7));
}

}  // namespace
}  // namespace drydock::mocks
