#include "tests/mocks/odoo/account/account_client.hpp"

namespace drydock::mocks {
namespace {

// Source: Odoo 18.0 recordings, e009 and e041.
TEST(OdooEntryTest, derives_taxes_and_what_is_owed_from_the_lines_of_an_invoice) {
    AccountClient client;
    EXPECT_EQ(client.invoice_directly("2"), 1);
    EXPECT_EQ(
        client.read(
            "account.move",
            1,
            "'name','state','amount_untaxed','amount_tax','amount_total','amount_residual',"
            "'line_ids','invoice_line_ids','journal_id','status_in_payment','invoice_date'"
        ),
        "[{'id':1,'name':false,'state':'draft','amount_untaxed':19.0,'amount_tax':2.85,"
        "'amount_total':21.85,'amount_residual':21.85,'line_ids':[1,2,3],'invoice_line_ids':[1],"
        "'journal_id':[1,'Customer Invoices'],'status_in_payment':'draft','invoice_date':false}]"
    );
    EXPECT_EQ(
        client.result(
            "account.move.line",
            "search_read",
            "[[['move_id','=',1]]]",
            "{'fields':['display_type','debit','credit','account_id']}"
        ),
        "[{'id':1,'display_type':'product','debit':0.0,'credit':19.0,'account_id':[27,'400000 "
        "Product Sales']},{'id':2,'display_type':'tax','debit':0.0,'credit':2.85,'account_id':[22,"
        "'251000 Tax Received']},{'id':3,'display_type':'payment_term','debit':21.85,'credit':0.0,"
        "'account_id':[7,'121000 Account Receivable']}]"
    );
}

// Source: Odoo 18.0, rounding of US dollars, round_per_line.
TEST(OdooEntryTest, rounds_amounts_and_taxes_of_each_line_to_cents) {
    AccountClient client;
    client.result(
        "account.move",
        "create",
        "[{'move_type':'out_invoice','partner_id':7,'invoice_line_ids':["
        "[0,0,{'product_id':1,'quantity':1,'price_unit':0.1}],"
        "[0,0,{'product_id':1,'quantity':1,'price_unit':0.1}]]}]"
    );
    // 0.015 is 0.02 on each line; of the sum it would be 0.03.
    EXPECT_EQ(
        client.read("account.move", 1, "'amount_untaxed','amount_tax'"),
        "[{'id':1,'amount_untaxed':0.2,'amount_tax':0.04}]"
    );
}

// Source: Odoo 18.0 recordings, e042 to e058.
TEST(OdooEntryTest, keeps_a_number_and_gives_one_that_was_deleted_last_again) {
    AccountClient client;
    client.invoice_directly("1");
    EXPECT_EQ(client.post(1), "false");
    client.invoice_directly("1");
    EXPECT_EQ(client.post(2), "false");
    EXPECT_EQ(client.result("account.move", "button_draft", "[[2]]"), "");
    EXPECT_EQ(
        client.read("account.move", 2, "'name','state'"),
        "[{'id':2,'name':'INV/2011/00002','state':'draft'}]"
    );
    EXPECT_EQ(client.post(2), "false");
    EXPECT_EQ(client.result("account.move", "button_cancel", "[[2]]"), "");
    EXPECT_EQ(
        client.post(2),
        "odoo.exceptions.UserError: The entry INV/2011/00002 (id 2) must be in draft."
    );
    EXPECT_EQ(client.result("account.move", "unlink", "[[2]]"), "true");
    EXPECT_EQ(client.invoice_directly("1"), 3);
    client.post(3);
    EXPECT_EQ(client.read("account.move", 3, "'name'"), "[{'id':3,'name':'INV/2011/00002'}]");
}

// Source: Odoo 18.0 recordings, e056 to e061.
TEST(OdooEntryTest, numbers_by_the_year_of_the_invoice_date) {
    AccountClient client;
    client.invoice_directly("1", "'invoice_date':'2012-01-15',");
    client.invoice_directly("1");
    client.post(1);
    client.post(2);
    EXPECT_EQ(
        client.result("account.move", "read", "[[1,2],['name','date']]"),
        "[{'id':1,'name':'INV/2012/00001','date':'2012-01-15'},"
        "{'id':2,'name':'INV/2011/00001','date':'2011-12-31'}]"
    );
}

// Source: Odoo 18.0 recordings, e015 to e018 and e051 to e054.
TEST(OdooEntryTest, refuses_what_a_posted_or_incomplete_invoice_does_not_allow) {
    AccountClient client;
    client.invoice_directly("1");
    client.post(1);
    EXPECT_EQ(client.result("account.move", "write", "[[1],{'ref':'theirs'}]"), "true");
    const std::string readonly =
        "odoo.exceptions.UserError: You cannot modify the following readonly fields on a posted "
        "move: ";
    EXPECT_EQ(
        client.result(
            "account.move", "write", "[[1],{'invoice_line_ids':[[1,1,{'quantity':99}]]}]"
        ),
        readonly + "invoice_line_ids"
    );
    EXPECT_EQ(
        client.result("account.move", "write", "[[1],{'partner_id':1}]"), readonly + "partner_id"
    );
    EXPECT_EQ(
        client.result("account.move", "unlink", "[[1]]"),
        "odoo.exceptions.UserError: You can't delete a posted journal item. Don\u2019t play games "
        "with your accounting records; reset the journal entry to draft before deleting it."
    );
    client.result("account.move", "create", "[{'move_type':'out_invoice','partner_id':7}]");
    EXPECT_EQ(client.post(2), "odoo.exceptions.UserError: You need to add a line before posting.");
    client.result(
        "account.move",
        "create",
        "[{'move_type':'out_invoice','invoice_line_ids':[[0,0,{'name':'x','price_unit':1}]]}]"
    );
    EXPECT_EQ(
        client.post(3),
        "odoo.exceptions.UserError: The field 'Customer' is required, please complete it to "
        "validate the Customer Invoice."
    );
}

// Source: Odoo 18.0 recordings, e006: Python's None is null within the answer.
TEST(OdooEntryTest, answers_a_null_payment_term_when_the_customer_has_none) {
    AccountClient client;
    client.create_order("A", "[0,0,{'product_id':1,'product_uom_qty':5,'price_unit':10}]");
    client.confirm(1);
    const std::string context = AccountClient::about("sale.order", 1);
    client.result("sale.advance.payment.inv", "create", "[{}]", context);
    const Document answer =
        client.call("sale.advance.payment.inv", "create_invoices", "[[1]]", context);
    const Value shown = answer["result"]["context"];
    EXPECT_EQ(shown["default_invoice_payment_term_id"].kind(), ValueKind::null);
    EXPECT_EQ(shown["default_invoice_origin"].string(), "S00001");
    EXPECT_EQ(answer["result"]["res_id"].integer_or(0), 1);
    EXPECT_EQ(
        client.read("account.move", 1, "'amount_total','ref','invoice_origin'"),
        "[{'id':1,'amount_total':57.5,'ref':'A','invoice_origin':'S00001'}]"
    );
    EXPECT_EQ(
        client.read("sale.order", 1, "'invoice_ids','invoice_status','amount_tax'"),
        "[{'id':1,'invoice_ids':[1],'invoice_status':'invoiced','amount_tax':7.5}]"
    );
}

// Source: Odoo 18.0, sale.advance.payment.inv; recordings e080 and e081.
TEST(OdooEntryTest, invoices_a_part_in_advance_and_deducts_it_at_the_end) {
    AccountClient client;
    client.create_order("A", "[0,0,{'product_id':1,'product_uom_qty':5,'price_unit':10}]");
    client.confirm(1);
    const std::string context = AccountClient::about("sale.order", 1);
    const auto invoice = [&](std::string_view values) {
        const std::string wizard = client.result(
            "sale.advance.payment.inv", "create", fmt::format("[{}]", values), context
        );
        return client.result(
            "sale.advance.payment.inv", "create_invoices", fmt::format("[[{}]]", wizard), context
        );
    };
    EXPECT_EQ(
        invoice("{'advance_payment_method':'percentage','amount':0}"),
        "odoo.exceptions.UserError: The value of the down payment amount must be positive."
    );
    invoice("{'advance_payment_method':'percentage','amount':30}");
    EXPECT_EQ(
        client.read("account.move", 1, "'amount_untaxed','amount_total'"),
        "[{'id':1,'amount_untaxed':15.0,'amount_total':17.25}]"
    );
    client.post(1);
    invoice("{}");
    EXPECT_EQ(
        client.read("account.move", 2, "'amount_untaxed','amount_total'"),
        "[{'id':2,'amount_untaxed':35.0,'amount_total':40.25}]"
    );
}

// Source: Odoo 18.0 recordings, e003, e006 to e008, e071 and e126.
TEST(OdooEntryTest, invoices_goods_by_what_their_policy_says) {
    AccountClient client;
    client.result(
        "product.product",
        "create",
        "[{'name':'Shade','type':'consu','list_price':2,'invoice_policy':'delivery'}]"
    );
    const int order = client.create_order(
        "INV-1",
        "[0,0,{'product_id':1,'product_uom_qty':5}],[0,0,{'product_id':3,'product_uom_qty':2}]"
    );
    EXPECT_EQ(client.invoice(order), 0);
    client.confirm(order);
    EXPECT_EQ(client.invoice(order), 1);
    EXPECT_EQ(
        client.read("account.move", 1, "'ref','amount_total'"),
        "[{'id':1,'ref':'INV-1','amount_total':57.5}]"
    );
    EXPECT_EQ(
        client.read("sale.order", order, "'invoice_ids','invoice_status'"),
        "[{'id':1,'invoice_ids':[1],'invoice_status':'no'}]"
    );
    EXPECT_EQ(client.invoice(order), 0);
    EXPECT_EQ(client.validate(1), "true");
    EXPECT_EQ(
        client.read("sale.order", order, "'invoice_status','delivery_status'"),
        "[{'id':1,'invoice_status':'to invoice','delivery_status':'full'}]"
    );
    EXPECT_EQ(client.invoice(order), 2);
    EXPECT_EQ(
        client.read("sale.order", order, "'invoice_ids','invoice_status'"),
        "[{'id':1,'invoice_ids':[2,1],'invoice_status':'invoiced'}]"
    );
}

// Source: Odoo 18.0 recordings, l033.
TEST(OdooEntryTest, keeps_two_decimals_of_a_price) {
    AccountClient client;
    EXPECT_EQ(
        client.create_order("", "[0,0,{'product_id':1,'product_uom_qty':3,'price_unit':10.005}]"), 1
    );
    client.result(
        "account.move",
        "create",
        "[{'move_type':'out_invoice','partner_id':7,'invoice_line_ids':[[0,0,{'product_id':1,"
        "'quantity':3,'price_unit':10.005}]]}]"
    );
    EXPECT_EQ(
        client.read("sale.order.line", 1, "'price_unit','price_subtotal'"),
        "[{'id':1,'price_unit':10.01,'price_subtotal':30.03}]"
    );
    EXPECT_EQ(
        client.read("account.move.line", 1, "'price_unit','price_subtotal'"),
        "[{'id':1,'price_unit':10.01,'price_subtotal':30.03}]"
    );
}

// Source: Odoo 18.0 recordings, c037 and c042, of orders.
TEST(OdooEntryTest, misses_a_partner_that_is_not_there) {
    AccountClient client;
    EXPECT_EQ(
        client.result("account.move", "create", "[{'move_type':'out_invoice','partner_id':99999}]"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n"
        "(Record: res.partner(99999,), User: 2)"
    );
}

// Source: Odoo 18.0 recordings, e082 and e083.
TEST(OdooEntryTest, cancels_draft_invoices_with_their_order) {
    AccountClient client;
    client.confirm(client.create_order("", "[0,0,{'product_id':1,'product_uom_qty':5}]"));
    EXPECT_EQ(client.invoice(1), 1);
    client.result(
        "sale.order", "action_cancel", "[[1]]", "{'context':{'disable_cancel_warning':true}}"
    );
    EXPECT_EQ(
        client.result(
            "account.move",
            "search_read",
            "[[['invoice_origin','=','S00001']]]",
            "{'fields':['state','name']}"
        ),
        "[{'id':1,'state':'cancel','name':false}]"
    );
}

// Source: Odoo 18.0 recordings, h094: its message_partner_ids are the user's and the customer.
TEST(OdooEntryTest, is_followed_by_the_customer_once_it_is_confirmed) {
    AccountClient client;
    const int order = client.create_order("", "[0,0,{'product_id':1,'product_uom_qty':5}]");
    const auto followers = [&] {
        return client.read("sale.order", order, "'message_partner_ids'");
    };
    EXPECT_EQ(followers(), "[{'id':1,'message_partner_ids':[3]}]");
    client.confirm(order);
    EXPECT_EQ(followers(), "[{'id':1,'message_partner_ids':[3,7]}]");
}

}  // namespace
}  // namespace drydock::mocks
