#include "tests/mocks/odoo/account/account_client.hpp"

namespace drydock::mocks {
namespace {

constexpr std::string_view states = "'payment_state','amount_residual','status_in_payment'";

// Source: Odoo 18.0 recordings, e101 to e109.
TEST(OdooPaymentTest, pays_in_part_then_in_full_then_has_nothing_left) {
    AccountClient client;
    client.invoice_directly("2");
    client.post(1);
    const std::string part = client.payment_wizard(1, "{'amount':10}");
    EXPECT_EQ(
        client.pay(part),
        "{'name':'Payments','type':'ir.actions.act_window','res_model':'account.payment','context':"
        "{'create':false},'view_mode':'form','res_id':1}"
    );
    EXPECT_EQ(
        client.read("account.move", 1, states),
        "[{'id':1,'payment_state':'partial','amount_residual':11.85,'status_in_payment':'partial'}]"
    );
    client.pay(client.payment_wizard(1));
    EXPECT_EQ(
        client.read("account.move", 1, states),
        "[{'id':1,'payment_state':'paid','amount_residual':0.0,'status_in_payment':'paid'}]"
    );
    EXPECT_EQ(
        client.payment_wizard(1),
        "odoo.exceptions.UserError: You can't register a payment because there is nothing left to "
        "pay on the selected journal items."
    );
}

// Source: Odoo 18.0 recordings, e108 and e109.
TEST(OdooPaymentTest, pays_twice_when_one_wizard_is_asked_twice) {
    AccountClient client;
    client.invoice_directly("2");
    client.post(1);
    const std::string wizard = client.payment_wizard(1);
    client.pay(wizard);
    client.pay(wizard);
    EXPECT_EQ(
        client.result(
            "account.payment",
            "search_read",
            "[[]]",
            "{'fields':['name','state','amount','is_reconciled','memo']}"
        ),
        "[{'id':2,'name':'PBNK1/2011/00002','state':'paid','amount':21.85,'is_reconciled':false,"
        "'memo':'INV/2011/00001'},{'id':1,'name':'PBNK1/2011/00001','state':'paid','amount':21.85,"
        "'is_reconciled':true,'memo':'INV/2011/00001'}]"
    );
}

// Source: Odoo 18.0 recordings, e019 to e025.
TEST(OdooPaymentTest, registers_payments_of_a_cancelled_invoice_without_settling_it) {
    AccountClient client;
    client.invoice_directly("2");
    client.post(1);
    client.result("account.move", "button_cancel", "[[1]]");
    client.pay(client.payment_wizard(1));
    EXPECT_EQ(
        client.read("account.move", 1, states),
        "[{'id':1,'payment_state':'not_paid','amount_residual':21.85,'status_in_payment':'cancel'}]"
    );
    EXPECT_EQ(
        client.read("account.payment", 1, "'state','is_reconciled'"),
        "[{'id':1,'state':'in_process','is_reconciled':false}]"
    );
}

// Source: Odoo 18.0 recordings, e110 and e111.
TEST(OdooPaymentTest, opens_a_paid_invoice_again_when_it_is_reset_to_draft) {
    AccountClient client;
    client.invoice_directly("2");
    client.post(1);
    client.pay(client.payment_wizard(1));
    client.result("account.move", "button_draft", "[[1]]");
    EXPECT_EQ(
        client.read("account.move", 1, "'payment_state','amount_residual','state','name'"),
        "[{'id':1,'payment_state':'not_paid','amount_residual':21.85,'state':'draft','name':"
        "'INV/2011/00001'}]"
    );
}

// Source: Odoo 18.0 recordings, e030 and e120 to e127.
TEST(OdooReversalTest, credits_an_invoice_and_opens_its_order_again) {
    AccountClient client;
    client.create_order("A", "[0,0,{'product_id':1,'product_uom_qty':5,'price_unit':10}]");
    client.confirm(1);
    EXPECT_EQ(client.invoice(1), 1);
    const std::string context = AccountClient::about("account.move", 1);
    const std::string_view values = "[{'reason':'return','journal_id':1}]";
    EXPECT_EQ(
        client.result("account.move.reversal", "create", values, context),
        "odoo.exceptions.UserError: You can only reverse posted moves."
    );
    EXPECT_EQ(
        client.result("account.move.reversal", "refund_moves", "[[null]]", context),
        "odoo.exceptions.UserError: You can only reverse posted moves."
    );
    client.post(1);
    const std::string wizard = client.result("account.move.reversal", "create", values, context);
    EXPECT_EQ(
        client.result("account.move.reversal", "refund_moves", fmt::format("[[{}]]", wizard)),
        "{'name':'Reverse Moves','type':'ir.actions.act_window','res_model':'account.move',"
        "'view_mode':'form','res_id':2,'context':{'default_move_type':'out_refund'}}"
    );
    EXPECT_EQ(
        client.read("account.move", 2, "'name','amount_total','reversed_entry_id','ref'"),
        "[{'id':2,'name':false,'amount_total':57.5,'reversed_entry_id':[1,'INV/2011/00001 (A)'],"
        "'ref':'Reversal of: INV/2011/00001, return'}]"
    );
    EXPECT_EQ(client.post(2), "false");
    EXPECT_EQ(
        client.result("account.move", "read", "[[1,2],['name','payment_state']]"),
        "[{'id':1,'name':'INV/2011/00001','payment_state':'reversed'},"
        "{'id':2,'name':'RINV/2011/00001','payment_state':'paid'}]"
    );
    EXPECT_EQ(
        client.read("sale.order", 1, "'invoice_status','invoice_ids','invoice_count'"),
        "[{'id':1,'invoice_status':'to invoice','invoice_ids':[2,1],'invoice_count':2}]"
    );
}

}  // namespace
}  // namespace drydock::mocks
