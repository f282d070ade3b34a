#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/line_methods.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/reconcile.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

/// The lean invoice that a line of one belongs to.
RecordId lean_move_of(const Database& database, RecordId line) {
    const RecordId sold = database.invoice_lines[line].sale_line;
    for (const RecordId move : database.orders[database.order_lines[sold].order].invoices) {
        const InvoiceRecord& invoice = database.invoices[move];
        if (line >= invoice.line_first && line < invoice.line_first + invoice.line_count) {
            return move;
        }
    }
    return 0;
}

/// A line as a full one has it; of a lean invoice what follows from its order line.
const EntryLineRecord& line_of(const Database& database, RecordId id, EntryLineRecord& scratch) {
    if (const EntryLineRecord* const line = entry_line_if(database, id)) {
        return *line;
    }
    const InvoiceLineRecord& lean = database.invoice_lines[id];
    const OrderLineRecord& sold = database.order_lines[lean.sale_line];
    const RecordId move = lean_move_of(database, id);
    const bool refund = database.invoices[move].kind == InvoiceKind::credit_note;
    scratch.id = id;
    scratch.move = move;
    scratch.product = sold.product;
    scratch.account = accounts::income;
    scratch.partner = partner_of_entry(database, move);
    scratch.name = order_line_description(database, lean.sale_line);
    scratch.quantity = refund ? -lean.quantity : lean.quantity;
    scratch.price = Money{sold.price_thousandths};
    scratch.sale_lines = {lean.sale_line};
    scratch.subtotal = scratch.price * scratch.quantity.quantity();
    scratch.total = scratch.subtotal;
    scratch.balance = refund ? scratch.subtotal : Money{} - scratch.subtotal;
    return scratch;
}

Money positive_part(Money amount) {
    return amount > Money{} ? amount : Money{};
}

/// Reads a line's member as a many2one.
template <auto member, const Model& model>
void read_link(const Database& database, RecordId id, FieldValue& out) {
    EntryLineRecord scratch;
    read_reference(out, database, model, line_of(database, id, scratch).*member);
}

template <auto member>
void read_amount(const Database& database, RecordId id, FieldValue& out) {
    EntryLineRecord scratch;
    read_money(out, line_of(database, id, scratch).*member);
}

void read_entry_text(
    const Database& database, RecordId id, FieldValue& out, std::string_view field
) {
    EntryLineRecord scratch;
    out = value_of(database, account_move, line_of(database, id, scratch).move, field);
}

void read_residual(const Database& database, RecordId id, FieldValue& out) {
    read_money(out, residual_of(database, id));
}

void read_partials(const Database& database, RecordId id, FieldValue& out, bool debits) {
    EntryLineRecord scratch;
    out.kind = FieldValue::Kind::list;
    out.ids.clear();
    for (const RecordId partial : line_of(database, id, scratch).partials) {
        const PartialRecord& record = database.ledger.partials[partial];
        if ((debits ? record.credit_line : record.debit_line) == id) {
            out.ids.push_back(partial);
        }
    }
}

bool is_line_reconciled(const Database& database, RecordId id) {
    EntryLineRecord scratch;
    const EntryLineRecord& line = line_of(database, id, scratch);
    return !line.partials.empty() && residual_of(database, id) == Money{};
}

void show_line(std::string& out, const Database& database, RecordId id) {
    EntryLineRecord scratch;
    const EntryLineRecord& line = line_of(database, id, scratch);
    append_entry_name(out, database, line.move);
    const std::string reference = text_of(database, account_move, line.move, "ref");
    const auto add = [&](std::string_view part) {
        if (!part.empty()) {
            out.append(out.empty() ? "" : " ").append(part);
        }
    };
    add(reference.empty() ? reference : fmt::format("({})", reference));
    add(line.name);
}

