#pragma once

#include <string_view>

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// Collects in Concurrency::rows what the call is about to write of rows that there are: what it
/// adds nobody else can write. `takes_ids` says that its first argument names records of its model.
void claim_rows(Call& call, std::string_view method, bool takes_ids);

}  // namespace drydock::mocks::odoo
