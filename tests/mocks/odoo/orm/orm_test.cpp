#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {

namespace {

TEST(OdooOrmTest, keeps_any_declared_field_and_reads_it_back) {
    OdooClient client;
    const std::string id = client.result(
        "res.partner",
        "create",
        "[{'name':'ACME','is_company':true,'street':'Hauptstr. 1','country_id':57,"
        "'credit_limit':'12.345','comment':'vip'}]"
    );
    EXPECT_EQ(
        client.result(
            "res.partner",
            "read",
            fmt::format(
                "[[{}],['is_company','street','country_id','credit_limit','lang','vat','comment']]",
                id
            )
        ),
        "[{'id':8,'is_company':true,'street':'Hauptstr. 1','country_id':[57,'Germany'],"
        "'credit_limit':12.35,'lang':'en_US','vat':false,'comment':'<p>vip</p>'}]"
    );
    EXPECT_EQ(
        client.result("res.partner", "read", "[[8],['country_id']]", "{'load':''}"),
        "[{'id':8,'country_id':57}]"
    );
}

TEST(OdooOrmTest, refuses_values_of_a_wrong_type_in_pythons_words) {
    OdooClient client;
    const auto create = [&](std::string_view values) {
        return client.result("res.partner", "create", fmt::format("[{{'name':'x',{}}}]", values));
    };
    EXPECT_EQ(
        create("'type':'nosuch'"), "builtins.ValueError: Wrong value for res.partner.type: 'nosuch'"
    );
    EXPECT_EQ(
        create("'credit_limit':'abc'"),
        "builtins.ValueError: could not convert string to float: 'abc'"
    );
    EXPECT_EQ(
        create("'country_id':'DE'"),
        "psycopg2.errors.InvalidTextRepresentation: invalid input syntax for type integer: "
        "\"DE\"\nLINE 1: ...write_date\", \"write_uid\") VALUES (true, 'ask', 0, 'DE', '202...\n"
        "                                                             ^\n"
    );
    // l037; what comes on the short way of the busiest calls is refused as well.
    const std::string_view null_byte =
        "builtins.ValueError: A string literal cannot contain NUL (0x00) characters.";
    EXPECT_EQ(client.result("res.partner", "create", R"([{'name':'a\u0000b'}])"), null_byte);
    EXPECT_EQ(client.result("res.partner", "search", R"([[['ref','=','a\u0000']]])"), null_byte);
    EXPECT_EQ(
        client.result("sale.order", "create", R"([{'partner_id':7,'client_order_ref':'a\u0000'}])"),
        null_byte
    );
    EXPECT_EQ(
        client.result("res.partner", "create", "['notadict']"),
        "builtins.AttributeError: 'str' object has no attribute 'get'"
    );
    EXPECT_EQ(
        client.result("res.partner", "write", "['abc',{'comment':'x'}]"),
        "psycopg2.errors.InvalidTextRepresentation: invalid input syntax for type integer: "
        "\"abc\"\nLINE 1: ...sg\" FROM \"res_partner\" WHERE (\"res_partner\".\"id\" IN ('abc'))\n"
        "                                                                ^\n"
    );
    EXPECT_EQ(
        client.result("res.partner", "search", "[[]]", "{'nosuchkw':1}"),
        "builtins.TypeError: BaseModel.search() got an unexpected keyword argument 'nosuchkw'"
    );
}

TEST(OdooOrmTest, takes_back_all_of_a_batch_but_the_ids_that_it_used) {
    OdooClient client;
    EXPECT_EQ(
        client.result("res.partner", "create", "[[{'name':'A','city':'B'},{'city':'C'}]]"),
        "odoo.exceptions.ValidationError: The operation cannot be completed: Contacts require a "
        "name"
    );
    EXPECT_EQ(client.result("res.partner", "search_count", "[[['city','!=',false]]]"), "0");
    EXPECT_EQ(client.result("res.partner", "create", "[{'name':'D','city':'E'}]"), "10");
    EXPECT_EQ(client.result("res.partner", "exists", "[[7,8,9,10]]"), "[7,10]");
}

TEST(OdooOrmTest, says_of_what_a_client_made_on_the_short_way_that_its_user_made_it) {
    OdooClient client;
    client.create_order("A", "[0,0,{'product_id':1}]");
    const auto maker = [&](std::string_view model, int id) {
        return client.result(
            model, "read", fmt::format("[[{}],['create_uid']]", id), "{'load':''}"
        );
    };
    EXPECT_EQ(maker("sale.order", 1), "[{'id':1,'create_uid':2}]");
    EXPECT_EQ(maker("res.partner", 7), "[{'id':7,'create_uid':2}]");
    EXPECT_EQ(maker("res.partner", 3), "[{'id':3,'create_uid':1}]");
}

TEST(OdooOrmTest, writes_unlinks_copies_and_archives) {
    OdooClient client;
    EXPECT_EQ(client.result("res.partner", "write", "[[],{'comment':'x'}]"), "true");
    EXPECT_EQ(
        client.result("res.partner", "write", "[[7],{'parent_id':7}]"),
        "odoo.exceptions.ValidationError: You cannot create recursive Partner hierarchies."
    );
    EXPECT_EQ(client.result("res.partner", "copy", "[[7],{'name':'Joanna'}]"), "[8]");
    EXPECT_EQ(
        client.result("res.partner", "read", "[[8],['name','ref']]"),
        "[{'id':8,'name':'Joanna','ref':'17850'}]"
    );
    EXPECT_EQ(client.result("res.partner", "action_archive", "[[8]]"), "");
    EXPECT_EQ(client.result("res.partner", "search", "[[['ref','=','17850']]]"), "[7]");
    EXPECT_EQ(
        client.result(
            "res.partner", "search", "[[['ref','=','17850']]]", "{'context':{'active_test':false}}"
        ),
        "[7,8]"
    );
    EXPECT_EQ(client.result("res.partner", "unlink", "[[8]]"), "true");
    EXPECT_EQ(
        client.result("res.partner", "unlink", "[[8]]"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n(Record: "
        "res.partner(8,), User: 2)"
    );
    EXPECT_EQ(
        client.result("res.country", "unlink", "[[57]]"),
        "odoo.exceptions.ValidationError: The operation cannot be completed: another model "
        "requires the record being deleted. If possible, archive it instead.\n\nModel: Country "
        "state (res.country.state)\nConstraint: res_country_state_country_id_fkey\n"
    );
}

TEST(OdooOrmTest, finds_by_paths_names_and_patterns) {
    OdooClient client;
    client.result(
        "res.partner",
        "create",
        "[[{'name':'Berlin AG','country_id':57},{'name':'Bob','parent_id':8},"
        "{'name':'New York Inc','country_id':233}]]"
    );
    const auto find = [&](std::string_view domain) {
        return client.result(
            "res.partner", "search", fmt::format("[{}]", domain), "{'order':'id'}"
        );
    };
    EXPECT_EQ(find("[['country_id.code','=','DE']]"), "[8]");
    EXPECT_EQ(find("[['parent_id.country_id.name','ilike','germ']]"), "[9]");
    EXPECT_EQ(find("[['country_id','ilike','united states']]"), "[1,10]");
    EXPECT_EQ(find("[['id','child_of',8]]"), "[8,9]");
    EXPECT_EQ(find("[['name','=like','B%']]"), "[8,9]");
    EXPECT_EQ(find("[['name','=like','b%']]"), "[]");
    EXPECT_EQ(find("[['name','=ilike','b_b']]"), "[9]");
    EXPECT_EQ(find("[['name','not ilike','b']]"), "[1,3,7,10]");
    EXPECT_EQ(find("[['child_ids','any',[['name','=','Bob']]]]"), "[8]");
    EXPECT_EQ(find("[['child_ids','=',false],['country_id','!=',false]]"), "[1,10]");
    EXPECT_EQ(find("['|',[0,'=',1],['id','=',8]]"), "[8]");
    EXPECT_EQ(client.result("res.partner", "name_search", "['bob']"), "[[9,'Berlin AG, Bob']]");
    EXPECT_EQ(client.result("res.partner", "name_create", "['Quick']"), "[11,'Quick']");
}

TEST(OdooOrmTest, describes_fields_and_their_defaults) {
    OdooClient client;
    EXPECT_EQ(
        client.result(
            "res.partner",
            "fields_get",
            "[['name','country_id']]",
            "{'attributes':['type','string','required','readonly','relation']}"
        ),
        "{'name':{'readonly':false,'required':false,'string':'Name','type':'char'},"
        "'country_id':{'readonly':false,'relation':'res.country','required':false,"
        "'string':'Country','type':'many2one'}}"
    );
    EXPECT_EQ(
        client.result("res.partner", "default_get", "[['lang','type','is_company','street']]"),
        "{'lang':'en_US','type':'contact','is_company':false}"
    );
    EXPECT_EQ(
        client.result("res.partner", "get_external_id", "[[1,7]]"),
        "{'1':'base.main_partner','7':''}"
    );
    EXPECT_EQ(
        client.result("res.users", "context_get", "[]"), "{'lang':'en_US','tz':false,'uid':2}"
    );
}

TEST(OdooOrmTest, groups_records_and_tells_the_domain_of_each_group) {
    OdooClient client;
    client.result("res.partner", "create", "[[{'name':'A','country_id':57,'credit_limit':5}]]");
    EXPECT_EQ(
        client.result("res.partner", "read_group", "[[],['id:count'],['country_id']]"),
        "[{'country_id':[57,'Germany'],'country_id_count':1,'id':1,'__domain':[['country_id','=',"
        "57]"
        "]},{'country_id':[233,'United States'],'country_id_count':1,'id':1,'__domain':[["
        "'country_id','=',233]]},{'country_id':false,'country_id_count':2,'id':2,'__domain':[["
        "'country_id','=',false]]}]"
    );
    EXPECT_EQ(
        client.result(
            "res.partner",
            "read_group",
            "[[['id','=',8]],['credit_limit:sum'],['create_date:month','is_company']]",
            "{'lazy':false}"
        ),
        "[{'create_date:month':'December 2011','is_company':false,'__count':1,'credit_limit':5.0,"
        "'__domain':['&','&',['id','=',8],'&',['create_date','>=','2011-12-01 00:00:00'],["
        "'create_date','<','2012-01-01 00:00:00'],['is_company','=',false]],'__range':{"
        "'create_date:month':{'from':'2011-12-01 00:00:00','to':'2012-01-01 00:00:00'}}}]"
    );
}

TEST(OdooOrmTest, lets_users_do_what_their_groups_allow) {
    OdooClient client;
    EXPECT_EQ(
        client.result(
            "res.users",
            "create",
            "[{'name':'Lowly','login':'lowly','password':'lowly','groups_id':[[6,0,[1]]]}]"
        ),
        "7"
    );
    Request request = OdooClient::request(
        "{'params':{'service':'object','method':'execute_kw','args':['twin',7,'lowly',"
        "'sale.order','create',[{'partner_id':7}],{}]},'id':7}"
    );
    EXPECT_EQ(
        client.send(request).body["error"]["data"]["message"].string(),
        "You are not allowed to create 'Sales Order' (sale.order) records.\n\nThis operation is "
        "allowed for the following groups:\n\t- Sales/Administrator\n\t- Sales/User: Own Documents "
        "Only\n\nContact your administrator to request access if necessary."
    );
}

TEST(OdooOrmTest, gives_products_a_barcode_only_once) {
    OdooClient client;
    EXPECT_EQ(
        client.result(
            "product.product",
            "create",
            "[{'name':'Widget A','default_code':'SKU-A','barcode':'4006381333931','type':'consu',"
            "'is_storable':true,'list_price':10.0}]"
        ),
        "5"
    );
    EXPECT_EQ(
        client.result("product.product", "create", "[{'name':'Dup','barcode':'4006381333931'}]"),
        "odoo.exceptions.ValidationError: Barcode(s) already assigned:\n\n- Barcode "
        "\"4006381333931\" already assigned to product(s): [SKU-A] Widget A and Dup\n\nNote: "
        "products that you don't have access to will not be shown above."
    );
    EXPECT_EQ(
        client.result("product.product", "create", "[{'name':'Old','type':'product'}]"),
        "builtins.ValueError: Wrong value for product.template.type: 'product'"
    );
    EXPECT_EQ(
        client.result(
            "product.product",
            "search_read",
            "[[['barcode','!=',false]]]",
            "{'fields':['type','is_storable','list_price','uom_id','categ_id','taxes_id',"
            "'product_tmpl_id']}"
        ),
        "[{'id':5,'type':'consu','is_storable':true,'list_price':10.0,'uom_id':[1,'Units'],"
        "'categ_id':[1,'All'],'taxes_id':[1],'product_tmpl_id':[5,'[SKU-A] Widget A']}]"
    );
}

TEST(OdooOrmTest, knows_what_an_attachment_holds) {
    OdooClient client;
    client.result("ir.attachment", "create", "[{'name':'label.txt','datas':'SGVsbG8='}]");
    EXPECT_EQ(
        client.result(
            "ir.attachment",
            "search_read",
            "[[]]",
            "{'fields':['datas','mimetype','file_size','checksum']}"
        ),
        "[{'id':1,'datas':'SGVsbG8=','mimetype':'text/plain','file_size':5,"
        "'checksum':'f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0'}]"
    );
}

}  // namespace

}  // namespace drydock::mocks
