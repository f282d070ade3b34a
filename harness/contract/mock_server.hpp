#pragma once

#include <memory>

#include "harness/contract/server.hpp"

namespace drydock::harness::contract {

/// The accounts that the recorded database has at its beginning, with one key for all users.
[[nodiscard]] Account recorded_account(Release release);

/// mocks/odoo in this process, with an empty database of that release.
[[nodiscard]] std::unique_ptr<Server> make_mock_server(Release release);

}  // namespace drydock::harness::contract