constexpr std::array line_fields = std::to_array<Field>({
    fields::many2one("move_id", "Journal Entry", "account.move")
        .reads(read_link<&EntryLineRecord::move, account_move>)
        .writes([](Call&, RecordId, Value) { return Result{}; })
        .require()
        .cascade(),
    fields::selection("display_type", "Display Type", selections::display_type)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            const LineKind kind = line_of(database, id, scratch).kind;
            out.set_text(line_kind_names.at(static_cast<std::size_t>(kind)));
        })
        .writes(write_item_kind),
    fields::many2one("product_id", "Product", "product.product")
        .reads(read_link<&EntryLineRecord::product, product_product>)
        .writes(write_item_product),
    fields::text("name", "Label")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            out.set_text(line_of(database, id, scratch).name);
        })
        .writes(write_item_name),
    fields::floating("quantity", "Quantity")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            out.set_units(line_of(database, id, scratch).quantity);
        })
        .writes(write_item_quantity),
    fields::floating("price_unit", "Unit Price")
        .with_digits(3)
        .reads(read_amount<&EntryLineRecord::price>)
        .writes(write_item_price),
    fields::floating("discount", "Discount (%)")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            out.set_decimal(std::int64_t{line_of(database, id, scratch).discount_hundredths} * 10);
        })
        .writes(write_item_discount),
    fields::many2many("tax_ids", "Taxes", "account.tax")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            out.set_list(line_of(database, id, scratch).taxes);
        })
        .writes(write_item_taxes),
    fields::many2one("tax_line_id", "Originator Tax", "account.tax")
        .reads(read_link<&EntryLineRecord::tax, account_tax>),
    fields::monetary("price_subtotal", "Subtotal").reads(read_amount<&EntryLineRecord::subtotal>),
    fields::monetary("price_total", "Total").reads(read_amount<&EntryLineRecord::total>),
    fields::monetary("debit", "Debit")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            read_money(out, positive_part(line_of(database, id, scratch).balance));
        })
        .writes(write_item_debit),
    fields::monetary("credit", "Credit")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            read_money(out, positive_part(Money{} - line_of(database, id, scratch).balance));
        })
        .writes(write_item_credit),
    fields::monetary("balance", "Balance")
        .reads(read_amount<&EntryLineRecord::balance>)
        .writes(write_item_balance),
    fields::monetary("amount_currency", "Amount in Currency")
        .reads(read_amount<&EntryLineRecord::balance>)
        .writes(write_item_balance),
    fields::monetary("amount_residual", "Residual Amount").reads(read_residual),
    fields::monetary("amount_residual_currency", "Residual Amount in Currency")
        .reads(read_residual),
    fields::boolean("reconciled", "Reconciled")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(is_line_reconciled(database, id));
        }),
    fields::one2many(
        "matched_debit_ids", "Matched Debits", "account.partial.reconcile", "credit_move_id"
    )
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_partials(database, id, out, true);
        }),
    fields::one2many(
        "matched_credit_ids", "Matched Credits", "account.partial.reconcile", "debit_move_id"
    )
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_partials(database, id, out, false);
        }),
    fields::many2one("account_id", "Account", "account.account")
        .reads(read_link<&EntryLineRecord::account, account_account>)
        .writes(write_item_account),
    fields::character("account_type", "Internal Type")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            const Account* const account = account_of(line_of(database, id, scratch).account);
            out.set_text(account == nullptr ? std::string_view{} : account->kind);
        }),
    fields::many2one("partner_id", "Partner", "res.partner")
        .reads(read_link<&EntryLineRecord::partner, res_partner>)
        .writes(write_item_partner),
    fields::many2many("sale_line_ids", "Sales Order Lines", "sale.order.line")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            out.set_list(line_of(database, id, scratch).sale_lines);
        })
        .writes(write_item_sale_lines),
    fields::many2one("purchase_line_id", "Purchase Order Line", "purchase.order.line")
        .reads(read_link<&EntryLineRecord::purchase_line, purchase_order_line>)
        .writes(write_item_purchase_line),
    fields::many2one("purchase_order_id", "Purchase Order", "purchase.order")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            const RecordId bought = line_of(database, id, scratch).purchase_line;
            const RecordId order = bought == 0 ? 0 : database.purchases.lines[bought].order;
            set_record(out, database, purchase_order, order);
        }),
    fields::boolean("is_downpayment", "Is Downpayment")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            out.set_boolean(line_of(database, id, scratch).is_downpayment);
        }),
    fields::integer("sequence", "Sequence")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            out.set_integer(line_of(database, id, scratch).sequence);
        })
        .writes(write_item_sequence),
    fields::date("date_maturity", "Due Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            read_date(out, line_of(database, id, scratch).maturity);
        })
        .writes(write_item_maturity),
    fields::character("move_name", "Number")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_text(database, id, out, "name");
        }),
    fields::selection("parent_state", "Status", selections::move_state)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_text(database, id, out, "state");
        }),
    fields::selection("move_type", "Type", selections::move_type)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_text(database, id, out, "move_type");
        }),
    fields::date("date", "Date").reads([](const Database& database, RecordId id, FieldValue& out) {
        read_entry_text(database, id, out, "date");
    }),
    fields::date("invoice_date", "Invoice/Bill Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_text(database, id, out, "invoice_date");
        }),
    fields::character("ref", "Reference")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_text(database, id, out, "ref");
        }),
    fields::many2one("journal_id", "Journal", "account.journal")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_text(database, id, out, "journal_id");
        }),
    fields::many2one("payment_id", "Originator Payment", "account.payment")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_text(database, id, out, "origin_payment_id");
        }),
    fields::many2one("product_uom_id", "Unit of Measure", "uom.uom")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            EntryLineRecord scratch;
            if (line_of(database, id, scratch).product != 0) {
                out.set_reference(1) = "Units";
            } else {
                out.set_empty();
            }
        }),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_currency_id", "Company Currency", "res.currency")
        .reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company),
    fields::character("matching_number", "Matching #").not_copied(),
    fields::many2one("full_reconcile_id", "Matching", "account.full.reconcile"),
    fields::many2many("tax_tag_ids", "Tags", "account.account.tag"),
});

}  // namespace

const Model account_move_line{
    .name = "account.move.line",
    .fields = line_fields,
    .count = [](const Database& database) { return database.invoice_lines.count(); },
    .order = "date desc, move_name desc, id",
    .label = "Journal Item",
    .contains = [](const Database& database,
                   RecordId id) { return database.invoice_lines.contains(id); },
    .show = show_line,
    .insert = insert_item,
    .created = item_created,
    .before_write = before_item_write,
    .written = items_written,
    .before_unlink = before_item_unlink,
    .remove = remove_item};

}  // namespace drydock::mocks::odoo
