#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/action_windows.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/payment_rules.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/reconcile.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

const PaymentWizardRecord& wizard_of(const Database& database, RecordId id) {
    return database.ledger.payment_wizards[id];
}

/// The item that tells what is paid to whom; a wizard has one at least.
const EntryLineRecord& first_line(const Database& database, RecordId id) {
    return *entry_line_if(database, wizard_of(database, id).lines.front());
}

bool pays_customer(const Database& database, RecordId id) {
    return account_of(first_line(database, id).account)->kind == "asset_receivable";
}

Money open_amount(const Database& database, RecordId id) {
    Money amount;
    for (const RecordId line : wizard_of(database, id).lines) {
        amount += residual_of(database, line);
    }
    return amount < Money{} ? Money{} - amount : amount;
}

Result write_payment_amount(Call& call, RecordId id, Value value) {
    PaymentWizardRecord& wizard = call.database.ledger.payment_wizards[id];
    wizard.amount = Money{number_in(call, account_payment_register, "amount", value)};
    wizard.amount_given = true;
    return {};
}

Result write_payment_journal(Call& call, RecordId id, Value value) {
    const RecordId journal = static_cast<RecordId>(std::max<std::int64_t>(value.integer_or(0), 0));
    if (journal_of(journal) != nullptr) {
        call.database.ledger.payment_wizards[id].journal = journal;
    }
    return {};
}

Result write_write_off_account(Call& call, RecordId id, Value value) {
    const RecordId account = static_cast<RecordId>(std::max<std::int64_t>(value.integer_or(0), 0));
    if (account_of(account) != nullptr) {
        call.database.ledger.payment_wizards[id].write_off_account = account;
    }
    return {};
}

constexpr std::array payment_wizard_fields = std::to_array<Field>({
    fields::many2many("line_ids", "Journal items", "account.move.line")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(wizard_of(database, id).lines);
        })
        .writes([](Call&, RecordId, Value) { return Result{}; }),
    fields::monetary("amount", "Amount")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, wizard_of(database, id).amount);
        })
        .writes(write_payment_amount),
    fields::monetary("source_amount", "Amount to Pay (company currency)")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, open_amount(database, id));
        }),
    fields::monetary("payment_difference", "Payment Difference")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_money(out, open_amount(database, id) - wizard_of(database, id).amount);
        }),
    fields::date("payment_date", "Payment Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_date(out, wizard_of(database, id).date);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.payment_wizards[id].date = date_in(call, value);
            return Result{};
        })
        .require(),
    fields::character("communication", "Memo")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(wizard_of(database, id).memo);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.payment_wizards[id].memo = value.string();
            return Result{};
        }),
    fields::boolean("group_payment", "Group Payments")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(wizard_of(database, id).grouped);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.payment_wizards[id].grouped = value.is_true();
            return Result{};
        }),
    fields::selection(
        "payment_difference_handling",
        "Payment Difference Handling",
        selections::difference_handling
    )
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(wizard_of(database, id).writes_off ? "reconcile" : "open");
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.payment_wizards[id].writes_off = value.string() == "reconcile";
            return Result{};
        }),
    fields::many2one("journal_id", "Journal", "account.journal")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, account_journal, wizard_of(database, id).journal);
        })
        .writes(write_payment_journal),
    fields::many2one("partner_id", "Customer/Vendor", "res.partner")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, res_partner, first_line(database, id).partner);
        }),
    fields::selection("payment_type", "Payment Type", selections::payment_type)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(first_line(database, id).balance > Money{} ? "inbound" : "outbound");
        }),
    fields::selection("partner_type", "Partner Type", selections::partner_type)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(pays_customer(database, id) ? "customer" : "supplier");
        }),
    fields::many2one("writeoff_account_id", "Difference Account", "account.account")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId account = wizard_of(database, id).write_off_account;
            read_reference(out, database, account_account, account);
        })
        .writes(write_write_off_account),
    fields::character("writeoff_label", "Journal Item Label")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(wizard_of(database, id).write_off_label);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.payment_wizards[id].write_off_label = value.string();
            return Result{};
        }),
    fields::many2one("payment_method_line_id", "Payment Method", "account.payment.method.line"),
    fields::many2one("partner_bank_id", "Recipient Bank Account", "res.partner.bank"),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_currency_id", "Company Currency", "res.currency")
        .reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company),
});

/// The items that the context, or line_ids among the values, is about.
expected<std::vector<RecordId>, Error> lines_asked(Call& call, Value values) {
    const Value active = call.context()["active_ids"];
    const std::string_view model = call.context()["active_model"].string();
    if (values["line_ids"].present()) {
        return run_commands(
            call, *account_payment_register.field("line_ids"), 0, {}, values["line_ids"]
        );
    }
    if (model == "account.move.line") {
        return records_in(call, account_move_line, active);
    }
    if (model != "account.move") {
        return user_error(
            "The register payment wizard should only be called on account.move or "
            "account.move.line records."
        );
    }
    auto moves = records_in(call, account_move, active);
    if (!moves) {
        return moves;
    }
    std::vector<RecordId> lines;
    for (const RecordId move : *moves) {
        const std::vector<RecordId>& own = entry_of(call.database, move).lines;
        lines.insert(lines.end(), own.begin(), own.end());
    }
    return lines;
}

expected<RecordId, Error> insert_payment_wizard(Call& call, Value values) {
    auto asked = lines_asked(call, values);
    if (!asked) {
        return unexpected{asked.error()};
    }
    auto lines = lines_to_pay(call.database, *asked);
    if (!lines) {
        return unexpected{lines.error()};
    }
    PaymentWizardRecord wizard;
    wizard.lines = std::move(*lines);
    wizard.date = day_of(call.database, call.now);
    return call.database.ledger.payment_wizards.add(std::move(wizard));
}

Result wizard_created(Call& call, RecordId id, Value) {
    complete_wizard(call.database, call.database.ledger.payment_wizards[id], call.now);
    return {};
}

Result create_payments(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (ids->size() != 1) {
        return value_error(
            fmt::format("Expected singleton: account.payment.register({})", fmt::join(*ids, ", "))
        );
    }
    const PaymentWizardRecord wizard = wizard_of(call.database, ids->front());
    const std::vector<RecordId> payments = pay(call.database, wizard, call.now);
    if (call.context()["dont_redirect_to_payments"].is_true()) {
        call.answer_true();
    } else {
        answer_payments(call, payments);
    }
    return {};
}

constexpr std::array methods_of_wizard = std::to_array<ModelMethod>({
    {"action_create_payments", create_payments},
});

}  // namespace

const Model account_payment_register{
    .name = "account.payment.register",
    .fields = payment_wizard_fields,
    .count = [](const Database& database) { return database.ledger.payment_wizards.count(); },
    .label = "Pay",
    .methods = methods_of_wizard,
    .contains = [](const Database& database,
                   RecordId id) { return database.ledger.payment_wizards.contains(id); },
    .show = [](std::string& out, const Database&, RecordId id
            ) { out.append(fmt::format("account.payment.register,{}", id)); },
    .insert = insert_payment_wizard,
    .created = wizard_created,
    .remove = [](Call& call, RecordId id) { call.database.ledger.payment_wizards.remove(id); }};

}  // namespace drydock::mocks::odoo
