#pragma once

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// Whether PostgreSQL lets the transaction write the rows claimed: none of them was committed by
/// another after it began. Otherwise the error, and Concurrency::lost_race is set when Odoo tries
/// again before it answers with it.
/// Source: PostgreSQL 15, 13.2.2 "Repeatable Read Isolation Level"; Odoo 18.0 recordings, i001 to
/// i006, i030, i040.
[[nodiscard]] Result check_race(Call& call);

/// The transaction has written what it claimed.
void commit_rows(Call& call);

/// What there is when the database begins is seen by everybody.
void begin_births(Database& database);

/// The last id of the model that the transaction sees: what others added after it began is hidden
/// from it, as long as it searches. Values changed since are not: it sees them as they are now.
[[nodiscard]] RecordId last_visible(const Database& database, const Model& model);

}  // namespace drydock::mocks::odoo
