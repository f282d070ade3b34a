#include "mocks/odoo/http/xml_rpc.hpp"

#include "mocks/odoo/http/exception.hpp"
#include "mocks/odoo/http/pages.hpp"
#include "mocks/odoo/http/response.hpp"
#include "mocks/odoo/http/services.hpp"
#include "mocks/odoo/http/xml_rpc_reader.hpp"
#include "mocks/odoo/http/xml_rpc_writer.hpp"

namespace drydock::mocks::odoo::http {

namespace {

expected<std::string, Error> call(Visit& visit, std::string_view service) {
    const auto asked = read_xml_call(visit.request.body_text());
    if (!asked) {
        return unexpected{asked.error()};
    }
    DocumentWriter names;
    names.begin_array();
    names.add(service);
    names.add(asked->method);
    names.end();
    const Document name_list = names.finish();
    DocumentWriter out;
    out.begin_object();
    const Result result = call_service(
        visit,
        name_list.root().at(0),
        name_list.root().at(1),
        {asked->parameters.root(), "tuple"},
        out
    );
    out.end();
    const Document answer = out.finish();
    if (!result) {
        return unexpected{result.error()};
    }
    // The transaction has been committed by now: a fault from here on does not undo it.
    // Source: recordings e090, e091, k80, k81b.
    return xml_response(answer["result"]);
}

/// Source: Odoo 18.0, addons/base/controllers/rpc.py, xmlrpc_handle_exception_int and _string.
std::string fault_of(const Error& error, OdooVersion version, bool codes_are_numbers) {
    const ExceptionKind& kind = kind_of(error);
    constexpr int application_error = 1;
    if (codes_are_numbers) {
        return kind.fault_code == application_error
                   ? xml_fault(application_error, traceback(error, version))
                   : xml_fault(kind.fault_code, error.message);
    }
    if (kind.fault_code == application_error) {
        return xml_fault(error.message, traceback(error, version));
    }
    if (error.name == "odoo.exceptions.AccessDenied") {
        return xml_fault(kind.fault_prefix, error.message);
    }
    return xml_fault(std::string{kind.fault_prefix} + error.message, "");
}

}  // namespace

Response answer_xml_rpc(Visit& visit, std::string_view path) {
    constexpr std::string_view root = "/xmlrpc/";
    constexpr std::string_view second = "2/";
    std::string_view service = path.substr(root.size());
    const bool numbers = service.starts_with(second);
    service.remove_prefix(numbers ? second.size() : 0);
    if (service.empty() || service.find('/') != std::string_view::npos) {
        return not_found_page(visit);
    }
    if (visit.request.method != drydock::Method::post) {
        return method_not_allowed_page("POST, OPTIONS");
    }
    constexpr std::string_view type = "text/xml; charset=utf-8";
    auto answer = call(visit, service);
    return answer ? text_response(200, type, std::move(*answer), Ending::regular)
                  : text_response(
                        200,
                        type,
                        fault_of(answer.error(), visit.version(), numbers),
                        Ending::exception
                    );
}

}  // namespace drydock::mocks::odoo::http
