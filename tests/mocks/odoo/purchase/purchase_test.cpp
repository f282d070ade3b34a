#include "tests/mocks/odoo/account/account_client.hpp"

namespace drydock::mocks {
namespace {

int buy(AccountClient& client) {
    return std::stoi(client.result(
        "purchase.order",
        "create",
        "[{'partner_id':7,'partner_ref':'VREF-1','order_line':[[0,0,{'product_id':2,"
        "'product_qty':20,'price_unit':4}]]}]"
    ));
}

// Source: Odoo 18.0 recordings, h001 to h006.
TEST(OdooPurchaseTest, receives_what_it_confirms_once) {
    AccountClient client;
    EXPECT_EQ(buy(client), 1);
    EXPECT_EQ(
        client.read("purchase.order", 1, "'name','state','amount_total','receipt_status'"),
        "[{'id':1,'name':'P00001','state':'draft','amount_total':92.0,'receipt_status':false}]"
    );
    EXPECT_EQ(client.result("purchase.order", "button_confirm", "[[1]]"), "true");
    EXPECT_EQ(client.result("purchase.order", "button_confirm", "[[1]]"), "true");
    EXPECT_EQ(
        client.read("purchase.order", 1, "'state','receipt_status','invoice_status','picking_ids'"),
        "[{'id':1,'state':'purchase','receipt_status':'pending','invoice_status':'no',"
        "'picking_ids':[1]}]"
    );
    EXPECT_EQ(
        client.read("stock.picking", 1, "'name','state','picking_type_code','origin'"),
        "[{'id':1,'name':'WH/IN/00001','state':'assigned','picking_type_code':'incoming','origin':"
        "'P00001'}]"
    );
}

// Source: Odoo 18.0 recordings, h007 to h011.
TEST(OdooPurchaseTest, bills_what_came_and_cannot_be_cancelled_after_that) {
    AccountClient client;
    buy(client);
    client.result("purchase.order", "button_confirm", "[[1]]");
    EXPECT_EQ(
        client.result("purchase.order", "action_create_invoice", "[[1]]"),
        "odoo.exceptions.UserError: There is no invoiceable line. If a product has a control "
        "policy based on received quantity, please make sure that a quantity has been received."
    );
    client.result(
        "stock.picking", "write", "[[1],{'move_ids':[[1,1,{'quantity':5,'picked':true}]]}]"
    );
    EXPECT_EQ(client.validate(1), "true");
    EXPECT_EQ(
        client.read("purchase.order", 1, "'receipt_status','picking_ids','invoice_status'"),
        "[{'id':1,'receipt_status':'partial','picking_ids':[2,1],'invoice_status':'to invoice'}]"
    );
    const Document bill = client.call("purchase.order", "action_create_invoice", "[[1]]");
    EXPECT_EQ(bill["result"]["res_id"].integer_or(0), 1);
    EXPECT_EQ(
        client.read("account.move", 1, "'move_type','amount_total','ref','invoice_origin'"),
        "[{'id':1,'move_type':'in_invoice','amount_total':23.0,'ref':'VREF-1','invoice_origin':"
        "'P00001'}]"
    );
    EXPECT_EQ(
        client.post(1),
        "odoo.exceptions.UserError: The Bill/Refund date is required to validate this document."
    );
    client.result("account.move", "write", "[[1],{'invoice_date':'2011-12-31'}]");
    EXPECT_EQ(client.post(1), "false");
    EXPECT_EQ(client.read("account.move", 1, "'name'"), "[{'id':1,'name':'BILL/2011/12/0001'}]");
    EXPECT_EQ(
        client.result("purchase.order", "button_cancel", "[[1]]"),
        "odoo.exceptions.UserError: Unable to cancel purchase order(s): P00001 (VREF-1) since they "
        "have receipts that are already done."
    );
}

// Source: Odoo 18.0 recordings, h006 and h009.
TEST(OdooPurchaseTest, is_named_by_its_receipt_and_reserves_what_came_for_who_waits) {
    AccountClient client;
    client.confirm(client.create_order("", "[0,0,{'product_id':2,'product_uom_qty':5}]"));
    buy(client);
    client.result("purchase.order", "button_confirm", "[[1]]");
    EXPECT_EQ(
        client.read("stock.picking", 2, "'origin','purchase_id'"),
        "[{'id':2,'origin':'P00001','purchase_id':[1,'P00001 (VREF-1)']}]"
    );
    client.result(
        "stock.picking", "write", "[[2],{'move_ids':[[1,2,{'quantity':3,'picked':true}]]}]"
    );
    EXPECT_EQ(client.validate(2), "true");
    EXPECT_EQ(
        client.result(
            "stock.move",
            "search_read",
            "[[['picking_code','=','outgoing'],['state','not in',['done','cancel']]]]",
            "{'fields':['product_uom_qty','quantity','state']}"
        ),
        "[{'id':1,'product_uom_qty':5.0,'quantity':3.0,'state':'partially_available'}]"
    );
}

TEST(OdooPurchaseTest, cancels_its_open_receipts) {
    AccountClient client;
    buy(client);
    client.result("purchase.order", "button_confirm", "[[1]]");
    EXPECT_EQ(client.result("purchase.order", "button_cancel", "[[1]]"), "");
    EXPECT_EQ(client.picking_state(1), "cancel");
    EXPECT_EQ(client.result("purchase.order", "unlink", "[[1]]"), "true");
}

}  // namespace
}  // namespace drydock::mocks
