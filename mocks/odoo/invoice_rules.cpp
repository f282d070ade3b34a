#include "mocks/odoo/invoice_rules.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/sale_rules.hpp"

namespace drydock::mocks::odoo {

bool can_be_lean(const Database& database, RecordId order) {
    const std::vector<RecordId>& lines = database.orders[order].lines;
    return std::all_of(lines.begin(), lines.end(), [&](RecordId line) {
        const RecordId product = database.order_lines[line].product;
        return product != 0 && database.product_made(product) == nullptr &&
               (database.order_line_details.empty() ||
                order_line_detail_if(database, line) == nullptr);
    });
}

RecordId add_invoice(Database& database, RecordId order_id, Instant now) {
    InvoiceRecord invoice;
    invoice.order = order_id;
    invoice.created = now;
    invoice.line_first = database.invoice_lines.count() + 1;
    OrderRecord& order = database.orders[order_id];
    for (const RecordId line_id : order.lines) {
        OrderLineRecord& line = database.order_lines[line_id];
        const Units units = units_to_invoice(database, line);
        if (units == Units{}) {
            continue;
        }
        line.invoiced += units;
        database.invoice_lines.add({line_id, units});
        ++invoice.line_count;
        // Assumption: no taxes, and amounts keep thousandths, as the prices of the trace do.
        invoice.total += Money{line.price_thousandths} * units.quantity();
    }
    if (invoice.line_count == 0) {
        return 0;
    }
    if (invoice.total < Money{}) {
        invoice.kind = InvoiceKind::credit_note;
        invoice.total = Money{} - invoice.total;
    }
    const RecordId id = database.invoices.add(invoice);
    order.invoices.push_back(id);
    ++database.invoices_draft;
    return id;
}

void cancel_draft_invoice(Database& database, RecordId id) {
    InvoiceRecord& invoice = database.invoices[id];
    DRYDOCK_CHECK(invoice.state == InvoiceState::draft);
    if (invoice.detail != 0) {
        const Result cancelled = cancel_entry(database, id);
        DRYDOCK_CHECK(cancelled.has_value());
        return;
    }
    for (RecordId line = invoice.line_first; line < invoice.line_first + invoice.line_count;
         ++line) {
        const InvoiceLineRecord& record = database.invoice_lines[line];
        database.order_lines[record.sale_line].invoiced -= record.quantity;
    }
    invoice.state = InvoiceState::cancel;
    --database.invoices_draft;
}

void post_invoice(Database& database, RecordId id, Instant now) {
    InvoiceRecord& invoice = database.invoices[id];
    DRYDOCK_CHECK(invoice.state == InvoiceState::draft);
    invoice.year = static_cast<std::uint16_t>(database.settings.calendar.date_time_of(now).year);
    invoice.number = ++database.invoice_numbers[{invoice.kind, invoice.year}];
    invoice.state = InvoiceState::posted;
    invoice.posted = now;
    --database.invoices_draft;
}

}  // namespace drydock::mocks::odoo
