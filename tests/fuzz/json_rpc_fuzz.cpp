// Bodies of /jsonrpc, of a call in a session, and of /json/2.

#include "tests/fuzz/fuzz_odoo.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace drydock;
    using namespace drydock::fuzz;
    const std::string_view text = text_of(bytes, size);
    const Header json{"Content-Type", "application/json"};
    const auto body = parse_document(text);
    if (!body || !body->root().is_object()) {
        // It changes nothing, so that all such inputs can share one Odoo.
        static const auto idle = make_odoo(mocks::OdooVersion::v18);
        static const auto idle_19 = make_odoo(mocks::OdooVersion::v19);
        DRYDOCK_CHECK(send(*idle, "/jsonrpc", {json}, text).status == 400);
        send(*idle, "/web/dataset/call_kw", {json}, text);
        send(*idle_19, "/json/2/res.partner/search", {json, {"Authorization", "bearer key"}}, text);
        return 0;
    }
    const auto odoo = make_odoo(mocks::OdooVersion::v18);
    const Response answer = send(*odoo, "/jsonrpc", {json}, text);
    DRYDOCK_CHECK(answer.status == 200 || answer.status == 400);
    const Response login = send(
        *odoo,
        "/web/session/authenticate",
        {json},
        R"({"params":{"db":"twin","login":"admin","password":"admin"}})"
    );
    const std::string_view cookie = login.header("Set-Cookie");
    const Header session{"Cookie", std::string{cookie.substr(0, cookie.find(';'))}};
    send(*odoo, "/web/dataset/call_kw", {json, session}, text);
    send(*odoo, "/web/dataset/call_button", {json, session}, text);

    const auto odoo_19 = make_odoo(mocks::OdooVersion::v19);
    const Header key{"Authorization", "bearer key"};
    for (const char* path :
         {"/json/2/res.partner/create",
          "/json/2/sale.order/search_read",
          "/json/2/sale.order/write",
          "/json/2/sale.order/action_confirm"}) {
        send(*odoo_19, path, {json, key}, text);
    }
    return 0;
}
