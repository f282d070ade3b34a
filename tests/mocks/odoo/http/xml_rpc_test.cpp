#include "mocks/odoo/http/xml_rpc_reader.hpp"
#include "mocks/odoo/http/xml_rpc_writer.hpp"
#include "tests/mocks/odoo/http/http_client.hpp"

namespace drydock::mocks {

namespace {

using odoo::http::read_xml_call;
using odoo::http::xml_response;

std::string method_call(std::string_view method, std::string_view parameters) {
    return fmt::format(
        "<?xml version='1.0'?>\n<methodCall>\n<methodName>{}</methodName>\n<params>\n{}</params>\n"
        "</methodCall>\n",
        method,
        parameters
    );
}

std::string parameter(std::string_view value) {
    return fmt::format("<param>\n<value>{}</value>\n</param>\n", value);
}

std::string execute_kw(
    std::string_view model,
    std::string_view method,
    std::string_view positional,
    std::string_view password = "admin"
) {
    return method_call(
        "execute_kw",
        parameter("<string>twin</string>") + parameter("<int>2</int>") +
            parameter(fmt::format("<string>{}</string>", password)) +
            parameter(fmt::format("<string>{}</string>", model)) +
            parameter(fmt::format("<string>{}</string>", method)) +
            parameter(fmt::format("<array><data>{}</data></array>", positional))
    );
}

std::string response_of(std::string_view value) {
    return fmt::format(
        "<?xml version=\"1.0\"?>\n<methodResponse>\n<params>\n<param>\n{}</param>\n</params>\n\n"
        "</methodResponse>\n",
        value
    );
}

std::string fault_of(std::string_view code, std::string_view text) {
    return fmt::format(
        "<?xml version=\"1.0\"?>\n<methodResponse>\n<fault>\n<value><struct>\n<member>\n<name>"
        "faultCode</name>\n<value>{}</value>\n</member>\n<member>\n<name>faultString</name>\n"
        "<value><string>{}</string></value>\n</member>\n</struct></value>\n</fault>\n\n"
        "</methodResponse>\n",
        code,
        text
    );
}

/// The parameters as JSON with ' for ", or "name: message".
std::string read_as_json(std::string_view values) {
    const auto call = read_xml_call(method_call("m", values));
    if (!call) {
        return std::string{call.error().name} + ": " + call.error().message;
    }
    std::string text = to_text(call->parameters.root());
    for (char& character : text) {
        character = character == '"' ? '\'' : character;
    }
    return text;
}

std::string written(std::string_view json) {
    const Document document = parse_document(HttpClient::double_quoted(json)).value();
    const auto text = xml_response(document.root());
    return text ? *text : std::string{text.error().name} + ": " + text.error().message;
}

}  // namespace

TEST(OdooXmlRpcTest, answers_version_to_the_byte_a001_a075_a079) {
    HttpClient client;
    for (const std::string_view path : {"/xmlrpc/2/common", "/xmlrpc/common"}) {
        const Response response = client.post_xml(std::string{path}, method_call("version", ""));
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.header("Content-Type"), "text/xml; charset=utf-8");
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(
            response.body_text(),
            response_of(
                "<value><struct>\n<member>\n<name>server_version</name>\n<value><string>"
                "18.0-20250506</string></value>\n</member>\n<member>\n<name>server_version_info"
                "</name>\n<value><array><data>\n<value><int>18</int></value>\n<value><int>0</int>"
                "</value>\n<value><int>0</int></value>\n<value><string>final</string></value>\n"
                "<value><int>0</int></value>\n<value><string></string></value>\n</data></array>"
                "</value>\n</member>\n<member>\n<name>server_serie</name>\n<value><string>18.0"
                "</string></value>\n</member>\n<member>\n<name>protocol_version</name>\n<value>"
                "<int>1</int></value>\n</member>\n</struct></value>\n"
            )
        );
        EXPECT_EQ(client.operation, "common/version");
    }
}

