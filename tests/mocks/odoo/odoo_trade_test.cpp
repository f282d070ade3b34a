#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {

namespace {

constexpr std::string_view four_lamps_ordered = "[0,0,{'product_id':1,'product_uom_qty':4}]";

}  // namespace

// Source: Odoo 18.0 recordings, c061.
TEST(OdooTradeTest, shows_a_line_by_the_name_it_was_given) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':1,'name':'Custom label\\nin red'}]");
    EXPECT_EQ(
        client.result("sale.order.line", "read", "[[1],['display_name']]"),
        "[{'id':1,'display_name':'S00001 - Custom label (17850)'}]"
    );
}

// Source: Odoo 18.0 recordings, c042 and c043.
TEST(OdooTradeTest, refuses_an_order_of_nobody_or_with_lines_that_are_no_commands) {
    OdooClient client;
    EXPECT_EQ(
        client.result("sale.order", "create", "[{'partner_id':99999,'order_line':[]}]"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n(Record: "
        "res.partner(99999,), User: 2)"
    );
    EXPECT_EQ(
        client.result("sale.order", "create", "[{'partner_id':7,'order_line':'x'}]"),
        "builtins.ValueError: Wrong value for sale.order.order_line: x"
    );
    EXPECT_EQ(client.result("sale.order", "search_count", "[[]]"), "0");
}

// Source: Odoo 18.0 recordings, d050 to d052.
TEST(OdooTradeTest, unlinks_a_cancelled_order_and_its_lines) {
    OdooClient client;
    client.create_order("A", four_lamps_ordered);
    EXPECT_EQ(client.result("sale.order", "action_cancel", "[[1]]"), "true");
    EXPECT_EQ(client.result("sale.order", "unlink", "[[1]]"), "true");
    EXPECT_EQ(client.result("sale.order.line", "search", "[[]]"), "[]");
}

// Source: Odoo 18.0 recordings, d070 to d076.
TEST(OdooTradeTest, does_not_deliver_a_line_that_was_added_while_the_order_was_locked) {
    OdooClient client;
    client.create_order("A", four_lamps_ordered);
    client.confirm(1);
    client.result("sale.order", "action_lock", "[[1]]");
    const std::string_view added =
        "[[1],{'order_line':[[0,0,{'product_id':2,'product_uom_qty':1}]]}]";
    EXPECT_EQ(client.result("sale.order", "write", added), "true");
    client.result("sale.order", "action_unlock", "[[1]]");
    EXPECT_EQ(
        client.moves(1), "[{'id':1,'product_uom_qty':4.0,'quantity':4.0,'state':'assigned'}]"
    );
    EXPECT_EQ(client.result("sale.order", "write", added), "true");
    EXPECT_EQ(
        client.moves(1),
        "[{'id':1,'product_uom_qty':4.0,'quantity':4.0,'state':'assigned'},"
        "{'id':2,'product_uom_qty':1.0,'quantity':0.0,'state':'confirmed'}]"
    );
}

// Source: Odoo 18.0 recordings, h022 to h025.
TEST(OdooTradeTest, gives_a_delivery_the_carrier_that_its_order_had_when_it_was_confirmed) {
    OdooClient client;
    client.create_order("A", four_lamps_ordered);
    const std::string carrier = client.result(
        "delivery.carrier", "create", "[{'name':'DHL','delivery_type':'fixed','product_id':3}]"
    );
    const std::string choice = client.result(
        "choose.delivery.carrier",
        "create",
        fmt::format("[{{'order_id':1,'carrier_id':{}}}]", carrier)
    );
    client.result("choose.delivery.carrier", "button_confirm", fmt::format("[[{}]]", choice));
    client.confirm(1);
    EXPECT_EQ(
        client.result("stock.picking", "read", "[[1],['carrier_id']]"),
        fmt::format("[{{'id':1,'carrier_id':[{},'DHL']}}]", carrier)
    );
}

// Source: Odoo 18.0 recordings, f014 to f018.
TEST(OdooTradeTest, has_nothing_to_return_once_more_came_back_than_went) {
    OdooClient client;
    client.create_order("A", four_lamps_ordered);
    client.confirm(1);
    client.validate(1);
    client.result("stock.return.picking", "create", "[{'picking_id':1}]");
    client.result("stock.return.picking.line", "write", "[[1],{'quantity':9}]");
    client.result("stock.return.picking", "action_create_returns", "[[1]]");
    client.validate(2);
    client.result("stock.return.picking", "create", "[{'picking_id':1}]");
    EXPECT_EQ(
        client.result("stock.return.picking", "action_create_returns_all", "[[2]]"),
        "odoo.exceptions.UserError: Nothing to check the availability for."
    );
}

// Source: Odoo 18.0 recordings, c011 to c028.
TEST(OdooTradeTest, names_an_inventory_move_after_who_counted_and_whether_anything_changed) {
    OdooClient client;
    client.result(
        "stock.quant",
        "create",
        "[{'product_id':2,'location_id':8,'inventory_quantity':6}]",
        "{'context':{'inventory_mode':true}}"
    );
    client.result("stock.quant", "action_apply_inventory", "[[2]]");
    client.result("stock.quant", "action_apply_inventory", "[[2]]");
    EXPECT_EQ(
        client.result(
            "stock.move",
            "search_read",
            "[[['product_id','=',2]]]",
            "{'fields':['name','quantity','location_id']}"
        ),
        "[{'id':1,'name':'Product Quantity Updated (Administrator)','quantity':6.0,'location_id':"
        "[14,'Virtual Locations/Inventory adjustment']},"
        "{'id':2,'name':'Product Quantity Confirmed','quantity':0.0,'location_id':"
        "[8,'WH/Stock']}]"
    );
}

}  // namespace drydock::mocks
