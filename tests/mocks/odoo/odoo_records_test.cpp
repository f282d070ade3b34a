#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {
namespace {

constexpr std::string_view two_lines =
    "[0,0,{'product_id':1,'product_uom_qty':2}],"
    "[0,0,{'product_id':3,'product_uom_qty':1,'price_unit':4.95,'discount':10}]";

// Source: Odoo 18.0, sale.order.copy_data.
TEST(OdooRecordsTest, a_copy_of_an_order_is_a_quotation_with_the_same_lines) {
    OdooClient client;
    client.create_order("A", two_lines);
    client.confirm(1);
    EXPECT_EQ(client.result("sale.order", "copy", "[[1]]"), "[2]");
    EXPECT_EQ(
        client.result("sale.order", "read", "[[2],['state','client_order_ref','order_line']]"),
        "[{'id':2,'state':'draft','client_order_ref':false,'order_line':[3,4]}]"
    );
    EXPECT_EQ(
        client.result(
            "sale.order.line", "read", "[[4],['product_uom_qty','price_unit','discount']]"
        ),
        "[{'id':4,'product_uom_qty':1.0,'price_unit':4.95,'discount':10.0}]"
    );
}

// Source: Odoo 18.0, stock.picking.move_ids is copied, what was shipped is not.
TEST(OdooRecordsTest, a_copy_of_a_transfer_asks_for_the_same_goods_again) {
    OdooClient client;
    client.create_order("A", two_lines);
    client.confirm(1);
    client.validate(1);
    EXPECT_EQ(client.result("stock.picking", "copy", "[[1]]"), "[2]");
    EXPECT_EQ(client.picking_state(2), "draft");
    EXPECT_EQ(client.moves(2), "[{'id':2,'product_uom_qty':2.0,'quantity':0.0,'state':'draft'}]");
}

// Source: Odoo 18.0, product.template.default_code is computed, so it is not copied.
TEST(OdooRecordsTest, a_copy_of_a_product_has_no_code) {
    OdooClient client;
    EXPECT_EQ(client.result("product.product", "copy", "[[1]]"), "[5]");
    EXPECT_EQ(
        client.result("product.product", "read", "[[5],['display_name','default_code']]"),
        "[{'id':5,'display_name':'Lamp (copy)','default_code':false}]"
    );
}

// Source: Odoo 18.0, stock.location._parent_name.
TEST(OdooRecordsTest, stock_is_found_by_the_place_above_it) {
    OdooClient client;
    EXPECT_EQ(
        client.result("stock.quant", "search_count", "[[['location_id','child_of',7]]]"),
        client.result("stock.quant", "search_count", "[[['location_id','=',8]]]")
    );
    EXPECT_NE(
        client.result("stock.quant", "search_count", "[[['location_id','child_of',7]]]"), "0"
    );
    EXPECT_EQ(client.result("stock.location", "search", "[[['id','parent_of',8]]]"), "[7,8]");
}

// Source: Odoo 18.0, odoo/models.py, _search_display_name; res.country.name_search;
// product.product.name_search.
TEST(OdooRecordsTest, names_are_searched_by_code_and_by_what_they_are_not) {
    OdooClient client;
    EXPECT_EQ(client.result("res.partner", "name_search", "['jo']"), "[[7,'Jo']]");
    EXPECT_EQ(
        client.result(
            "res.partner", "name_search", "['Jo',[['id','>',5]]]", "{'operator':'not ilike'}"
        ),
        "[]"
    );
    EXPECT_EQ(
        client.result(
            "res.partner", "name_search", "['x',[['id','>',6]]]", "{'operator':'not ilike'}"
        ),
        "[[7,'Jo']]"
    );
    EXPECT_EQ(
        client.result("res.country", "name_search", "['us']", "{'limit':1}"),
        "[[233,'United States']]"
    );
    EXPECT_EQ(
        client.result("product.product", "name_search", "['[LAMP] La']"), "[[1,'[LAMP] Lamp']]"
    );
    EXPECT_EQ(client.result("product.product", "name_search", "['[NONE] La']"), "[]");
}

// Source: Odoo 18.0, odoo/models.py, toggle_active.
TEST(OdooRecordsTest, toggling_archives_what_is_active_and_brings_back_what_is_not) {
    OdooClient client;
    client.result("res.partner", "create", "[{'name':'Ann','active':false}]");
    EXPECT_EQ(client.result("res.partner", "toggle_active", "[[7,8]]"), "");
    EXPECT_EQ(
        client.result("res.partner", "read", "[[7,8],['active']]"),
        "[{'id':7,'active':false},{'id':8,'active':true}]"
    );
}

// Source: Odoo 18.0, sale.order.line.write and _compute_product_updatable.
TEST(OdooRecordsTest, the_product_of_a_line_changes_until_goods_are_asked_for) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':1,'product_uom_qty':1}]");
    const auto change = [&](int product) {
        return client.result(
            "sale.order.line", "write", fmt::format("[[1],{{'product_id':{}}}]", product)
        );
    };
    EXPECT_EQ(change(3), "true");
    EXPECT_EQ(change(1), "true");
    client.confirm(1);
    EXPECT_EQ(change(1), "true");
    EXPECT_EQ(
        change(3), "odoo.exceptions.UserError: You cannot modify the product of this order line."
    );
}

