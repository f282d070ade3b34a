#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/move_reads.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/reconcile.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"

namespace drydock::mocks::odoo {

namespace {

bool look_up(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field != "invoice_origin") {
        return false;
    }
    const RecordId order = order_of_name(database, operand.string());
    if (order == 0 || database.ledger.entries.count() != 0) {
        // Full entries may name an origin that is no order of theirs.
        return false;
    }
    const auto& invoices = database.orders[order].invoices;
    ids.insert(ids.end(), invoices.begin(), invoices.end());
    return true;
}

const EntryRecord* entry_or_null(const Database& database, RecordId id) {
    return entry_if(database, id);
}

constexpr std::array move_fields = std::to_array<Field>({
    fields::character("name", "Number")
        .reads(read_entry_name)
        .writes(write_entry_name)
        .not_copied(),
    fields::selection("state", "Status", selections::move_state)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(entry_state_name(database, id));
        })
        .read_only()
        .not_copied(),
    fields::selection("move_type", "Type", selections::move_type)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(move_type_names.at(static_cast<std::size_t>(move_type_of(database, id))));
        })
        .writes(write_entry_type),
    fields::many2one("partner_id", "Partner", "res.partner")
        .reads(read_entry_partner)
        .writes(write_entry_partner),
    fields::many2one("commercial_partner_id", "Commercial Entity", "res.partner")
        .reads(read_entry_partner)
        .read_only(),
    fields::many2one("partner_shipping_id", "Delivery Address", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const EntryRecord* const entry = entry_or_null(database, id);
            if (entry == nullptr || (is_sale(entry->type) && entry->shipping_partner == 0)) {
                read_entry_partner(database, id, out);
            } else {
                read_reference(out, database, res_partner, entry->shipping_partner);
            }
        })
        .writes(write_entry_shipping_partner),
    fields::character("invoice_partner_display_name", "Invoice Partner Display Name")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_partner(database, id, out);
            out.kind = out.kind == FieldValue::Kind::empty ? out.kind : FieldValue::Kind::text;
        }),
    fields::character("invoice_origin", "Origin")
        .reads(read_entry_origin)
        .writes(write_entry_origin),
    fields::character("ref", "Reference")
        .reads(read_entry_ref)
        .writes(write_entry_ref)
        .not_copied(),
    fields::character("payment_reference", "Payment Reference")
        .reads(read_entry_payment_reference)
        .writes(write_entry_payment_reference)
        .not_copied(),
    fields::date("invoice_date", "Invoice/Bill Date")
        .reads(read_entry_invoice_date)
        .writes(write_entry_invoice_date)
        .not_copied(),
    fields::date("invoice_date_due", "Due Date")
        .reads(read_entry_due_date)
        .writes(write_entry_due_date)
        .not_copied(),
    fields::date("date", "Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_date(accounting_date_of(database, id));
        })
        .writes(write_entry_date)
        .not_copied(),
    fields::date("delivery_date", "Delivery Date").not_copied(),
    fields::date("taxable_supply_date", "Taxable Supply Date").not_copied(),
    fields::monetary("amount_untaxed", "Untaxed Amount")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, untaxed_of_move(database, id));
        }),
    fields::monetary("amount_tax", "Tax")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, tax_of_move(database, id));
        }),
    fields::monetary("amount_total", "Total")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, database.invoices[id].total);
        }),
    fields::monetary("amount_residual", "Amount Due")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, residual_of_entry(database, id));
        }),
    fields::monetary("amount_untaxed_signed", "Untaxed Amount Signed")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, signed_amount_of_move(database, id, untaxed_of_move(database, id)));
        }),
    fields::monetary("amount_tax_signed", "Tax Signed")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, signed_amount_of_move(database, id, tax_of_move(database, id)));
        }),
    fields::monetary("amount_total_signed", "Total Signed")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, signed_amount_of_move(database, id, database.invoices[id].total));
        }),
    fields::monetary("amount_total_in_currency_signed", "Total in Currency Signed")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, signed_amount_of_move(database, id, database.invoices[id].total));
        }),
    fields::monetary("amount_untaxed_in_currency_signed", "Untaxed Amount Signed Currency")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, signed_amount_of_move(database, id, untaxed_of_move(database, id)));
        }),
    fields::monetary("amount_residual_signed", "Amount Due Signed")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, signed_amount_of_move(database, id, residual_of_entry(database, id)));
        }),
    fields::selection("payment_state", "Payment Status", selections::payment_state)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(payment_state_of(database, id));
        })
        .read_only(),
    fields::selection("status_in_payment", "Status In Payment", selections::status_in_payment)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const bool posted = database.invoices[id].state == InvoiceState::posted;
            out.set_text(posted ? payment_state_of(database, id) : entry_state_name(database, id));
        })
        .read_only(),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_currency_id", "Company Currency", "res.currency")
        .reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company),
    fields::many2one("journal_id", "Journal", "account.journal")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, account_journal, journal_of_move(database, id));
        })
        .writes(write_entry_journal)
        .require(),
    fields::one2many("invoice_line_ids", "Invoice lines", "account.move.line", "move_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_lines(database, id, out, true);
        })
        .writes(write_entry_invoice_lines),
    fields::one2many("line_ids", "Journal Items", "account.move.line", "move_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_lines(database, id, out, false);
        })
        .writes(write_entry_lines),
    fields::many2one("invoice_payment_term_id", "Payment Terms", "account.payment.term")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const EntryRecord* const entry = entry_or_null(database, id);
            read_reference(
                out, database, account_payment_term, entry == nullptr ? 0 : entry->payment_term
            );
        })
        .writes(write_entry_payment_term),
    fields::boolean("posted_before", "Posted Before")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const EntryRecord* const entry = entry_or_null(database, id);
            out.set_boolean(
                entry != nullptr ? entry->posted_before : database.invoices[id].number != 0
            );
        })
        .not_copied(),
    fields::character("sequence_prefix", "Sequence Prefix")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_sequence(database, id, out, true);
        }),
    fields::integer("sequence_number", "Sequence Number")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_sequence(database, id, out, false);
        }),
    fields::boolean("checked", "Checked")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const EntryRecord* const entry = entry_or_null(database, id);
            out.set_boolean(
                entry != nullptr ? entry->checked
                                 : database.invoices[id].state == InvoiceState::posted
            );
        })
        .writes(write_entry_checked),
    fields::many2one("reversed_entry_id", "Reversal of", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const EntryRecord* const entry = entry_or_null(database, id);
            read_reference(
                out, database, account_move, entry == nullptr ? 0 : entry->reversed_entry
            );
        })
        .writes(write_entry_reversed_entry)
        .not_copied(),
    fields::one2many("reversal_move_ids", "Reversal Moves", "account.move", "reversed_entry_id")
        .reads(read_entry_reversals),
    fields::many2many("matched_payment_ids", "Matched Payments", "account.payment")
        .reads(read_entry_payments),
    fields::integer("payment_count", "Payment Count")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_entry_payments(database, id, out);
            out.set_integer(static_cast<std::int64_t>(out.ids.size()));
        }),
    fields::many2one("origin_payment_id", "Payment", "account.payment")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const EntryRecord* const entry = entry_or_null(database, id);
            read_reference(out, database, account_payment, entry == nullptr ? 0 : entry->payment);
        }),
    fields::selection("auto_post", "Auto-post", selections::auto_post).starts("no").not_copied(),
    fields::date("auto_post_until", "Auto-post until").not_copied(),
    fields::character("access_url", "Portal Access URL")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const bool invoice = is_invoice(move_type_of(database, id));
            out.set_text(invoice ? fmt::format("/my/invoices/{}", id) : "#");
        }),
    fields::character("access_token", "Security Token").not_copied(),
    fields::character("type_name", "Type Name").reads(read_entry_type_name),
    fields::many2one("invoice_user_id", "Salesperson", "res.users").reads(read_entry_user),
    fields::many2one("user_id", "User", "res.users").reads(read_entry_user),
    fields::many2one("team_id", "Sales Team", "crm.team").reads(read_entry_team),
    fields::many2one("fiscal_position_id", "Fiscal Position", "account.fiscal.position"),
    fields::many2one("partner_bank_id", "Recipient Bank", "res.partner.bank"),
    fields::many2one("invoice_incoterm_id", "Incoterm", "account.incoterms"),
    fields::many2one("invoice_cash_rounding_id", "Cash Rounding", "account.cash.rounding"),
    fields::many2one("campaign_id", "Campaign", "utm.campaign"),
    fields::many2one("source_id", "Source", "utm.source"),
    fields::many2one("medium_id", "Medium", "utm.medium"),
    fields::html("narration", "Terms and Conditions"),
    fields::character("invoice_source_email", "Source Email"),
    fields::character("country_code", "Country Code").starts("US"),
    fields::boolean("is_move_sent", "Is Move Sent").not_copied(),
    fields::boolean("is_storno", "Is Storno"),
    fields::boolean("to_check", "To Check"),
    fields::boolean("made_sequence_gap", "Made Sequence Gap"),
    fields::boolean("always_tax_exigible", "Always Tax Exigible"),
    fields::boolean("has_reconciled_entries", "Has Reconciled Entries")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(
                residual_of_entry(database, id) != database.invoices[id].total &&
                is_invoice(move_type_of(database, id))
            );
        }),
    fields::integer("sale_order_count", "Sale Order Count")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_integer(database.invoices[id].order != 0 ? 1 : 0);
        }),
});

