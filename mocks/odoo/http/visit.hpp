#pragma once

#include <string_view>

#include "core/exchange.hpp"
#include "core/step.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/http/login_guard.hpp"
#include "mocks/odoo/http/session_store.hpp"

namespace drydock::mocks::odoo::http {

/// What the HTTP server knows beside the database. A restart of Odoo loses the counters of failed
/// logins; its sessions are files and would stay, but this Node keeps none.
struct ServerState {
    SessionStore sessions;
    LoginGuard guard;
};

/// One HTTP request while it is answered.
struct Visit {
    Database& database;
    ServerState& state;
    const Moment& moment;
    SystemId from;
    const Request& request;

    /// It came over a socket, with a body or at least a Host (RFC 9112, 3.2), so the response needs
    /// Odoo's headers. Within the virtual World nobody reads them.
    [[nodiscard]] bool on_wire() const {
        return request.raw != nullptr || !request.header("Host").empty();
    }
    [[nodiscard]] const OdooSettings& settings() const { return database.settings; }
    [[nodiscard]] OdooVersion version() const { return database.settings.version; }
};

}  // namespace drydock::mocks::odoo::http
