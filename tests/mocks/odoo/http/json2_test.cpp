#include "mocks/odoo/http/python_json.hpp"
#include "tests/mocks/odoo/http/http_client.hpp"

namespace drydock::mocks {

namespace {

class OdooJson2Test : public ::testing::Test {
protected:
    Response post(std::string path, std::string_view body) {
        return client.post_json(std::move(path), body, {{"Authorization", "bearer key-of-admin"}});
    }
    /// "status name: message"
    static std::string error_of(const Response& response) {
        const Value body = response.body.root();
        return fmt::format(
            "{} {}: {}", response.status, body["name"].string(), body["message"].string()
        );
    }

    HttpClient client{OdooVersion::v19};
};

}  // namespace

TEST_F(OdooJson2Test, answers_with_the_bare_result_b01_b08_c04) {
    const Response created =
        post("/json/2/res.partner/create", "{'vals_list':[{'name':'Jo','ref':'J2'}]}");
    EXPECT_EQ(created.status, 200);
    EXPECT_EQ(client.operation, "res.partner/create");
    EXPECT_EQ(HttpClient::text_of(created), "[7]");  // After the six of a fresh database.
    EXPECT_EQ(created.header("Content-Type"), "application/json; charset=utf-8");
    EXPECT_EQ(created.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(
        HttpClient::text_of(
            post("/json/2/res.partner/create", "{'vals_list':{'name':'Al','ref':'J3'}}")
        ),
        "[8]"
    );
    EXPECT_EQ(
        HttpClient::text_of(post(
            "/json/2/res.partner/search_read", "{'domain':[['ref','=','J3']],'fields':['name']}"
        )),
        "[{'id':8,'name':'Al'}]"
    );
    EXPECT_EQ(
        HttpClient::text_of(post("/json/2/sale.order/read", "{'ids':[99],'fields':['name']}")), "[]"
    );
}

TEST_F(OdooJson2Test, counts_the_lines_of_an_order_by_name) {
    post(
        "/json/2/sale.order/create",
        "{'vals_list':[{'partner_id':7,'order_line':[[0,0,{'product_id':1}],[0,0,{}]]}]}"
    );
    EXPECT_EQ(client.operation, "sale.order/create");
    EXPECT_EQ(client.lines, 2U);
}

TEST_F(OdooJson2Test, wants_an_api_key_a02_a03) {
    const Response none = client.post_json("/json/2/res.partner/search_read", "{'domain':[]}");
    EXPECT_EQ(
        HttpClient::text_of(none),
        "{'name':'werkzeug.exceptions.Unauthorized','message':'User not authenticated, use an API "
        "Key with a Bearer Authorization header.','arguments':['User not authenticated, use an API "
        "Key with a Bearer Authorization header.',401],'context':{}}"
    );
    EXPECT_EQ(none.status, 401);
    EXPECT_TRUE(none.header("WWW-Authenticate").starts_with("Bearer"));
    EXPECT_TRUE(none.body["debug"].string().ends_with(
        "\nwerkzeug.exceptions.Unauthorized: 401 Unauthorized: User not authenticated, use an API "
        "Key with a Bearer Authorization header.\n"
    ));
    for (const std::string_view wrong : {"bearer 00", "Bearer admin", "bearer key-of-admi"}) {
        const Response refused = client.post_json(
            "/json/2/res.partner/search_read",
            "{'domain':[]}",
            {{"Authorization", std::string{wrong}}}
        );
        EXPECT_EQ(error_of(refused), "401 werkzeug.exceptions.Unauthorized: Invalid apikey");
    }
    EXPECT_EQ(
        client
            .post_json(
                "/json/2/sale.order/search",
                "{'domain':[]}",
                {{"Authorization", "BEARER  key-of-admin"}}
            )
            .status,
        200
    );
}

TEST_F(OdooJson2Test, finds_only_models_and_methods_by_post_a04_a05_a06_a12) {
    const std::string hint =
        "404 werkzeug.exceptions.NotFound: Did you mean POST /json/2/<model>/<method>?";
    EXPECT_EQ(error_of(post("/json/2", "{}")), hint);
    EXPECT_EQ(error_of(post("/json/2/res.partner", "{}")), hint);
    EXPECT_EQ(
        error_of(client.send(
            Method::get, "/json/2/res.partner/search", {{"Content-Type", "application/json"}}, "{}"
        )),
        hint
    );
    EXPECT_EQ(
        error_of(post("/json/2/nosuch.model/search", "{'domain':[]}")),
        "404 werkzeug.exceptions.NotFound: the model 'nosuch.model' does not exist"
    );
    EXPECT_EQ(
        error_of(post("/json/2/res.partner/nosuch_method", "{}")),
        "404 werkzeug.exceptions.NotFound: The method 'res.partner.nosuch_method' does not exist"
    );
    EXPECT_EQ(
        error_of(post("/json/2/res.partner/_compute_display_name", "{'ids':[1]}")),
        "403 odoo.exceptions.AccessError: Private methods (such as "
        "'res.partner._compute_display_name') cannot be called remotely."
    );
}

TEST_F(OdooJson2Test, checks_body_and_arguments_a08_to_a15) {
    EXPECT_EQ(
        error_of(post("/json/2/res.partner/search", "{'domain': ")),
        "400 werkzeug.exceptions.BadRequest: could not parse the body as json: Expecting value: "
        "line 1 column 12 (char 11)"
    );
    const std::string missing =
        "422 werkzeug.exceptions.UnprocessableEntity: missing a required argument: 'domain'";
    EXPECT_EQ(error_of(post("/json/2/res.partner/search", "[[]]")), missing);
    EXPECT_EQ(error_of(post("/json/2/res.partner/search", "")), missing);
    EXPECT_EQ(error_of(post("/json/2/res.partner/search", "{}")), missing);
    EXPECT_EQ(
        error_of(post("/json/2/res.partner/search", "{'domain':[],'nosuch':1}")),
        "422 werkzeug.exceptions.UnprocessableEntity: got an unexpected keyword argument 'nosuch'"
    );
    EXPECT_EQ(
        error_of(post("/json/2/res.partner/create", "{'ids':[1],'vals_list':[{}]}")),
        "422 werkzeug.exceptions.UnprocessableEntity: cannot call res.partner.create with ids"
    );
    const Response text = client.send(
        Method::post,
        "/json/2/res.partner/search",
        {{"Content-Type", "text/plain"}, {"Authorization", "bearer key-of-admin"}},
        "{\"domain\": []}"
    );
    EXPECT_EQ(text.status, 415);
    EXPECT_EQ(text.header("Accept"), "application/json");
    EXPECT_NE(
        text.body_text().find("but &#39;/json/2/&lt;__model__&gt;/&lt;__method__&gt;&#39; is "
                              "type=&#39;json2&#39;.<br><br>Please verify"),
        std::string_view::npos
    );
}

TEST_F(OdooJson2Test, gives_each_exception_its_status_c02_c03_b10) {
    EXPECT_EQ(
        error_of(post("/json/2/sale.order/action_confirm", "{'ids':[99]}")),
        "404 odoo.exceptions.MissingError: Record does not exist or has been deleted.\n(Record: "
        "sale.order(99,), User: 2)"
    );
    EXPECT_EQ(post("/json/2/res.partner/create", "{'vals_list':[{'nosuch':1}]}").status, 500);
}

TEST_F(OdooJson2Test, knows_one_database_a16_a17) {
    const auto status = [&](std::string_view database) {
        return client
            .post_json(
                "/json/2/sale.order/search",
                "{'domain':[]}",
                {{"Authorization", "bearer key-of-admin"},
                 {"X-Odoo-Database", std::string{database}}}
            )
            .status;
    };
    EXPECT_EQ(status("twin"), 200);
    EXPECT_EQ(status("nodb"), 404);
}

TEST(OdooPythonJsonTest, says_where_text_stops_being_json) {
    const auto complaint = [](std::string_view text) {
        return odoo::http::json_decode_error(text).message;
    };
    EXPECT_EQ(complaint(""), "Expecting value: line 1 column 1 (char 0)");
    EXPECT_EQ(
        complaint("{\"a\": 1,}"),
        "Expecting property name enclosed in double quotes: line 1 column 9 (char 8)"
    );
    EXPECT_EQ(complaint("{\"a\" 1}"), "Expecting ':' delimiter: line 1 column 6 (char 5)");
    EXPECT_EQ(complaint("[1 2]"), "Expecting ',' delimiter: line 1 column 4 (char 3)");
    EXPECT_EQ(complaint("[1,\n x]"), "Expecting value: line 2 column 2 (char 5)");
    EXPECT_EQ(complaint("{} {}"), "Extra data: line 1 column 4 (char 3)");
    EXPECT_EQ(
        complaint("[\"\xc3\xa9\", \"x"), "Unterminated string starting at: line 1 column 7 (char 6)"
    );
    EXPECT_EQ(complaint("[\"a\tb\"]"), "Invalid control character at: line 1 column 4 (char 3)");
    EXPECT_EQ(complaint("[\"\\x\"]"), "Invalid \\escape: line 1 column 3 (char 2)");
    EXPECT_EQ(complaint("[\"\\u12\"]"), "Invalid \\uXXXX escape: line 1 column 4 (char 3)");
    EXPECT_EQ(complaint("[\"\\u00e9"), "Invalid \\uXXXX escape: line 1 column 4 (char 3)");
    EXPECT_EQ(
        complaint("[\"\\u00e9x"), "Unterminated string starting at: line 1 column 2 (char 1)"
    );
    EXPECT_EQ(complaint("01"), "Extra data: line 1 column 2 (char 1)");
}

TEST_F(OdooJson2Test, knows_the_fields_of_an_order_line_by_the_names_of_19_d06) {
    EXPECT_EQ(
        HttpClient::text_of(post(
            "/json/2/sale.order.line/fields_get",
            "{'allfields':['product_uom','product_uom_id','tax_id','tax_ids'],"
            "'attributes':['type']}"
        )),
        "{'tax_ids':{'type':'many2many'},'product_uom_id':{'type':'many2one'}}"
    );
    EXPECT_EQ(
        error_of(
            post("/json/2/sale.order.line/search_read", "{'domain':[],'fields':['product_uom']}")
        ),
        "500 builtins.ValueError: Invalid field 'product_uom' in 'sale.order.line'"
    );
}

TEST_F(OdooJson2Test, validates_a_done_delivery_again_without_effect_b20_c06_c10) {
    post("/json/2/res.partner/create", "{'vals_list':[{'name':'Jo'}]}");
    post("/json/2/product.product/create", "{'vals_list':[{'name':'Box','is_storable':true}]}");
    post(
        "/json/2/sale.order/create",
        "{'vals_list':[{'partner_id':7,'order_line':[[0,0,{'product_id':2}]]}]}"
    );
    post("/json/2/sale.order/action_confirm", "{'ids':[1]}");
    const std::string validate = "/json/2/stock.picking/button_validate";
    EXPECT_EQ(
        error_of(post(validate, "{'ids':[1]}")),
        "422 odoo.exceptions.UserError: You cannot validate a transfer if no quantities are "
        "reserved. To force the transfer, encode quantities."
    );
    post("/json/2/stock.move/write", "{'ids':[1],'vals':{'quantity':1}}");
    EXPECT_EQ(HttpClient::text_of(post(validate, "{'ids':[1]}")), "true");
    EXPECT_EQ(HttpClient::text_of(post(validate, "{'ids':[1]}")), "true");
    EXPECT_EQ(
        HttpClient::text_of(post("/json/2/stock.picking/action_put_in_pack", "{'ids':[1]}")), "null"
    );
}

}  // namespace drydock::mocks
