#pragma once

#include <string_view>

#include "core/document.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// The arguments of a service's method, in the container that the transport has them in: its name
/// stands in the errors of Python.
struct ServiceArguments {
    Value values;
    std::string_view container = "list";
};

/// The services common, object and db, which /jsonrpc and /xmlrpc share. Adds the member "result",
/// unless Python's would be None.
/// Source: Odoo 18.0, odoo/http.py, dispatch_rpc, and odoo/service/{common,model,db}.py.
[[nodiscard]] Result call_service(
    Visit& visit,
    Value service,
    Value method,
    const ServiceArguments& arguments,
    DocumentWriter& out
);

}  // namespace drydock::mocks::odoo::http
