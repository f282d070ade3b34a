#include "mocks/odoo/http/release.hpp"

namespace drydock::mocks::odoo::http {

std::string_view server_version(OdooVersion version) {
    return version == OdooVersion::v19 ? "19.0" : "18.0-20250506";
}

void write_server_version(DocumentWriter& out, OdooVersion version) {
    out.field("server_version", server_version(version));
    out.begin_array("server_version_info");
    out.add(version == OdooVersion::v19 ? 19 : 18);
    out.add(0);
    out.add(0);
    out.add("final");
    out.add(0);
    out.add("");
    out.end();
}

void write_version(DocumentWriter& out, OdooVersion version) {
    out.begin_object("result");
    write_server_version(out, version);
    out.field("server_serie", version == OdooVersion::v19 ? "19.0" : "18.0");
    out.field("protocol_version", 1);
    out.end();
}

}  // namespace drydock::mocks::odoo::http
