#pragma once

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// Runs a method so that an error takes back all that it did. Within a transaction that is open
/// already it is part of that one.
[[nodiscard]] Result in_transaction(Call& call, Result (*run)(Call&));

}  // namespace drydock::mocks::odoo
