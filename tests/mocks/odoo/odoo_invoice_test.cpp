#include "mocks/odoo/odoo.hpp"
#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {
namespace {

constexpr std::string_view order_lines =
    "[0,0,{'product_id':1,'product_uom_qty':4,'price_unit':2.55}],"
    "[0,0,{'product_id':3,'product_uom_qty':1,'price_unit':4.95}]";

std::string write_quantity(OdooClient& client, int picking, int move, int quantity) {
    return client.result(
        "stock.picking",
        "write",
        fmt::format(
            "[[{}],{{'move_ids':[[1,{},{{'quantity':{},'picked':true}}]]}}]",
            picking,
            move,
            quantity
        )
    );
}

// Source: Odoo 18.0 recordings, e003 to e014 and e070 to e075.
TEST(OdooInvoiceTest, invoices_what_is_delivered_once) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':1,'product_uom_qty':4,'price_unit':2.55}]");
    EXPECT_EQ(client.invoice(1), 0);  // Not confirmed.
    client.confirm(1);
    EXPECT_EQ(client.invoice(1), 0);  // Not delivered.
    client.validate(1);
    EXPECT_EQ(client.invoice(1), 1);
    EXPECT_EQ(client.invoice(1), 0);  // A draft counts.
    EXPECT_EQ(
        client.result("account.move", "read", "[[1]]", "{'fields':['name','state','move_type']}"),
        "[{'id':1,'name':false,'state':'draft','move_type':'out_invoice'}]"
    );
    EXPECT_EQ(client.post(1), "false");
    EXPECT_EQ(
        client.post(1),
        "odoo.exceptions.UserError: The entry INV/2011/00001 (id 1) must be in draft."
    );
    EXPECT_EQ(
        client.result(
            "account.move",
            "search_read",
            "[[['invoice_origin','=','S00001']]]",
            "{'fields':['name','state','amount_total','invoice_date','ref']}"
        ),
        "[{'id':1,'name':'INV/2011/00001','state':'posted','amount_total':10.2,'invoice_date':"
        "'2011-12-31','ref':'A'}]"
    );
    const Invoice invoice = client.books().invoices.at(0);
    EXPECT_TRUE(invoice.posted);
    EXPECT_EQ(invoice.total, Money{10'200});
    EXPECT_EQ(invoice.order, "A");
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).invoiced, Quantity::units(4));
}

// Source: Odoo 18.0 recordings, e003.
TEST(OdooInvoiceTest, says_why_there_is_nothing_to_invoice) {
    OdooClient client;
    client.create_order("A", order_lines);
    const std::string_view context = "{'context':{'active_model':'sale.order','active_ids':[1]}}";
    EXPECT_EQ(client.result("sale.advance.payment.inv", "create", "[{}]", context), "1");
    EXPECT_EQ(
        client.result("sale.advance.payment.inv", "create_invoices", "[[1]]", context),
        "odoo.exceptions.UserError: Cannot create an invoice. No items are available to "
        "invoice.\n\n"
        "To resolve this issue, please ensure that:\n   \u2022 The products have been delivered "
        "before attempting to invoice them.\n   \u2022 The invoicing policy of the product is "
        "configured correctly.\n\nIf you want to invoice based on ordered quantities instead:\n   "
        "\u2022 For consumable or storable products, open the product, go to the 'General "
        "Information' tab and change the 'Invoicing Policy' from 'Delivered Quantities' to "
        "'Ordered "
        "Quantities'.\n   \u2022 For services (and other products), change the 'Invoicing Policy' "
        "to "
        "'Prepaid/Fixed Price'.\n"
    );
}

TEST(OdooInvoiceTest, invoices_services_with_the_first_invoice_only) {
    OdooClient client;
    client.create_order("A", order_lines);
    client.confirm(1);
    write_quantity(client, 1, 1, 3);
    client.validate(1);
    EXPECT_EQ(client.invoice(1), 1);
    client.validate(2);
    EXPECT_EQ(client.invoice(1), 2);
    const Books books = client.books();
    EXPECT_EQ(books.invoices.at(0).total, Money{3 * 2'550 + 4'950});
    EXPECT_EQ(books.invoices.at(1).total, Money{2'550});
    EXPECT_EQ(books.sale_orders.at(0).lines.at(1).invoiced, Quantity::units(1));
    EXPECT_FALSE(books.sale_orders.at(0).lines.at(1).storable);
}

// Source: Odoo 18.0, sale.order._create_invoices(final=True).
TEST(OdooInvoiceTest, credits_what_came_back) {
    OdooClient client;
    client.create_order("A", order_lines);
    client.confirm(1);
    client.validate(1);
    client.post(client.invoice(1));
    client.result("stock.return.picking", "create", "[{'picking_id':1}]");
    client.result(
        "stock.return.picking", "write", "[[1],{'product_return_moves':[[1,1,{'quantity':3}]]}]"
    );
    client.result("stock.return.picking", "action_create_returns", "[[1]]");
    client.validate(2);
    EXPECT_EQ(
        client.result(
            "sale.order", "read", "[[1],['invoice_status','delivery_status','picking_ids']]"
        ),
        "[{'id':1,'invoice_status':'to invoice','delivery_status':'full','picking_ids':[2,1]}]"
    );
    EXPECT_EQ(client.invoice(1), 2);
    EXPECT_EQ(client.post(2), "false");
    const Invoice note = client.books().invoices.at(1);
    EXPECT_EQ(note.kind, InvoiceKind::credit_note);
    EXPECT_EQ(note.name, "RINV/2011/00001");
    EXPECT_EQ(note.total, Money{3 * 2'550});
    EXPECT_EQ(client.books().sale_orders.at(0).lines.at(0).invoiced, Quantity::units(1));
    EXPECT_EQ(client.invoice(1), 0);
}

// Source: Odoo 18.0 recordings, e061 and e058: a sequence a year, in the order of posting.
TEST(OdooInvoiceTest, numbers_at_posting_without_gaps_and_by_year) {
    OdooClient client;
    for (int order = 1; order <= 4; ++order) {
        client.create_order("A", "[0,0,{'product_id':3,'product_uom_qty':1,'price_unit':1}]");
        client.confirm(order);
        EXPECT_EQ(client.invoice(order), order);
    }
    client.post(2);
    client.result(
        "sale.order", "action_cancel", "[[1]]", "{'context':{'disable_cancel_warning':true}}"
    );
    client.now += one_day - one_second;
    client.post(4);
    client.now += one_second;
    client.post(3);
    EXPECT_EQ(
        client.post(1), "odoo.exceptions.UserError: The entry False (id 1) must be in draft."
    );
    const Books books = client.books();
    EXPECT_TRUE(books.invoices.at(0).cancelled);
    EXPECT_EQ(books.sale_orders.at(0).lines.at(0).invoiced, Quantity{});
    EXPECT_EQ(books.invoices.at(1).name, "INV/2011/00001");
    EXPECT_EQ(books.invoices.at(3).name, "INV/2011/00002");
    EXPECT_EQ(books.invoices.at(2).name, "INV/2012/00001");
}

}  // namespace
}  // namespace drydock::mocks