constexpr std::array methods_of_move = std::to_array<ModelMethod>({
    {"action_post", post_invoices, true},
    {"button_draft", reset_to_draft},
    {"button_cancel", cancel_entries},
    {"action_switch_move_type", switch_move_types},
    {"button_set_checked", mark_checked},
    {"set_moves_checked", mark_checked},
    {"copy", copy_entries},
    {"action_register_payment", open_payment_window},
    {"action_reverse", open_reversal_wizard},
    {"js_assign_outstanding_line", assign_outstanding},
    {"js_remove_outstanding_partial", remove_outstanding},
});

}  // namespace

const Model account_move{
    .name = "account.move",
    .fields = move_fields,
    .count = [](const Database& database) { return database.invoices.count(); },
    .order = "date desc, name desc, invoice_date desc, id desc",
    .look_up = look_up,
    .label = "Journal Entry",
    .methods = methods_of_move,
    .contains = [](const Database& database,
                   RecordId id) { return database.invoices.contains(id); },
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_entry_display_name(out, database, id); },
    .insert = insert_entry,
    .before_create = check_parties,
    .created = entry_created,
    .before_write = before_entry_write,
    .written = entries_written,
    .before_unlink = before_entry_unlink,
    .remove = remove_entry};

}  // namespace drydock::mocks::odoo
