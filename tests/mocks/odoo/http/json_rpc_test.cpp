#include "tests/mocks/odoo/http/http_client.hpp"

namespace drydock::mocks {

namespace {

constexpr std::string_view success_type = "application/json; charset=utf-8";

std::string services_error(std::string_view body) {
    HttpClient client;
    return HttpClient::error_of(client.post_json("/jsonrpc", body));
}

std::string call_error(
    std::string_view service, std::string_view method, std::string_view arguments
) {
    return services_error(HttpClient::service_call(service, method, arguments));
}

}  // namespace

TEST(OdooJsonRpcTest, answers_version_with_the_recorded_members_a002) {
    HttpClient client;
    const Response response =
        client.post_json("/jsonrpc", HttpClient::service_call("common", "version", "[]"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(
        HttpClient::text_of(response),
        "{'jsonrpc':'2.0','id':1,'result':{'server_version':'18.0-20250506','server_version_info':["
        "18,0,0,'final',0,''],'server_serie':'18.0','protocol_version':1}}"
    );
    EXPECT_EQ(client.operation, "common/version");
}

TEST(OdooJsonRpcTest, answers_version_as_19_a18) {
    HttpClient client{OdooVersion::v19};
    EXPECT_EQ(
        HttpClient::text_of(
            client.post_json("/jsonrpc", HttpClient::service_call("common", "version", "[]"))
        ),
        "{'jsonrpc':'2.0','id':1,'result':{'server_version':'19.0','server_version_info':[19,0,0,"
        "'final',0,''],'server_serie':'19.0','protocol_version':1}}"
    );
}

TEST(OdooJsonRpcTest, asks_for_each_connection_to_be_closed) {
    HttpClient client;
    const Response response =
        client.post_json("/jsonrpc", HttpClient::service_call("common", "version", "[]"));
    EXPECT_EQ(response.header("Connection"), "close");
}

TEST(OdooJsonRpcTest, says_nosniff_on_success_only) {
    HttpClient client;
    const Response good =
        client.post_json("/jsonrpc", HttpClient::service_call("common", "version", "[]"));
    EXPECT_EQ(good.header("Server"), "Werkzeug/2.2.2 Python/3.11.2");
    EXPECT_EQ(good.header("Content-Type"), success_type);
    EXPECT_EQ(good.header("X-Content-Type-Options"), "nosniff");
    const Response bad =
        client.post_json("/jsonrpc", HttpClient::service_call("nosuch", "version", "[]"));
    EXPECT_EQ(bad.status, 200);
    EXPECT_EQ(bad.header("Content-Type"), success_type);
    EXPECT_EQ(bad.header("X-Content-Type-Options"), "");
}

TEST(OdooJsonRpcTest, leaves_headers_away_within_the_virtual_world) {
    OdooClient client;
    const Response response = client.send(
        OdooClient::request("{'params':{'service':'common','method':'version','args':[]},'id':1}")
    );
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.headers.empty());
}

TEST(OdooJsonRpcTest, echoes_any_id_and_null_for_none_a056_a057) {
    HttpClient client;
    for (const std::string_view id : {"7", "'x'", "[1,{'a':null}]", "1.50", "null", "true"}) {
        const Response response = client.post_json(
            "/jsonrpc",
            fmt::format("{{'id':{},'params':{{'service':'db','method':'list','args':[]}}}}", id)
        );
        EXPECT_EQ(
            HttpClient::text_of(response),
            fmt::format("{{'jsonrpc':'2.0','id':{},'result':['twin']}}", id)
        );
    }
    EXPECT_EQ(
        HttpClient::text_of(client.post_json(
            "/jsonrpc", "{'params':{'service':'db','method':'list','args':[],'extra':1}}"
        )),
        "{'jsonrpc':'2.0','id':null,'result':['twin']}"
    );
}

TEST(OdooJsonRpcTest, refuses_bodies_that_are_no_object_a050_a051_a052_a080) {
    HttpClient client;
    const auto answer = [&](std::string_view body) {
        const Response response = client.post_json("/jsonrpc", body);
        EXPECT_EQ(response.status, 400);
        EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
        return std::string{response.body_text()};
    };
    EXPECT_EQ(answer("{'jsonrpc': '2.0', 'method': "), "Invalid JSON data");
    EXPECT_EQ(answer(""), "Invalid JSON data");
    EXPECT_EQ(answer("[{'id':1},{'id':2}]"), "Invalid JSON-RPC data");
    EXPECT_EQ(answer("42"), "Invalid JSON-RPC data");
    EXPECT_EQ(answer("null"), "Invalid JSON-RPC data");
}

TEST(OdooJsonRpcTest, refuses_a_body_without_a_content_type_a065) {
    HttpClient client;
    const std::string body =
        HttpClient::double_quoted(HttpClient::service_call("common", "version", "[]"));
    EXPECT_EQ(client.send(Method::post, "/jsonrpc", {}, body).status, 400);
}

TEST(OdooJsonRpcTest, takes_json_content_types_only_a063_to_a068) {
    HttpClient client;
    const std::string body =
        HttpClient::double_quoted(HttpClient::service_call("common", "version", "[]"));
    const auto status = [&](Method method, std::vector<Header> headers, std::string bytes) {
        return client.send(method, "/jsonrpc", std::move(headers), std::move(bytes)).status;
    };
    EXPECT_EQ(status(Method::post, {{"content-type", "application/json-rpc"}}, body), 200);
    EXPECT_EQ(
        status(Method::post, {{"Content-Type", "Application/JSON ; charset=utf-8"}}, body), 200
    );
    EXPECT_EQ(status(Method::put, {{"Content-Type", "application/json"}}, body), 200);
    EXPECT_EQ(status(Method::get, {}, ""), 400);
    const Response page =
        client.send(Method::post, "/jsonrpc", {{"Content-Type", "text/plain"}}, body);
    EXPECT_EQ(page.status, 400);
    EXPECT_EQ(
        page.body_text(),
        "<!doctype html>\n<html lang=en>\n<title>400 Bad Request</title>\n<h1>Bad Request</h1>\n"
        "<p>Request inferred type is compatible with [&#39;http&#39;] but &#39;/jsonrpc&#39; is "
        "type=&#39;json&#39;.</p>\n"
    );
    EXPECT_EQ(page.header("X-Content-Type-Options"), "");
}

TEST(OdooJsonRpcTest, answers_an_unknown_path_with_a_page_a071_a072) {
    HttpClient client;
    const Response response = client.send(Method::get, "/nosuch", {}, "");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.header("Content-Type"), "text/html;charset=utf-8");
    EXPECT_TRUE(response.header("Set-Cookie").starts_with("session_id="));
    EXPECT_NE(
        response.body_text().find("We couldn't find the page you're looking for!"),
        std::string_view::npos
    );
}

TEST(OdooJsonRpcTest, lets_python_complain_of_wrong_parameters_a053_a054) {
    EXPECT_EQ(
        services_error("{'id':1}"),
        "builtins.TypeError: RPC.jsonrpc() missing 3 required positional arguments: 'service', "
        "'method', and 'args'"
    );
    EXPECT_EQ(
        services_error("{'id':1,'params':{'service':'common'}}"),
        "builtins.TypeError: RPC.jsonrpc() missing 2 required positional arguments: 'method' and "
        "'args'"
    );
    EXPECT_EQ(
        services_error("{'id':1,'params':{'service':'common','method':'version'}}"),
        "builtins.TypeError: RPC.jsonrpc() missing 1 required positional argument: 'args'"
    );
    EXPECT_EQ(
        services_error("{'id':1,'params':['common','version',[]]}"),
        "builtins.ValueError: dictionary update sequence element #0 has length 6; 2 is required"
    );
    EXPECT_EQ(
        services_error("{'id':1,'params':[1]}"),
        "builtins.TypeError: cannot convert dictionary update sequence element #0 to a sequence"
    );
    EXPECT_EQ(
        services_error("{'id':1,'params':7}"), "builtins.TypeError: 'int' object is not iterable"
    );
}

TEST(OdooJsonRpcTest, names_unknown_services_and_methods_a059_a060) {
    EXPECT_EQ(call_error("nosuch", "version", "[]"), "builtins.KeyError: nosuch");
    EXPECT_EQ(call_error("common", "nosuch", "[]"), "builtins.Exception: Method not found: nosuch");
    EXPECT_EQ(
        call_error("object", "nosuch", "['twin',2,'admin']"),
        "builtins.NameError: Method not available nosuch"
    );
    EXPECT_EQ(call_error("db", "nosuch", "[]"), "builtins.KeyError: Method not found: nosuch");
    EXPECT_EQ(
        call_error("db", "drop", "['x','twin']"), "odoo.exceptions.AccessDenied: Access Denied"
    );
}

TEST(OdooJsonRpcTest, counts_arguments_as_python_does_a062) {
    EXPECT_EQ(
        call_error("object", "execute_kw", "['twin',2,'admin']"),
        "builtins.TypeError: execute_kw() missing 3 required positional arguments: 'obj', "
        "'method', and 'args'"
    );
    EXPECT_EQ(
        call_error("object", "execute", "['twin',2,'admin','res.partner']"),
        "builtins.TypeError: execute() missing 1 required positional argument: 'method'"
    );
    EXPECT_EQ(
        call_error("object", "execute_kw", "['twin',2,'admin','res.partner','search',[[]],{},{}]"),
        "builtins.TypeError: execute_kw() takes from 5 to 6 positional arguments but 7 were given"
    );
    EXPECT_EQ(
        call_error("object", "execute_kw", "['twin',2]"),
        "builtins.IndexError: list index out of range"
    );
    EXPECT_EQ(
        call_error("common", "version", "[1]"),
        "builtins.TypeError: exp_version() takes 0 positional arguments but 1 was given"
    );
    EXPECT_EQ(
        call_error("common", "authenticate", "['twin','admin','admin']"),
        "builtins.TypeError: exp_authenticate() missing 1 required positional argument: "
        "'user_agent_env'"
    );
    EXPECT_EQ(
        call_error("common", "version", "7"),
        "builtins.TypeError: odoo.service.common.exp_version() argument after * must be an "
        "iterable, not int"
    );
}

TEST(OdooJsonRpcTest, ends_the_traceback_with_the_exception_a059) {
    HttpClient client;
    const Response response =
        client.post_json("/jsonrpc", HttpClient::service_call("nosuch", "version", "[]"));
    const std::string_view debug = response.body["error"]["data"]["debug"].string();
    EXPECT_TRUE(debug.starts_with("Traceback (most recent call last):\n  File \""));
    EXPECT_TRUE(debug.ends_with("\nKeyError: 'nosuch'\n"));
    EXPECT_EQ(
        HttpClient::text_of(response),
        "{'jsonrpc':'2.0','id':1,'error':{'code':200,'message':'Odoo Server Error','data':{'name':"
        "'builtins.KeyError','message':'nosuch','arguments':['nosuch'],'context':{}}}}"
    );
}

TEST(OdooJsonRpcTest, orders_the_error_of_19_otherwise_d02) {
    HttpClient client{OdooVersion::v19};
    EXPECT_EQ(
        HttpClient::text_of(
            client.post_json("/jsonrpc", HttpClient::service_call("nosuch", "version", "[]"))
        ),
        "{'jsonrpc':'2.0','id':1,'error':{'code':0,'message':'Odoo Server Error','data':{'name':"
        "'builtins.KeyError','message':'nosuch','arguments':['nosuch'],'context':{}}}}"
    );
}

TEST(OdooJsonRpcTest, executes_with_arguments_by_place_b096) {
    HttpClient client;
    const Response response = client.post_json(
        "/jsonrpc",
        HttpClient::service_call(
            "object", "execute", "['twin',2,'admin','product.product','search',[],0,2]"
        )
    );
    EXPECT_EQ(HttpClient::text_of(response), "{'jsonrpc':'2.0','id':1,'result':[1,2]}");
}

}  // namespace drydock::mocks
