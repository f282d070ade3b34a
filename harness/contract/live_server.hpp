#pragma once

#include <memory>
#include <string>

#include "core/expected.hpp"
#include "harness/contract/server.hpp"

namespace drydock::harness::contract {

/// An Odoo over HTTP, and what it said of itself.
struct LiveServer {
    std::unique_ptr<Server> server;
    std::string series;     ///< "18.0". Source: common.version, server_serie.
    std::int64_t user = 0;  ///< The account's uid.
};

/// Asks the Odoo at `url` who it is and logs in there. The error says what is wrong, for the
/// operator, and never holds the password.
[[nodiscard]] expected<LiveServer, std::string> open_live_server(
    const std::string& url, const Account& account
);

}  // namespace drydock::harness::contract