TEST(OdooXmlRpcTest, gives_denied_access_its_own_fault_a018) {
    HttpClient client;
    const Response response =
        client.post_xml("/xmlrpc/2/object", execute_kw("sale.order", "search", "", "wrong"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("X-Content-Type-Options"), "");
    EXPECT_EQ(response.body_text(), fault_of("<int>3</int>", "Access Denied"));
}

TEST(OdooXmlRpcTest, sorts_faults_by_what_went_wrong_b092_b093_b095) {
    HttpClient client;
    const auto fault = [&](std::string_view model, std::string_view method) {
        return std::string{
            client
                .post_xml(
                    "/xmlrpc/2/object",
                    execute_kw(
                        model,
                        method,
                        "<value><array><data><value><int>99</int></value></data></array></value>"
                    )
                )
                .body_text()};
    };
    EXPECT_EQ(
        fault("nosuch.model", "search"),
        fault_of("<int>2</int>", "Object nosuch.model doesn't exist")
    );
    EXPECT_EQ(
        fault("sale.order", "action_confirm"),
        fault_of(
            "<int>2</int>",
            "Record does not exist or has been deleted.\n(Record: sale.order(99,), User: 2)"
        )
    );
    EXPECT_EQ(
        fault("sale.order", "_private"),
        fault_of(
            "<int>4</int>",
            "Private methods (such as 'sale.order._private') cannot be called remotely."
        )
    );
    const std::string unknown = fault("res.partner", "nosuch_method");
    EXPECT_NE(unknown.find("<value><int>1</int></value>"), std::string::npos);
    EXPECT_NE(unknown.find("<string>Traceback (most recent call last):\n"), std::string::npos);
    EXPECT_NE(
        unknown.find("\nAttributeError: The method 'res.partner.nosuch_method' does not exist\n"
                     "</string>"),
        std::string::npos
    );
}

TEST(OdooXmlRpcTest, has_text_for_a_fault_code_in_the_first_version) {
    HttpClient client;
    const auto fault = [&](std::string_view model, std::string_view password) {
        return std::string{
            client.post_xml("/xmlrpc/object", execute_kw(model, "search", "", password))
                .body_text()};
    };
    EXPECT_EQ(
        fault("nosuch.model", "admin"),
        fault_of("<string>warning -- UserError\n\nObject nosuch.model doesn't exist</string>", "")
    );
    EXPECT_EQ(
        fault("sale.order", "wrong"), fault_of("<string>AccessDenied</string>", "Access Denied")
    );
}

TEST(OdooXmlRpcTest, quotes_expat_on_what_is_no_xml_a074_a076) {
    HttpClient client;
    const auto last_line = [&](std::string body) {
        const std::string text{client.post_xml("/xmlrpc/2/common", std::move(body)).body_text()};
        const std::size_t end = text.find("\n</string>");
        const std::size_t start = text.rfind('\n', end - 1) + 1;
        return text.substr(start, end - start);
    };
    EXPECT_EQ(
        last_line("<?xml version=\"1.0\"?><methodCall><methodName>version"),
        "xml.parsers.expat.ExpatError: no element found: line 1, column 52"
    );
    EXPECT_EQ(
        last_line("{\"a\":1}"),
        "xml.parsers.expat.ExpatError: not well-formed (invalid token): line 1, column 0"
    );
    EXPECT_EQ(last_line(""), "xml.parsers.expat.ExpatError: no element found: line 1, column 0");
    EXPECT_EQ(last_line("<a/>"), "xmlrpc.client.ResponseError: ResponseError()");
    EXPECT_EQ(last_line(method_call("nosuch", "")), "Exception: Method not found: nosuch");
}

TEST(OdooXmlRpcTest, allows_only_post_a073) {
    HttpClient client;
    const Response response = client.send(Method::get, "/xmlrpc/2/common", {}, "");
    EXPECT_EQ(response.status, 405);
    EXPECT_NE(response.header("Allow").find("POST"), std::string_view::npos);
    EXPECT_EQ(client.send(Method::post, "/xmlrpc/2/a/b", {}, "").status, 404);
}

TEST(OdooXmlRpcTest, commits_a_call_whose_none_it_cannot_marshal_e090_e091) {
    EXPECT_EQ(
        written("null"), "builtins.TypeError: cannot marshal None unless allow_none is enabled"
    );
    EXPECT_EQ(
        written("{'context':{'default_invoice_payment_term_id':null}}"),
        "builtins.TypeError: cannot marshal None unless allow_none is enabled"
    );
}

TEST(OdooXmlRpcTest, cannot_marshal_records_k89) {
    EXPECT_EQ(
        written("'stock.quant.package(1,)'"),
        "builtins.TypeError: cannot marshal <class 'odoo.api.stock.quant.package'> objects"
    );
    EXPECT_EQ(written("'f(1)'"), response_of("<value><string>f(1)</string></value>\n"));
}

TEST(OdooXmlRpcTest, marshals_as_python_k64_k88) {
    const auto value = [](std::string_view json) {
        const std::string text = written(json);
        const std::size_t start = text.find("<value>");
        return start == std::string::npos ? text
                                          : text.substr(start, text.find("</param>") - start - 1);
    };
    EXPECT_EQ(value("true"), "<value><boolean>1</boolean></value>");
    EXPECT_EQ(value("37.5"), "<value><double>37.5</double></value>");
    EXPECT_EQ(value("37.50"), "<value><double>37.5</double></value>");
    EXPECT_EQ(value("0.0"), "<value><double>0.0</double></value>");
    EXPECT_EQ(value("-2.0"), "<value><double>-2.0</double></value>");
    EXPECT_EQ(value("0.00001"), "<value><double>1e-05</double></value>");
    EXPECT_EQ(value("0.1"), "<value><double>0.1</double></value>");
    EXPECT_EQ(value("2147483647"), "<value><int>2147483647</int></value>");
    EXPECT_EQ(value("2147483648"), "builtins.OverflowError: int exceeds XML-RPC limits");
    EXPECT_EQ(value("'a & b < c > d'"), "<value><string>a &amp; b &lt; c &gt; d</string></value>");
    EXPECT_EQ(value("'\\u0001x\\ty'"), "<value><string>x\ty</string></value>");
    EXPECT_EQ(value("[]"), "<value><array><data>\n</data></array></value>");
    EXPECT_EQ(
        value("{'a<':[1]}"),
        "<value><struct>\n<member>\n<name>a&lt;</name>\n<value><array><data>\n<value><int>1</int>"
        "</value>\n</data></array></value>\n</member>\n</struct></value>"
    );
}

TEST(OdooXmlRpcTest, reads_every_kind_of_value) {
    EXPECT_EQ(read_as_json(""), "[]");
    EXPECT_EQ(
        read_as_json(
            parameter("<int> -7 </int>") + parameter("<i4>+8</i4>") +
            parameter("<double>1</double>") + parameter("<double>2.50</double>") +
            parameter("<boolean>1</boolean>") + parameter("<nil/>") +
            parameter("a &lt;b&gt; &#233;") + parameter("") + parameter("<string> x </string>") +
            parameter("<dateTime.iso8601>20261121T10:20:30</dateTime.iso8601>") +
            parameter("<base64>\nQUJD\n</base64>")
        ),
        "[-7,8,1.0,2.50,true,null,'a <b> \xc3\xa9','',' x ','2026-11-21 10:20:30','QUJD']"
    );
    EXPECT_EQ(
        read_as_json(parameter(
            "<struct><member><name>a</name><value><array><data><value><int>1</int></value></data>"
            "</array></value></member><member><name>b</name><value><struct></struct></value>"
            "</member></struct>"
        )),
        "[{'a':[1],'b':{}}]"
    );
}

TEST(OdooXmlRpcTest, complains_of_values_as_python_does) {
    EXPECT_EQ(
        read_as_json(parameter("<int>x</int>")),
        "builtins.ValueError: invalid literal for int() with base 10: 'x'"
    );
    EXPECT_EQ(
        read_as_json(parameter("<double>x</double>")),
        "builtins.ValueError: could not convert string to float: 'x'"
    );
    EXPECT_EQ(
        read_as_json(parameter("<boolean>2</boolean>")), "builtins.TypeError: bad boolean value"
    );
    EXPECT_EQ(
        read_as_json(parameter("<strange>2</strange>")),
        "xmlrpc.client.ResponseError: ResponseError(\"unknown tag 'strange'\")"
    );
}

TEST(OdooXmlRpcTest, looks_for_the_end_of_the_xml_before_it_doubts_its_values) {
    EXPECT_EQ(read_as_json("<param><name>a</name></param>"), "['a']");
    EXPECT_EQ(
        read_as_json(parameter("<struct><member><value>1</value></member></struct>")),
        "xmlrpc.client.ResponseError: ResponseError()"
    );
    EXPECT_EQ(
        read_as_json(parameter("<struct><member><value>1</value></member></array>")),
        "xml.parsers.expat.ExpatError: mismatched tag: line 6, column 50"
    );
}

TEST(OdooXmlRpcTest, survives_nesting_that_would_fill_a_stack) {
    std::string deep;
    for (int level = 0; level < 100'000; ++level) {
        deep += "<value><array><data>";
    }
    EXPECT_TRUE(read_as_json("<param>" + deep).starts_with("builtins.RecursionError: "));
}

TEST(OdooXmlRpcTest, runs_the_same_methods_under_the_same_names_b096) {
    HttpClient client;
    const Response response = client.post_xml(
        "/xmlrpc/2/object",
        execute_kw("sale.order", "search_read", "<value><array><data></data></array></value>")
    );
    EXPECT_EQ(response.body_text(), response_of("<value><array><data>\n</data></array></value>\n"));
    EXPECT_EQ(client.operation, "sale.order/search_read");
    client.post_xml("/xmlrpc/2/nosuch", method_call("version", ""));
    EXPECT_EQ(client.operation, "object/other");
}

}  // namespace drydock::mocks
