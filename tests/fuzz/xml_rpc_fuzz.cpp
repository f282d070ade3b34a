// Bodies of /xmlrpc/2/object, and that what was read can be written and read again.

#include "mocks/odoo/http/xml_rpc_reader.hpp"
#include "mocks/odoo/http/xml_rpc_writer.hpp"
#include "tests/fuzz/fuzz_odoo.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace drydock;
    using namespace drydock::fuzz;
    const std::string_view text = text_of(bytes, size);

    const auto call = mocks::odoo::http::read_xml_call(text);
    // What is no call changes nothing, so that all such inputs can share one Odoo.
    static const auto idle = make_odoo(mocks::OdooVersion::v18);
    const auto own = call ? make_odoo(mocks::OdooVersion::v18) : nullptr;
    mocks::Odoo& odoo = call ? *own : *idle;
    const Header xml{"Content-Type", "text/xml"};
    for (const char* path : {"/xmlrpc/2/object", "/xmlrpc/2/common", "/xmlrpc/object"}) {
        const Response answer = send(odoo, path, {xml}, text);
        DRYDOCK_CHECK(answer.status == 200);
        DRYDOCK_CHECK(answer.body_text().ends_with("\n</methodResponse>\n"));
    }

    if (call) {
        const auto written = mocks::odoo::http::xml_response(call->parameters.root());
        if (written) {
            const auto again = mocks::odoo::http::read_xml_call(*written);
            DRYDOCK_CHECK(again.has_value());
            const Value list = again->parameters.root().at(0);
            DRYDOCK_CHECK(list.size() == call->parameters.root().size());
        }
    }
    return 0;
}
