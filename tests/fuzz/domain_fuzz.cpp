// Domains of search, as a client of any transport may send them.

#include "tests/fuzz/fuzz_odoo.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace drydock;
    using namespace drydock::fuzz;
    const auto domain = parse_document(text_of(bytes, size));
    if (!domain) {
        return 0;
    }
    const auto odoo = make_odoo(mocks::OdooVersion::v18);
    const Header json{"Content-Type", "application/json"};
    const auto call = [&](const char* model, const char* method, Value argument) {
        DocumentWriter out;
        out.begin_object();
        out.begin_object("params");
        out.field("service", "object");
        out.field("method", "execute_kw");
        out.begin_array("args");
        out.add("twin");
        out.add(2);
        out.add("admin");
        out.add(model);
        out.add(method);
        out.begin_array();
        out.add(argument);
        out.end();
        out.end();
        out.end();
        out.end();
        const Document body = out.finish();
        const Response answer = send(*odoo, "/jsonrpc", {json}, body.text());
        DRYDOCK_CHECK(answer.status == 200 || answer.status == 400);
    };
    const Document partner = parse_document(R"({"name":"Jo","ref":"17850"})").value();
    const Document order =
        parse_document(
            R"({"partner_id":1,"client_order_ref":"W1","order_line":[[0,0,{"product_id":1}]]})"
        )
            .value();
    call("res.partner", "create", partner.root());
    call("sale.order", "create", order.root());
    for (const char* model :
         {"res.partner", "sale.order", "sale.order.line", "stock.picking", "product.product"}) {
        call(model, "search", domain->root());
    }
    call("sale.order", "search_count", domain->root());
    return 0;
}
