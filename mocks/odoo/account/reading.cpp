#include "mocks/odoo/account/reading.hpp"

#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

void read_reference(FieldValue& out, const Database& database, const Model& model, RecordId id) {
    set_record(out, database, model, id);
}

void read_money(FieldValue& out, Money amount) {
    out.set_decimal(amount.thousandths);
}

void read_date(FieldValue& out, const std::optional<Instant>& date) {
    if (date) {
        out.set_date(*date);
    } else {
        out.set_empty();
    }
}

void read_currency(const Database&, RecordId, FieldValue& out) {
    out.set_reference(1) = "USD";
}

void read_company(const Database&, RecordId, FieldValue& out) {
    out.set_reference(1) = "My Company";
}

}  // namespace drydock::mocks::odoo
