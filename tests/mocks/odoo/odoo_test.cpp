#include "mocks/odoo/odoo.hpp"

#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {
namespace {

std::string json(Value value) {
    std::string text = to_text(value);
    for (char& character : text) {
        character = character == '"' ? '\'' : character;
    }
    return text;
}

// Source of the texts of this file: Odoo 18.0 recordings, cases a002 to a063 and b004 to b065.

TEST(OdooTest, answers_version_with_the_recorded_body) {
    OdooClient client;
    const Response response =
        client.send(OdooClient::request("{'jsonrpc':'2.0','method':'call','params':{'service':'"
                                        "common','method':'version','args':[]}}"));
    EXPECT_EQ(
        json(response.body.root()),
        "{'jsonrpc':'2.0','id':null,'result':{'server_version':'18.0-20250506',"
        "'server_version_info':[18,0,0,'final',0,''],'server_serie':'18.0','protocol_version':1}}"
    );
}

TEST(OdooTest, authenticates_with_a_uid_and_answers_false_to_a_wrong_password) {
    OdooClient client;
    const auto authenticate = [&](std::string_view arguments) {
        return client
            .send(OdooClient::request(fmt::format(
                "{{'id':1,'params':{{'service':'common','method':'authenticate','args':{}}}}}",
                arguments
            )))
            .body;
    };
    EXPECT_EQ(json(authenticate("['twin','integration','integration',{}]")["result"]), "2");
    EXPECT_EQ(json(authenticate("['twin','integration','wrong',{}]")["result"]), "false");
    EXPECT_EQ(json(authenticate("['twin','nobody','integration',{}]")["result"]), "false");
    EXPECT_EQ(
        authenticate("['nodb','integration','integration',{}]")["error"]["data"]["message"].string(
        ),
        "connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: FATAL:  "
        "database \"nodb\" does not exist\n"
    );
}

TEST(OdooTest, gives_the_recorded_error_envelope) {
    OdooClient client;
    const Document body =
        client
            .send(OdooClient::request(
                "{'id':1,'params':{'service':'object','method':'execute_kw','args'"
                ":['twin',2,'wrong','res.partner','search',[[]],{}]}}"
            ))
            .body;
    const std::string text = json(body.root());
    EXPECT_TRUE(text.starts_with(
        "{'jsonrpc':'2.0','id':1,'error':{'code':200,'message':'Odoo Server Error','data':{'name':"
        "'odoo.exceptions.AccessDenied','debug':'Traceback (most recent call last):\\n"
    ));
    EXPECT_TRUE(text.ends_with(
        "\\nodoo.exceptions.AccessDenied: Access Denied\\n','message':'Access Denied','arguments':["
        "'Access Denied'],'context':{}}}}"
    ));
}

TEST(OdooTest, names_what_it_does_not_know) {
    OdooClient client;
    EXPECT_EQ(
        client.result("nosuch.model", "search", "[[]]"),
        "odoo.exceptions.UserError: Object nosuch.model doesn't exist"
    );
    EXPECT_EQ(
        client.result("res.partner", "nosuch_method", "[[]]"),
        "builtins.AttributeError: The method 'res.partner.nosuch_method' does not exist"
    );
    EXPECT_EQ(
        client.result("sale.order", "_create_invoices", "[[]]"),
        "odoo.exceptions.AccessError: Private methods (such as 'sale.order._create_invoices') "
        "cannot be called remotely."
    );
    EXPECT_EQ(
        client.result("res.partner", "search_read", "[[]]", "{'fields':['nosuch_field']}"),
        "builtins.ValueError: Invalid field 'nosuch_field' on model 'res.partner'"
    );
    EXPECT_EQ(
        client.result("res.partner", "create", "[{'name':'A','nosuch_field':1}]"),
        "builtins.ValueError: Invalid field 'nosuch_field' on model 'res.partner'"
    );
    EXPECT_EQ(
        client.result("res.partner", "search", "[[['nosuch_field','=',1]]]"),
        "builtins.ValueError: Invalid field res.partner.nosuch_field in leaf ('nosuch_field', '=', "
        "1)"
    );
    EXPECT_EQ(
        client.result("res.partner", "search", "[[['id','nosuchop',1]]]"),
        "builtins.ValueError: Invalid leaf ('id', 'nosuchop', 1)"
    );
    EXPECT_EQ(
        client.result("res.partner", "search", "[[['id','=']]]"),
        "builtins.ValueError: not enough values to unpack (expected 3, got 2)"
    );
    EXPECT_EQ(
        client.result("stock.picking", "button_validate", "[[99999]]"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n(Record: "
        "stock.picking(99999,), User: 2)"
    );
}

TEST(OdooTest, refuses_what_is_no_json_rpc_with_http_errors) {
    OdooClient client;
    Request request = OdooClient::request("[1]");
    EXPECT_EQ(client.send(request).status, 400);
    EXPECT_EQ(client.send(request).body_text(), "Invalid JSON-RPC data");
    request.body = {};
    request.raw = make_bytes("{");
    request.headers = {{"Content-Type", "application/json"}};
    EXPECT_EQ(client.send(request).body_text(), "Invalid JSON data");
    request.path = "/nosuch";
    EXPECT_EQ(client.send(request).status, 404);
}

TEST(OdooTest, reads_the_catalogue_page_by_page) {
    OdooClient client;
    EXPECT_EQ(
        client.result(
            "product.product",
            "search_read",
            "[[]]",
            "{'fields':['id','default_code','type','is_storable'],'order':'id','limit':2,'offset':"
            "2}"
        ),
        "[{'id':3,'default_code':'POST','type':'service','is_storable':false},"
        "{'id':4,'default_code':'TEST1','type':'consu','is_storable':false}]"
    );
    EXPECT_EQ(
        client.result("product.product", "search", "[[]]", "{'order':'id','offset':4}"), "[]"
    );
}

TEST(OdooTest, evaluates_domains_in_prefix_notation) {
    OdooClient client;
    client.result(
        "res.partner",
        "create",
        "[[{'name':'Anna','ref':'1'},{'name':'Bob','ref':'2'},"
        "{'name':'Cy'}]]"
    );
    const auto find = [&](std::string_view domain) {
        return client.result(
            "res.partner", "search", fmt::format("[{}]", domain), "{'order':'id'}"
        );
    };
    EXPECT_EQ(find("[['ref','=','1']]"), "[8]");
    EXPECT_EQ(find("[['ref','!=','1']]"), "[1,3,7,9,10]");
    EXPECT_EQ(find("[['ref','=',false]]"), "[1,3,10]");
    EXPECT_EQ(find("[['ref','in',['2','1']]]"), "[8,9]");
    EXPECT_EQ(find("[['ref','not in',['2','1']]]"), "[1,3,7,10]");
    EXPECT_EQ(find("['|',['ref','=','1'],['name','ilike','bO']]"), "[8,9]");
    EXPECT_EQ(find("['!','|',['ref','=','1'],['name','ilike','bO']]"), "[1,3,7,10]");
    EXPECT_EQ(find("['&',['id','>',7],['id','<=',9],['name','<','B']]"), "[8]");
    EXPECT_EQ(find("[['id','>=',9],['id','<',10]]"), "[9]");
    EXPECT_EQ(find("[['id','>',8],['id','<=',10]]"), "[9,10]");
    EXPECT_EQ(client.result("res.partner", "search_count", "[[['id','in',[7,8,99]]]]"), "2");
    EXPECT_EQ(
        find("['|',['ref','=','1']]"),
        "builtins.ValueError: Domain ['|', ['ref', '=', '1']] is syntactically not correct."
    );
}

TEST(OdooTest, sorts_and_drops_missing_ids_on_read) {
    OdooClient client;
    client.result("res.partner", "create", "[[{'name':'B'},{'name':'A'},{'name':'B'}]]");
    EXPECT_EQ(
        client.result(
            "res.partner", "search", "[[['id','>',7]]]", "{'order':'name desc, id desc'}"
        ),
        "[10,8,9]"
    );
    EXPECT_EQ(client.result("res.partner", "search", "[[['id','>',7]]]"), "[9,10,8]");
    EXPECT_EQ(client.result("res.partner", "read", "[[99,8],['name']]"), "[{'id':8,'name':'B'}]");
    EXPECT_EQ(
        client.result("res.partner", "search", "[[]]", "{'order':'nosuch_field'}"),
        "builtins.ValueError: Invalid field 'nosuch_field' on model 'res.partner'"
    );
}

TEST(OdooTest, tells_operations_and_lines_before_it_handles_them) {
    OdooClient client;
    const auto operation =
        [&](std::string_view model, std::string_view method, std::string_view arguments) {
            const Operation told =
                client.odoo.operation_of(OdooClient::call_request(model, method, arguments));
            return fmt::format("{} {}", client.odoo.operations()[told.index], told.lines);
        };
    const std::string lines = "[[0,0,{'product_id':1,'product_uom_qty':4}],[0,0,{'product_id':2}]]";
    EXPECT_EQ(
        operation("sale.order", "create", "[{'order_line':" + lines + "}]"), "sale.order/create 2"
    );
    EXPECT_EQ(operation("sale.order", "action_confirm", "[[1]]"), "sale.order/action_confirm 0");
    client.result("sale.order", "create", "[{'partner_id':7,'order_line':" + lines + "}]");
    EXPECT_EQ(operation("sale.order", "action_confirm", "[[1]]"), "sale.order/action_confirm 2");
    client.confirm(1);
    EXPECT_EQ(
        operation("stock.picking", "button_validate", "[[1]]"), "stock.picking/button_validate 2"
    );
    EXPECT_EQ(
        operation("stock.move", "search_read", "[[['picking_id','=',1]]]"),
        "stock.move/search_read 2"
    );
    EXPECT_EQ(operation("res.partner", "nosuch", "[]"), "object/other 0");
    EXPECT_EQ(
        client.odoo.operations()[client.odoo
                                     .operation_of(OdooClient::request(
                                         "{'params':{'service':'common','method':'authenticate',"
                                         "'args':[]}}"
                                     ))
                                     .index],
        "common/authenticate"
    );
}

}  // namespace
}  // namespace drydock::mocks
