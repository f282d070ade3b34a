
#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/payment_rules.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

const PaymentRecord& payment_of(const Database& database, RecordId id) {
    return database.ledger.payments[id];
}

/// Of a payment that is still a draft. What its entry says follows.
Result change(Call& call, RecordId id, const auto& set) {
    PaymentRecord& payment = call.database.ledger.payments[id];
    if (payment.state != PaymentState::draft) {
        return user_error("You cannot modify a payment that is not a draft.");
    }
    set(payment);
    return {};
}

Result write_partner(Call& call, RecordId id, Value value) {
    return change(call, id, [&](PaymentRecord& payment) { payment.partner = id_in(value); });
}
Result write_journal(Call& call, RecordId id, Value value) {
    return change(call, id, [&](PaymentRecord& payment) { payment.journal = id_in(value); });
}
Result write_amount(Call& call, RecordId id, Value value) {
    const Money amount{number_in(call, account_payment, "amount", value)};
    if (amount < Money{}) {
        return validation_error(
            "The operation cannot be completed: The payment amount cannot be negative."
        );
    }
    return change(call, id, [&](PaymentRecord& payment) { payment.amount = amount; });
}
Result write_date(Call& call, RecordId id, Value value) {
    return change(call, id, [&](PaymentRecord& payment) {
        payment.date = date_in(call, value).value_or(payment.date);
    });
}
Result write_type(Call& call, RecordId id, Value value) {
    return change(call, id, [&](PaymentRecord& payment) {
        payment.inbound = value.string() == "inbound";
    });
}
Result write_partner_type(Call& call, RecordId id, Value value) {
    return change(call, id, [&](PaymentRecord& payment) {
        payment.from_customer = value.string() == "customer";
    });
}
Result write_memo(Call& call, RecordId id, Value value) {
    call.database.ledger.payments[id].memo = value.string();
    return {};
}
Result write_invoices(Call& call, RecordId id, Value value) {
    const Field* const field = account_payment.field("invoice_ids");
    PaymentRecord& payment = call.database.ledger.payments[id];
    auto invoices = run_commands(call, *field, id, payment.invoices, value);
    if (!invoices) {
        return unexpected{invoices.error()};
    }
    payment.invoices = std::move(*invoices);
    return {};
}

void read_invoices(const Database& database, RecordId id, FieldValue& out, bool sales) {
    out.kind = FieldValue::Kind::list;
    out.ids.clear();
    for (const RecordId move : payment_of(database, id).invoices) {
        if (is_sale(move_type_of(database, move)) == sales) {
            out.ids.push_back(move);
        }
    }
}

constexpr std::array payment_fields = std::to_array<Field>({
    fields::character("name", "Number")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.text.clear();
            append_payment_name(out.text, database, id);
            out.kind = out.text.empty() ? FieldValue::Kind::empty : FieldValue::Kind::text;
        })
        .not_copied(),
    fields::selection("state", "State", selections::payment_status)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const PaymentState state = payment_of(database, id).state;
            out.set_text(payment_state_names.at(static_cast<std::size_t>(state)));
        })
        .not_copied(),
    fields::selection("payment_type", "Payment Type", selections::payment_type)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(payment_of(database, id).inbound ? "inbound" : "outbound");
        })
        .writes(write_type),
    fields::selection("partner_type", "Partner Type", selections::partner_type)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(payment_of(database, id).from_customer ? "customer" : "supplier");
        })
        .writes(write_partner_type),
    fields::many2one("partner_id", "Customer/Vendor", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, res_partner, payment_of(database, id).partner);
        })
        .writes(write_partner),
    fields::many2one("journal_id", "Journal", "account.journal")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, account_journal, payment_of(database, id).journal);
        })
        .writes(write_journal),
    fields::monetary("amount", "Amount")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, payment_of(database, id).amount);
        })
        .writes(write_amount),
    fields::monetary("amount_signed", "Amount Signed")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const PaymentRecord& payment = payment_of(database, id);
            read_money(out, payment.inbound ? payment.amount : Money{} - payment.amount);
        }),
    fields::monetary("amount_company_currency_signed", "Amount Company Currency Signed")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const PaymentRecord& payment = payment_of(database, id);
            read_money(out, payment.inbound ? payment.amount : Money{} - payment.amount);
        }),
    fields::date("date", "Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_date(payment_of(database, id).date);
        })
        .writes(write_date),
    fields::character("memo", "Memo")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(payment_of(database, id).memo);
        })
        .writes(write_memo),
    fields::character("payment_reference", "Payment Reference").not_copied(),
    fields::boolean("is_reconciled", "Is Reconciled")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(is_reconciled(database, id));
        }),
    fields::boolean("is_matched", "Is Matched With a Bank Statement")
        .reads([](const Database&, RecordId, FieldValue& out) { out.set_boolean(false); }),
    fields::boolean("is_sent", "Is Sent"),
    fields::many2one("move_id", "Journal Entry", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, account_move, payment_of(database, id).move);
        }),
    fields::many2many("invoice_ids", "Invoices", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(payment_of(database, id).invoices);
        })
        .writes(write_invoices),
    fields::many2many("reconciled_invoice_ids", "Reconciled Invoices", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_invoices(database, id, out, true);
        }),
    fields::integer("reconciled_invoices_count", "# Reconciled Invoices")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_invoices(database, id, out, true);
            out.set_integer(static_cast<std::int64_t>(out.ids.size()));
        }),
    fields::many2many("reconciled_bill_ids", "Reconciled Bills", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_invoices(database, id, out, false);
        }),
    fields::many2one("outstanding_account_id", "Outstanding Account", "account.account")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const bool inbound = payment_of(database, id).inbound;
            read_reference(
                out,
                database,
                account_account,
                inbound ? accounts::outstanding_receipts : accounts::outstanding_payments
            );
        }),
    fields::many2one("destination_account_id", "Destination Account", "account.account")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const bool customer = payment_of(database, id).from_customer;
            read_reference(
                out, database, account_account, customer ? accounts::receivable : accounts::payable
            );
        }),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_currency_id", "Company Currency", "res.currency")
        .reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company),
    fields::many2one("partner_bank_id", "Recipient Bank Account", "res.partner.bank"),
});

