#pragma once

#include <cstdint>
#include <optional>

#include "core/exchange.hpp"
#include "mocks/odoo/http/web_request.hpp"

namespace drydock::mocks::odoo::http {

/// call_kw gives a method's result as it is, call_button what a page can do with it.
enum class CallKind : std::uint8_t { method, button };

/// Whether a call may only read is asked before anything else, and that looks up the model.
/// Source: Odoo 18.0, addons/web/controllers/dataset.py, _call_kw_readonly; recording b101.
[[nodiscard]] std::optional<Error> refuse_call(const Visit& visit);

/// A method of a model, called by the session's user. Source: recordings a033, b100 to b105, k90,
/// k91.
[[nodiscard]] Response answer_call(const Asked& asked, Session& session, CallKind kind);

}  // namespace drydock::mocks::odoo::http
