#include "mocks/odoo/odoo.hpp"
#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {
namespace {

constexpr std::string_view four_lamps =
    "[0,0,{'product_id':1,'product_uom_qty':4,'price_unit':2.55}]";
constexpr std::string_view disable_warning = "{'context':{'disable_cancel_warning':true}}";

// Source: Odoo 18.0 recordings, c033: client_order_ref is not unique.
TEST(OdooSaleTest, makes_two_orders_of_two_creates) {
    OdooClient client;
    EXPECT_EQ(client.create_order("536365", four_lamps), 1);
    EXPECT_EQ(client.create_order("536365", four_lamps), 2);
    client.create_order("536366", four_lamps);
    EXPECT_EQ(
        client.result(
            "sale.order",
            "search_read",
            "[[['client_order_ref','=','536365']]]",
            "{'fields':['id','name','state','order_line','picking_ids','invoice_ids']}"
        ),
        "[{'id':2,'name':'S00002','state':'draft','order_line':[2],'picking_ids':[],'invoice_ids':["
        "]}"
        ",{'id':1,'name':'S00001','state':'draft','order_line':[1],'picking_ids':[],'invoice_ids':["
        "]}"
        "]"
    );
    EXPECT_EQ(client.books().sale_orders.size(), 3U);
}

// Source: Odoo 18.0 recordings, b052 and k96: a list is created as a whole or not at all.
// Source: Odoo 18.0 recordings, k96 and k97; what fails uses up its ids.
TEST(OdooSaleTest, creates_a_list_wholly_or_not_at_all) {
    OdooClient client;
    EXPECT_EQ(
        client.result("sale.order", "create", "[[{'partner_id':7},{'client_order_ref':'X'}]]"),
        "odoo.exceptions.ValidationError: The operation cannot be completed:\n- Create/update: a "
        "mandatory field is not set.\n- Delete: another model requires the record being deleted. "
        "If "
        "possible, archive it instead.\n\nModel: Sales Order (sale.order)\nField: Customer "
        "(partner_id)\n"
    );
    EXPECT_EQ(client.result("sale.order", "search_count", "[[]]"), "0");
    EXPECT_EQ(
        client.result("sale.order", "create", "[[{'partner_id':7},{'partner_id':7}]]"), "[3,4]"
    );
    EXPECT_EQ(client.result("sale.order", "create", "[[]]"), "[]");
}

TEST(OdooSaleTest, names_an_unknown_product_partner_field_and_a_bad_number) {
    OdooClient client;
    const auto create = [&](std::string_view values) {
        return client.result("sale.order", "create", fmt::format("[{{{}}}]", values));
    };
    EXPECT_EQ(
        create("'partner_id':7,'order_line':[[0,0,{'product_id':99}]]"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n(Record: "
        "product.product(99,), User: 2)"
    );
    EXPECT_EQ(
        create("'partner_id':9"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n(Record: "
        "res.partner(9,), User: 2)"
    );
    EXPECT_EQ(
        create("'partner_id':7,'order_line':[[0,0,{'product_id':1,'nosuch':1}]]"),
        "builtins.ValueError: Invalid field 'nosuch' on model 'sale.order.line'"
    );
    EXPECT_EQ(
        create("'partner_id':7,'order_line':[[0,0,{'product_id':1,'product_uom_qty':'abc'}]]"),
        "builtins.ValueError: could not convert string to float: 'abc'"
    );
}

// Source: Odoo 18.0 recordings, l033: quantities keep two decimals.
TEST(OdooSaleTest, rounds_quantities_to_two_decimals) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':1,'product_uom_qty':1.123456}]");
    EXPECT_EQ(
        client.result(
            "sale.order.line",
            "search_read",
            "[[['order_id','=',1]]]",
            "{'fields':['product_uom_qty','price_unit','product_id']}"
        ),
        "[{'id':1,'product_uom_qty':1.12,'price_unit':12.5,'product_id':[1,'[LAMP] Lamp']}]"
    );
}

// Source: Odoo 18.0 recordings, c050 to c063 and g001 to g011.
TEST(OdooSaleTest, confirms_into_one_delivery_that_reserves_what_is_free) {
    OdooClient client;
    client.create_order(
        "536365",
        "[0,0,{'product_id':1,'product_uom_qty':12}],[0,0,{'product_id':2,'product_uom_qty':1}],"
        "[0,0,{'product_id':3,'product_uom_qty':1}]"
    );
    EXPECT_EQ(client.confirm(1), "true");
    EXPECT_EQ(
        client.result(
            "stock.picking",
            "search_read",
            "[[['sale_id','=',1]]]",
            "{'fields':['id','name','state','move_ids','picking_type_code','origin']}"
        ),
        "[{'id':1,'name':'WH/OUT/00001','state':'assigned','move_ids':[1,2],'picking_type_code':"
        "'outgoing','origin':'S00001 - 536365'}]"
    );
    EXPECT_EQ(
        client.result(
            "stock.move",
            "search_read",
            "[[['picking_id','=',1]]]",
            "{'fields':['id','product_id','product_uom_qty','quantity','state','sale_line_id']}"
        ),
        "[{'id':1,'product_id':[1,'[LAMP] Lamp'],'product_uom_qty':12.0,'quantity':10.0,'state':"
        "'partially_available','sale_line_id':[1,'S00001 - [LAMP] Lamp (17850)']},"
        "{'id':2,'product_id':[2,'[MUG] Mug'],'product_uom_qty':1.0,'quantity':0.0,'state':"
        "'confirmed','sale_line_id':[2,'S00001 - [MUG] Mug (17850)']}]"
    );
    client.create_order("536366", "[0,0,{'product_id':1,'product_uom_qty':1}]");
    client.confirm(2);
    EXPECT_EQ(client.picking_state(2), "confirmed");
    EXPECT_EQ(
        client.moves(2), "[{'id':3,'product_uom_qty':1.0,'quantity':0.0,'state':'confirmed'}]"
    );
}

// Source: Odoo 18.0 recordings, c053 and k93.
TEST(OdooSaleTest, refuses_to_confirm_twice_and_fails_a_list_as_a_whole) {
    OdooClient client;
    client.create_order("A", four_lamps);
    client.create_order("B", four_lamps);
    EXPECT_EQ(client.confirm(1), "true");
    const std::string refused =
        "odoo.exceptions.UserError: Some orders are not in a state requiring confirmation.";
    EXPECT_EQ(client.confirm(1), refused);
    EXPECT_EQ(client.result("sale.order", "action_confirm", "[[2,1]]"), refused);
    EXPECT_EQ(client.books().sale_orders.at(1).state, SaleState::draft);
    EXPECT_EQ(client.books().sale_orders.at(0).state, SaleState::sale);
    EXPECT_EQ(client.result("sale.order", "action_confirm", "[[]]"), "true");
}

TEST(OdooSaleTest, makes_no_delivery_for_services) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':3,'product_uom_qty':1}]");
    EXPECT_EQ(client.confirm(1), "true");
    EXPECT_EQ(client.result("stock.picking", "search", "[[['sale_id','=',1]]]"), "[]");
}

// Source: Odoo 18.0 recordings, d050 and d053.
TEST(OdooSaleTest, cancels_a_draft_at_once_and_asks_about_a_confirmed_order) {
    OdooClient client;
    client.create_order("A", four_lamps);
    client.create_order("B", four_lamps);
    client.confirm(2);
    EXPECT_EQ(client.result("sale.order", "action_cancel", "[[1]]"), "true");
    EXPECT_EQ(client.books().sale_orders.at(0).state, SaleState::cancel);
    EXPECT_EQ(
        client.result("sale.order", "action_cancel", "[[2]]"),
        "{'name':'Cancel Sales Order','view_mode':'form','res_model':'sale.order.cancel','view_id':"
        "1223,'type':'ir.actions.act_window','context':{'default_template_id':17,"
        "'default_order_id':2,'mark_so_as_canceled':true,'default_email_layout_xmlid':"
        "'mail.mail_notification_layout_with_responsible_signature','model_description':"
        "'Sales Order'},'target':'new'}"
    );
    EXPECT_EQ(client.books().sale_orders.at(1).state, SaleState::sale);
}

// Source: Odoo 18.0 recordings, d042, d045, d057 and d063.
TEST(OdooSaleTest, cancels_open_pickings_with_the_order_and_frees_their_stock) {
    OdooClient client;
    client.create_order("A", four_lamps);
    client.confirm(1);
    EXPECT_EQ(client.books().stock.at(0).reserved, Quantity::units(4));
    EXPECT_EQ(client.result("sale.order", "action_cancel", "[[1]]", disable_warning), "true");
    EXPECT_EQ(client.picking_state(1), "cancel");
    EXPECT_EQ(client.books().stock.at(0).reserved, Quantity{});
    EXPECT_EQ(client.books().stock.at(0).on_hand, Quantity::units(10));
    EXPECT_EQ(client.result("sale.order", "action_cancel", "[[1]]", disable_warning), "true");
    EXPECT_EQ(client.validate(1), nothing_reserved);
}

TEST(OdooSaleTest, keeps_what_is_shipped_when_an_order_is_cancelled) {
    OdooClient client;
    client.create_order("A", four_lamps);
    client.confirm(1);
    client.validate(1);
    EXPECT_EQ(client.result("sale.order", "action_cancel", "[[1]]", disable_warning), "true");
    EXPECT_EQ(client.picking_state(1), "done");
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).delivered, Quantity::units(4));
    EXPECT_EQ(client.invoice(1), 0);
}

// Source: Odoo 18.0 recordings, l001 to l022.
TEST(OdooSaleTest, lets_the_demand_follow_the_line) {
    OdooClient client;
    client.create_order("A", four_lamps);
    client.confirm(1);
    const auto write = [&](std::string_view quantity) {
        return client.result(
            "sale.order",
            "write",
            fmt::format("[[1],{{'order_line':[[1,1,{{'product_uom_qty':{}}}]]}}]", quantity)
        );
    };
    EXPECT_EQ(write("8"), "true");
    EXPECT_EQ(
        client.moves(1), "[{'id':1,'product_uom_qty':8.0,'quantity':8.0,'state':'assigned'}]"
    );
    EXPECT_EQ(write("3"), "true");
    EXPECT_EQ(
        client.moves(1), "[{'id':1,'product_uom_qty':3.0,'quantity':3.0,'state':'assigned'}]"
    );
    EXPECT_EQ(client.books().stock.at(0).reserved, Quantity::units(3));
    EXPECT_EQ(write("0"), "true");
    EXPECT_EQ(client.picking_state(1), "cancel");
    EXPECT_EQ(client.moves(1), "[{'id':1,'product_uom_qty':0.0,'quantity':0.0,'state':'cancel'}]");
    EXPECT_EQ(write("5"), "true");
    EXPECT_EQ(client.picking_state(2), "assigned");
    EXPECT_EQ(
        client.moves(2), "[{'id':2,'product_uom_qty':5.0,'quantity':5.0,'state':'assigned'}]"
    );
}

// Source: Odoo 18.0 recordings, d020 to d025.
TEST(OdooSaleTest, keeps_the_line_at_what_is_delivered) {
    OdooClient client;
    client.create_order("A", four_lamps);
    client.confirm(1);
    client.result(
        "stock.picking", "write", "[[1],{'move_ids':[[1,1,{'quantity':3,'picked':true}]]}]"
    );
    client.validate(1);
    const auto write = [&](std::string_view commands) {
        return client.result(
            "sale.order", "write", fmt::format("[[1],{{'order_line':[{}]}}]", commands)
        );
    };
    EXPECT_EQ(write("[1,1,{'product_uom_qty':6}]"), "true");
    EXPECT_EQ(
        client.moves(2), "[{'id':2,'product_uom_qty':3.0,'quantity':3.0,'state':'assigned'}]"
    );
    EXPECT_EQ(
        write("[1,1,{'product_uom_qty':2}]"),
        "odoo.exceptions.UserError: The ordered quantity of a sale order line cannot be decreased "
        "below the amount already delivered. Instead, create a return in your inventory."
    );
    EXPECT_EQ(
        write("[2,1,0]"),
        "odoo.exceptions.UserError: Once a sales order is confirmed, you can't remove one of its "
        "lines (we need to track if something gets invoiced or delivered).\n                Set "
        "the "
        "quantity to 0 instead."
    );
    EXPECT_EQ(
        write("[1,99999,{'product_uom_qty':2}]"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n(Record: "
        "sale.order.line(99999,), User: 2)"
    );
    EXPECT_EQ(write("[1,1,{'product_uom_qty':3}]"), "true");
    EXPECT_EQ(client.picking_state(2), "cancel");
    EXPECT_EQ(write("[0,0,{'product_id':2,'product_uom_qty':1}]"), "true");
    EXPECT_EQ(
        client.moves(3), "[{'id':3,'product_uom_qty':1.0,'quantity':0.0,'state':'confirmed'}]"
    );
}

TEST(OdooSaleTest, writes_its_books) {
    OdooClient client;
    client.create_order("A", four_lamps);
    client.now += one_hour;
    client.confirm(1);
    const SaleOrder order = client.books().sale_orders.at(0);
    EXPECT_EQ(order.name, "S00001");
    EXPECT_EQ(order.client_order_ref, "A");
    EXPECT_EQ(order.created, Instant{});
    EXPECT_EQ(order.confirmed, Instant{one_hour});
    EXPECT_EQ(order.lines.at(0).sku, SkuId{0});
    EXPECT_EQ(order.lines.at(0).price, Money{2'550});
    EXPECT_TRUE(order.lines.at(0).storable);
    EXPECT_EQ(client.books().stock.at(0).system, SystemId{3});
    std::vector<Gauge> gauges;
    client.odoo.read_gauges(gauges);
    ASSERT_EQ(gauges.size(), 3U);
    EXPECT_EQ(gauges[0].value, 1);
    EXPECT_EQ(gauges[1].value, 1);
    EXPECT_EQ(gauges[2].value, 0);
}

}  // namespace
}  // namespace drydock::mocks