/// Makes a draft: its entry follows when it is complete.
expected<RecordId, Error> insert_payment(Call& call, Value) {
    PaymentRecord payment;
    payment.journal = journals::bank;
    payment.date = day_of(call.database, call.now);
    return call.database.ledger.payments.add(std::move(payment));
}

Result payment_created(Call& call, RecordId id, Value) {
    complete_payment(call.database, id, call.now);
    return {};
}

Result payments_written(Call& call, std::span<const RecordId> ids, Value) {
    for (const RecordId id : ids) {
        complete_payment(call.database, id, call.now);
    }
    return {};
}

Result before_unlink(Call& call, std::span<const RecordId> ids) {
    for (const RecordId id : ids) {
        const RecordId move = payment_of(call.database, id).move;
        if (const Result checked = check_can_unlink(call.database, move); !checked) {
            return checked;
        }
    }
    return {};
}

void remove_payment(Call& call, RecordId id) {
    Database& database = call.database;
    remove_entry(call, payment_of(database, id).move);
    for (const RecordId invoice : payment_of(database, id).invoices) {
        std::erase(entry_of(database, invoice).payments, id);
    }
    database.ledger.payments.remove(id);
}

template <Result (*act)(Call&, RecordId)>
Result for_each(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        if (const Result done = act(call, id); !done) {
            return done;
        }
    }
    // None, as Odoo's buttons of a payment.
    return {};
}

Result post(Call& call, RecordId id) {
    post_payment(call.database, id, call.now);
    return {};
}
Result to_draft(Call& call, RecordId id) {
    return draft_payment(call.database, id);
}
Result cancel(Call& call, RecordId id) {
    return cancel_payment(call.database, id);
}
Result validate_payment(Call& call, RecordId id) {
    call.database.ledger.payments[id].state = PaymentState::paid;
    return {};
}
Result reject(Call& call, RecordId id) {
    call.database.ledger.payments[id].state = PaymentState::rejected;
    return {};
}

constexpr std::array methods_of_payment = std::to_array<ModelMethod>({
    {"action_post", for_each<post>},
    {"action_draft", for_each<to_draft>},
    {"action_cancel", for_each<cancel>},
    {"action_validate", for_each<validate_payment>},
    {"action_reject", for_each<reject>},
});

constexpr std::array partial_fields = std::to_array<Field>({
    fields::many2one("debit_move_id", "Debit Move", "account.move.line")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId line = database.ledger.partials[id].debit_line;
            read_reference(out, database, account_move_line, line);
        }),
    fields::many2one("credit_move_id", "Credit Move", "account.move.line")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId line = database.ledger.partials[id].credit_line;
            read_reference(out, database, account_move_line, line);
        }),
    fields::monetary("amount", "Amount")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, database.ledger.partials[id].amount);
        }),
});

}  // namespace

const Model account_payment{
    .name = "account.payment",
    .fields = payment_fields,
    .count = [](const Database& database) { return database.ledger.payments.count(); },
    .order = "date desc, name desc",
    .label = "Payments",
    .methods = methods_of_payment,
    .contains = [](const Database& database,
                   RecordId id) { return database.ledger.payments.contains(id); },
    .show =
        [](std::string& out, const Database& database, RecordId id) {
            const std::size_t before = out.size();
            append_payment_name(out, database, id);
            out.append(out.size() == before ? "Draft Payment" : "");
        },
    .insert = insert_payment,
    .created = payment_created,
    .written = payments_written,
    .before_unlink = before_unlink,
    .remove = remove_payment};

const Model account_partial_reconcile{
    .name = "account.partial.reconcile",
    .fields = partial_fields,
    .count = [](const Database& database) { return database.ledger.partials.count(); },
    .label = "Partial Reconcile",
    .contains =
        [](const Database& database, RecordId id) {
            return database.ledger.partials.contains(id) &&
                   database.ledger.partials[id].amount != Money{};
        },
    .show = [](std::string& out, const Database&, RecordId id
            ) { out.append(fmt::format("account.partial.reconcile,{}", id)); }};

}  // namespace drydock::mocks::odoo
