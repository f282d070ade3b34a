#pragma once

#include <optional>
#include <string_view>

#include "core/exchange.hpp"
#include "mocks/odoo/error.hpp"
#include "mocks/odoo/http/exception.hpp"
#include "mocks/odoo/http/response.hpp"
#include "mocks/odoo/http/visit.hpp"

namespace drydock::mocks::odoo::http {

/// The page for a request that is not of a JSON route's content type; nullopt for one that is.
/// `route` as Odoo names it. Source: recordings a063, a064, a068 (18.0), a10 (19.0).
[[nodiscard]] std::optional<Response> refuse_media_type(const Visit& visit, std::string_view route);

/// The page for a body that is no JSON object; nullopt for one that is. Source: recordings a050 to
/// a052, a080.
[[nodiscard]] std::optional<Response> refuse_body(const Visit& visit);

/// HTTP 200 with an envelope of JSON-RPC 2.0 around what `run` adds (the member "result", or
/// nothing for Python's None), or around its error.
template <class Run>
[[nodiscard]] Response answer_json_rpc(const Visit& visit, Value id, Run run) {
    DocumentWriter out;
    out.begin_object();
    out.field("jsonrpc", "2.0");
    out.field("id", id);
    const Result result = run(out);
    if (!result) {
        write_error(out, result.error(), visit.version());
    }
    out.end();
    return json_response(visit, out.finish(), result ? Ending::regular : Ending::exception);
}

/// POST /jsonrpc, and with any other method that has a body.
[[nodiscard]] Response answer_services(Visit& visit);

}  // namespace drydock::mocks::odoo::http
