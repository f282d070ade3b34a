#include "mocks/odoo/http/router.hpp"

#include "mocks/odoo/http/json2.hpp"
#include "mocks/odoo/http/json_rpc.hpp"
#include "mocks/odoo/http/pages.hpp"
#include "mocks/odoo/http/web.hpp"
#include "mocks/odoo/http/xml_rpc.hpp"

namespace drydock::mocks::odoo::http {

Response answer(Visit& visit) {
    const std::string_view path = path_of(visit.request.path);
    if (path == "/jsonrpc") {
        return answer_services(visit);
    }
    // Source: Odoo 19.0, odoo/http.py; recording a17. 18.0 does not know the header.
    if (visit.version() == OdooVersion::v19) {
        const std::string_view database = visit.request.header("X-Odoo-Database");
        if (!database.empty() && database != visit.settings().database) {
            return no_database_page();
        }
    }
    if (path.starts_with("/xmlrpc/")) {
        return answer_xml_rpc(visit, path);
    }
    if (path.starts_with("/web/")) {
        return answer_web(visit, path);
    }
    if (path == "/json/2" || path.starts_with("/json/2/")) {
        return visit.version() == OdooVersion::v19 ? answer_json2(visit, path)
                                                   : login_redirect(visit.request.path);
    }
    return not_found_page(visit);
}

}  // namespace drydock::mocks::odoo::http
