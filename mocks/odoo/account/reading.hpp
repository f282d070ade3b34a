#pragma once

#include <optional>

#include "core/money.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// A many2one of that model; empty for id 0.
void read_reference(FieldValue& out, const Database& database, const Model& model, RecordId id);
void read_money(FieldValue& out, Money amount);
void read_date(FieldValue& out, const std::optional<Instant>& date);
/// US dollars. Source: Odoo 18.0 recordings, e008.
void read_currency(const Database& database, RecordId id, FieldValue& out);
void read_company(const Database& database, RecordId id, FieldValue& out);

}  // namespace drydock::mocks::odoo