// Source: Odoo 18.0, sale.order.write and sale.order.line.write.
TEST(OdooRecordsTest, neither_a_line_s_kind_nor_a_confirmed_order_s_pricelist_changes) {
    OdooClient client;
    client.create_order("A", two_lines);
    EXPECT_EQ(
        client.result("sale.order.line", "write", "[[1],{'display_type':'line_note'}]"),
        "odoo.exceptions.UserError: You cannot change the type of a sale order line. Instead you "
        "should delete the current line and create a new line of the proper type."
    );
    EXPECT_EQ(client.result("sale.order.line", "write", "[[1],{'display_type':false}]"), "true");
    EXPECT_EQ(client.result("sale.order", "write", "[[1],{'pricelist_id':false}]"), "true");
    client.confirm(1);
    EXPECT_EQ(
        client.result("sale.order", "write", "[[1],{'pricelist_id':false}]"),
        "odoo.exceptions.UserError: You cannot change the pricelist of a confirmed order !"
    );
}

// Source: Odoo 18.0, ir.config_parameter.get_param.
TEST(OdooRecordsTest, a_parameter_is_read_by_its_key_or_as_what_is_given_instead) {
    OdooClient client;
    const auto get = [&](std::string_view arguments) {
        return client.result("ir.config_parameter", "get_param", arguments);
    };
    EXPECT_EQ(get("['web.base.url']"), "'http://localhost:8069'");
    EXPECT_EQ(get("['nosuch']"), "false");
    EXPECT_EQ(get("['nosuch','x']"), "'x'");
}

// Source: Odoo 18.0 recordings, h094.
TEST(OdooRecordsTest, the_totals_of_an_order_are_an_object) {
    OdooClient client;
    client.create_order("A", two_lines);
    const Document read = client.call("sale.order", "read", "[[1],['tax_totals','amount_total']]");
    const Value order = read["result"].at(0);
    const Value totals = order["tax_totals"];
    ASSERT_TRUE(totals.is_object());
    EXPECT_EQ(totals["total_amount"].thousandths(), order["amount_total"].thousandths());
    EXPECT_EQ(totals["subtotals"].at(0)["name"].string(), "Untaxed Amount");
    EXPECT_EQ(
        client.result("sale.order", "fields_get", "[['tax_totals']]", "{'attributes':['type']}"),
        "{'tax_totals':{'type':'binary'}}"
    );
}

// Source: Odoo 18.0, odoo/fields.py, Char.convert_to_cache.
TEST(OdooRecordsTest, keeps_what_is_no_text_as_python_writes_it) {
    OdooClient client;
    const auto name_of = [&](std::string_view given) {
        const std::string id =
            client.result("res.partner", "create", fmt::format("[{{'name':{}}}]", given));
        return client.result("res.partner", "read", fmt::format("[[{}],['name']]", id));
    };
    EXPECT_EQ(name_of("4711"), "[{'id':8,'name':'4711'}]");
    EXPECT_EQ(name_of("true"), "[{'id':9,'name':'True'}]");
    EXPECT_EQ(
        client.result("res.partner", "create", "[{'name':false}]"),
        "odoo.exceptions.ValidationError: The operation cannot be completed: Contacts require a "
        "name"
    );
    EXPECT_EQ(client.result("res.partner", "write", "[[8],{'ref':12}]"), "true");
    EXPECT_EQ(client.result("res.partner", "read", "[[8],['ref']]"), "[{'id':8,'ref':'12'}]");
}

}  // namespace
}  // namespace drydock::mocks
