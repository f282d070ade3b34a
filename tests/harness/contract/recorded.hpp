#pragma once

#include <string>

#include "harness/contract/recording.hpp"

namespace drydock::harness::contract {

/// A recording of one call over /jsonrpc by the administrator, with that result.
inline Recording recorded_call(
    const std::string& name,
    const std::string& model,
    const std::string& method,
    const Json& positional,
    const Json& result,
    const Json& keywords = Json::object()
) {
    Json body = {{"jsonrpc", "2.0"}, {"id", 1}};
    if (!result.is_null()) {
        body["result"] = result;
    }
    const Json document = {
        {"case", name},
        {"request",
         {{"method", "POST"},
          {"path", "/jsonrpc"},
          {"headers", {{"Content-Type", "application/json"}}},
          {"body",
           {{"jsonrpc", "2.0"},
            {"method", "call"},
            {"params",
             {{"service", "object"},
              {"method", "execute_kw"},
              {"args", {"twin", 2, "admin", model, method, positional, keywords}}}},
            {"id", 1}}}}},
        {"response",
         {{"status", 200},
          {"headers",
           {{"Content-Type", "application/json; charset=utf-8"},
            {"X-Content-Type-Options", "nosniff"},
            {"Date", "Sat, 21 Nov 2026 02:23:59 GMT"},
            {"Server", "Werkzeug/2.2.2 Python/3.11.2"},
            {"Connection", "close"}}},
          {"body", body}}}};
    return *parse_recording(name, document.dump());
}

}  // namespace drydock::harness::contract
