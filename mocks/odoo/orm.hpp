#pragma once

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// The methods that every model has. Signatures as in Odoo:
/// search(domain, offset, limit, order), search_read(domain, fields, offset, limit, order),
/// search_count(domain), read(ids, fields, load).
Result search(Call& call);
Result search_read(Call& call);
Result search_count(Call& call);
Result read(Call& call);

}  // namespace drydock::mocks::odoo
