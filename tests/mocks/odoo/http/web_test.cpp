#include "tests/mocks/odoo/http/http_client.hpp"

namespace drydock::mocks {

namespace {

constexpr std::string_view expired = "odoo.http.SessionExpiredException: Session expired";

std::string call_body(std::string_view model, std::string_view method, std::string_view arguments) {
    return fmt::format(
        "{{'jsonrpc':'2.0','method':'call','params':{{'model':'{}','method':'{}','args':{},"
        "'kwargs':{{}}}},'id':3}}",
        model,
        method,
        arguments
    );
}

std::string search_call() {
    return call_body("product.product", "search", "[[]]");
}

}  // namespace

TEST(OdooWebTest, logs_in_with_a_cookie_of_a_week_a030) {
    HttpClient client;
    const Response response = client.post_json(
        "/web/session/authenticate",
        "{'params':{'db':'twin','login':'admin','password':'admin'},'id':2}"
    );
    EXPECT_EQ(client.operation, "common/authenticate");
    EXPECT_EQ(response.body["result"]["uid"].integer(), 2);
    EXPECT_EQ(response.body["result"]["db"].string(), "twin");
    EXPECT_EQ(response.body["result"]["server_version"].string(), "18.0-20250506");
    const std::string cookie{response.header("Set-Cookie")};
    const std::size_t end = cookie.find(';');
    EXPECT_EQ(end, std::string_view{"session_id="}.size() + 84);
    EXPECT_EQ(
        cookie.substr(end),
        "; Expires=Sun, 21 Nov 2027 00:00:00 GMT; Max-Age=604800; HttpOnly; Path=/"
    );
}

TEST(OdooWebTest, writes_headers_in_the_recorded_order_a003_a004_a030) {
    HttpClient client;
    const auto names = [](const Response& response) {
        std::string all;
        for (const Header& header : response.headers) {
            all += header.name + " ";
        }
        return all;
    };
    EXPECT_EQ(
        names(client.post_json("/web/webclient/version_info", "{'id':1}")),
        "Server Content-Type Set-Cookie X-Content-Type-Options Connection "
    );
    EXPECT_EQ(
        names(client.send(Method::get, "/web/health", {}, "")),
        "Server Content-Type Cache-Control X-Content-Type-Options Connection "
    );
}

TEST(OdooWebTest, refuses_a_wrong_password_and_an_unknown_database_a031_a032) {
    HttpClient client;
    const auto error = [&](std::string_view database, std::string_view password) {
        const Response response = client.post_json(
            "/web/session/authenticate",
            fmt::format(
                "{{'params':{{'db':'{}','login':'admin','password':'{}'}},'id':2}}",
                database,
                password
            )
        );
        EXPECT_EQ(response.header("Set-Cookie"), "");
        EXPECT_EQ(response.body["id"].integer(), 2);
        return HttpClient::error_of(response);
    };
    EXPECT_EQ(error("twin", "wrong"), "odoo.exceptions.AccessDenied: Access Denied");
    EXPECT_EQ(error("nodb", "admin"), "odoo.exceptions.AccessError: Database not found.");
}

TEST(OdooWebTest, calls_within_a_session_and_sets_its_cookie_once_a033_k90) {
    HttpClient client;
    const auto session = client.log_in();
    const Response first =
        client.post_json("/web/dataset/call_kw/product.product/search", search_call(), session);
    EXPECT_EQ(client.operation, "object/other");
    EXPECT_EQ(HttpClient::text_of(first), "{'jsonrpc':'2.0','id':3,'result':[1,2,3,4]}");
    EXPECT_TRUE(first.header("Set-Cookie").starts_with(session.at(0).value + ";"));
    const Response second = client.post_json("/web/dataset/call_kw", search_call(), session);
    EXPECT_EQ(HttpClient::text_of(second), HttpClient::text_of(first));
    EXPECT_EQ(second.header("Set-Cookie"), "");
}

TEST(OdooWebTest, expires_without_an_id_where_there_is_no_session_a034_a035) {
    HttpClient client;
    for (const std::vector<Header>& headers :
         {std::vector<Header>{}, std::vector<Header>{{"Cookie", "a=b; session_id=deadbeef"}}}) {
        const Response response = client.post_json("/web/dataset/call_kw", search_call(), headers);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(
            HttpClient::text_of(response),
            "{'jsonrpc':'2.0','id':null,'error':{'code':100,'message':'Odoo Session Expired','data'"
            ":{'name':'odoo.http.SessionExpiredException','message':'Session expired','arguments':["
            "'Session expired'],'context':{}}}}"
        );
    }
}

TEST(OdooWebTest, forgets_a_session_that_was_destroyed_or_not_used_for_a_week_a037_a038) {
    HttpClient client;
    const auto session = client.log_in();
    const auto error = [&] {
        return HttpClient::error_of(client.post_json("/web/dataset/call_kw", search_call(), session)
        );
    };
    client.now += std::chrono::seconds{604'799};
    EXPECT_EQ(error(), "");
    client.now += std::chrono::seconds{604'799};
    EXPECT_EQ(error(), "");
    client.now += std::chrono::seconds{604'800};
    EXPECT_EQ(error(), expired);

    const auto other = client.log_in();
    const Response destroyed = client.post_json("/web/session/destroy", "{'id':8}", other);
    EXPECT_EQ(HttpClient::text_of(destroyed), "{'jsonrpc':'2.0','id':8}");
    EXPECT_FALSE(destroyed.header("Set-Cookie").starts_with(other.at(0).value));
    EXPECT_EQ(
        HttpClient::error_of(client.post_json("/web/session/get_session_info", "{'id':8}", other)),
        expired
    );
}

TEST(OdooWebTest, ends_a_session_whose_user_has_another_password) {
    HttpClient client;
    const auto session = client.log_in();
    const auto call = [&](std::string_view model, std::string_view method, std::string_view values
                      ) {
        return HttpClient::error_of(
            client.post_json("/web/dataset/call_kw", call_body(model, method, values), session)
        );
    };
    EXPECT_EQ(call("res.users", "write", "[[2],{'password':'changed'}]"), "");
    EXPECT_EQ(call("product.product", "search", "[[]]"), expired);
}

TEST(OdooWebTest, tells_a_session_about_its_user_a036) {
    HttpClient client;
    const auto session = client.log_in();
    const Response response =
        client.post_json("/web/session/get_session_info", "{'id':6}", session);
    const Value info = response.body["result"];
    EXPECT_EQ(info["uid"].integer(), 2);
    EXPECT_EQ(info["username"].string(), "admin");
    EXPECT_EQ(info["name"].string(), "Administrator");
    EXPECT_EQ(info["partner_id"].integer(), 3);
    EXPECT_TRUE(info["is_system"].is_true());
    EXPECT_EQ(info["partner_write_date"].string(), "2026-11-21 00:00:00");
    EXPECT_TRUE(response.header("Set-Cookie").starts_with(session.at(0).value + ";"));
}

TEST(OdooWebTest, finds_no_unknown_model_and_has_no_id_then_b101) {
    HttpClient client;
    const Response response = client.post_json(
        "/web/dataset/call_kw/nosuch.model/search",
        call_body("nosuch.model", "search", "[[]]"),
        client.log_in()
    );
    EXPECT_EQ(
        HttpClient::text_of(response),
        "{'jsonrpc':'2.0','id':null,'error':{'code':404,'message':'404: Not Found','data':{'name':"
        "'werkzeug.exceptions.NotFound','message':'404 Not Found: The requested URL was not found "
        "on the server. If you entered the URL manually please check your spelling and try again.'"
        ",'arguments':[],'context':{}}}}"
    );
}

TEST(OdooWebTest, keeps_the_id_with_other_errors_b102_b104) {
    HttpClient client;
    const auto session = client.log_in();
    const Response unknown = client.post_json(
        "/web/dataset/call_kw", call_body("res.partner", "nosuch_method", "[[]]"), session
    );
    EXPECT_EQ(unknown.body["id"].integer(), 3);
    EXPECT_EQ(
        HttpClient::error_of(unknown),
        "builtins.AttributeError: The method 'res.partner.nosuch_method' does not exist"
    );
    EXPECT_EQ(
        HttpClient::error_of(client.post_json(
            "/web/dataset/call_kw",
            call_body("res.partner", "_compute_display_name", "[[1]]"),
            session
        )),
        "odoo.exceptions.AccessError: Private methods (such as 'res.partner._compute_display_name')"
        " cannot be called remotely."
    );
}

TEST(OdooWebTest, gives_buttons_an_action_or_false_k90_k91) {
    HttpClient client;
    const auto session = client.log_in();
    client.post_json(
        "/web/dataset/call_kw", call_body("res.partner", "create", "[{'name':'Jo'}]"), session
    );
    client.post_json(
        "/web/dataset/call_kw",
        call_body(
            "sale.order",
            "create",
            "[{'partner_id':7,'order_line':[[0,0,{'product_id':1,'product_uom_qty':2}]]}]"
        ),
        session
    );
    EXPECT_EQ(client.operation, "sale.order/create");
    EXPECT_EQ(client.lines, 1U);
    const Response confirmed = client.post_json(
        "/web/dataset/call_button/sale.order/action_confirm",
        call_body("sale.order", "action_confirm", "[[1]]"),
        session
    );
    EXPECT_EQ(HttpClient::text_of(confirmed), "{'jsonrpc':'2.0','id':3,'result':false}");
    const Response cancelled = client.post_json(
        "/web/dataset/call_button/sale.order/action_cancel",
        call_body("sale.order", "action_cancel", "[[1]]"),
        session
    );
    EXPECT_EQ(cancelled.body["result"]["res_model"].string(), "sale.order.cancel");
}

TEST(OdooWebTest, tells_version_and_health_without_a_login_a003_a004) {
    HttpClient client;
    const Response version = client.post_json("/web/webclient/version_info", "{'id':1}");
    EXPECT_EQ(version.body["result"]["server_serie"].string(), "18.0");
    EXPECT_TRUE(version.header("Set-Cookie").starts_with("session_id="));
    EXPECT_EQ(client.operation, "common/version");
    const Response health = client.send(Method::get, "/web/health", {}, "");
    EXPECT_EQ(HttpClient::text_of(health), "{'status':'pass'}");
    EXPECT_EQ(health.header("Content-Type"), "application/json");
    EXPECT_EQ(health.header("Cache-Control"), "no-store");
}

TEST(OdooWebTest, sends_json2_of_18_to_the_login_page_a082) {
    HttpClient client;
    const Response response = client.post_json(
        "/json/2/res.partner/search", "{}", {{"Authorization", "bearer key-of-admin"}}
    );
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(
        response.header("Location"), "/web/login?redirect=%2Fjson%2F2%2Fres.partner%2Fsearch%3F"
    );
    EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
}

}  // namespace drydock::mocks
