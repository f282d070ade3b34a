#pragma once

#include <string_view>

#include "core/document.hpp"
#include "core/time.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo {

/// One call of a model's public method by a user who is who he says. `positional` are the arguments
/// with the ids first, `keywords` an object or absent.
struct MethodCall {
    std::int64_t user = 0;
    std::string_view model;
    std::string_view method;
    Value positional;
    Value keywords;
};

/// Runs it and adds the member "result", unless the method returned None. After an error nothing
/// has changed and nothing was added. Whatever the transport was, every call ends up here.
[[nodiscard]] Result call_method(
    Database& database, Instant now, const MethodCall& call, DocumentWriter& out
);

}  // namespace drydock::mocks::odoo
