#include <array>

#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::array<std::string_view, 6> journal_kind_names{
    "sale", "purchase", "cash", "bank", "credit", "general"};

constexpr std::array<std::string_view, 2> names_by_code{"code", "name"};

const Journal& journal(RecordId id) {
    return *journal_of(id);
}

constexpr std::array journal_fields = std::to_array<Field>({
    fields::character("name", "Journal Name")
        .reads([](const Database&, RecordId id, FieldValue& out) { out.set_text(journal(id).name); }
        )
        .require(),
    fields::character("code", "Short Code")
        .reads([](const Database&, RecordId id, FieldValue& out) { out.set_text(journal(id).code); }
        )
        .require(),
    fields::selection("type", "Type", selections::journal_type)
        .reads([](const Database&, RecordId id, FieldValue& out) {
            out.set_text(journal_kind_names.at(static_cast<std::size_t>(journal(id).kind)));
        })
        .require(),
    fields::integer("sequence", "Sequence")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            out.set_integer(journal(id).sequence);
        }),
    fields::many2one("default_account_id", "Default Account", "account.account")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, account_account, journal(id).default_account);
        }),
    fields::boolean("active", "Active").starts(true),
    fields::boolean("refund_sequence", "Dedicated Credit Note Sequence")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            const JournalKind kind = journal(id).kind;
            out.set_boolean(kind == JournalKind::sale || kind == JournalKind::purchase);
        }),
    fields::boolean("payment_sequence", "Dedicated Payment Sequence")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            const JournalKind kind = journal(id).kind;
            out.set_boolean(kind == JournalKind::bank || kind == JournalKind::cash);
        }),
    fields::many2one("currency_id", "Currency", "res.currency"),
    fields::many2one("company_id", "Company", "res.company").reads(read_company).require(),
});

constexpr std::array account_fields = std::to_array<Field>({
    fields::character("name", "Account Name")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            out.set_text(account_of(id)->name);
        })
        .require(),
    fields::character("code", "Code").reads([](const Database&, RecordId id, FieldValue& out) {
        out.set_text(account_of(id)->code);
    }),
    fields::character("account_type", "Type")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            out.set_text(account_of(id)->kind);
        })
        .require(),
    fields::boolean("reconcile", "Allow Reconciliation")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            out.set_boolean(account_of(id)->reconcile);
        }),
    fields::boolean("deprecated", "Deprecated"),
    fields::many2one("currency_id", "Account Currency", "res.currency"),
    fields::many2many("tax_ids", "Default Taxes", "account.tax"),
});

constexpr std::array term_fields = std::to_array<Field>({
    fields::character("name", "Payment Terms")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            out.set_text(payment_term_of(id)->name);
        })
        .require(),
    fields::boolean("active", "Active").starts(true),
    fields::integer("sequence", "Sequence").starts(10),
    fields::html("note", "Description on the Invoice"),
    fields::many2one("company_id", "Company", "res.company"),
});

constexpr std::array<std::string_view, 3> tax_use_names{"sale", "purchase", "none"};
constexpr std::array<std::string_view, 3> tax_kind_names{"percent", "fixed", "division"};

const TaxRecord& tax(const Database& database, RecordId id) {
    return database.ledger.taxes[id];
}

std::int64_t thousandths_in(const Call& call, std::string_view name, Value value) {
    const auto parsed = parse_value(call, account_tax, *account_tax.field(name), value);
    return parsed && parsed->kind == FieldValue::Kind::decimal ? parsed->number : 0;
}

template <std::size_t size>
std::size_t place_of(const std::array<std::string_view, size>& names, std::string_view name) {
    for (std::size_t place = 0; place < size; ++place) {
        if (names[place] == name) {
            return place;
        }
    }
    return 0;
}

constexpr std::array tax_fields = std::to_array<Field>({
    fields::character("name", "Tax Name")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(tax(database, id).name);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.taxes[id].name = value.string();
            return Result{};
        })
        .require(),
    fields::floating("amount", "Amount")
        .with_digits(3)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(tax(database, id).amount_thousandths);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.taxes[id].amount_thousandths =
                thousandths_in(call, "amount", value);
            return Result{};
        })
        .require(),
    fields::selection("amount_type", "Tax Computation", selections::tax_kind)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(tax_kind_names.at(static_cast<std::size_t>(tax(database, id).kind)));
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.taxes[id].kind =
                static_cast<TaxKind>(place_of(tax_kind_names, value.string()));
            return Result{};
        })
        .require(),
    fields::selection("type_tax_use", "Tax Type", selections::tax_use)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(tax_use_names.at(static_cast<std::size_t>(tax(database, id).use)));
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.taxes[id].use =
                static_cast<TaxUse>(place_of(tax_use_names, value.string()));
            return Result{};
        })
        .require(),
    fields::selection("price_include_override", "Included in Price", selections::price_included)
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(tax(database, id).price_included ? "tax_included" : "");
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.taxes[id].price_included = value.string() == "tax_included";
            return Result{};
        }),
    fields::boolean("price_include", "Price Include")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(tax(database, id).price_included);
        }),
    fields::boolean("active", "Active")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(tax(database, id).active);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.taxes[id].active = value.is_true();
            return Result{};
        }),
    fields::html("description", "Description"),
    fields::character("invoice_label", "Label on Invoices"),
    fields::integer("sequence", "Sequence").starts(1),
    fields::boolean("include_base_amount", "Affect Base of Subsequent Taxes"),
    fields::boolean("is_base_affected", "Base Affected by Previous Taxes").starts(true),
    fields::many2one("tax_group_id", "Tax Group", "account.tax.group"),
    fields::many2one("country_id", "Country", "res.country"),
    fields::many2one("company_id", "Company", "res.company").reads(read_company).require(),
});

expected<RecordId, Error> insert_tax(Call& call, Value) {
    return call.database.ledger.taxes.add({});
}

/// Source: Odoo 18.0, account.tax._constrains_name.
Result check_tax_name(Call& call, RecordId id, Value) {
    const Table<TaxRecord>& taxes = call.database.ledger.taxes;
    for (RecordId other = 1; other <= taxes.count(); ++other) {
        if (other != id && taxes.contains(other) && taxes[other].name == taxes[id].name &&
            taxes[other].use == taxes[id].use) {
            return validation_error(
                fmt::format("Tax names must be unique!\n- {} in My Company", taxes[id].name)
            );
        }
    }
    return {};
}

}  // namespace

const Model account_journal{
    .name = "account.journal",
    .fields = journal_fields,
    .count = [](const Database&) { return static_cast<RecordId>(all_journals().size()); },
    .order = "sequence, type, code",
    .label = "Journal",
    .names_searched = names_by_code};

const Model account_account{
    .name = "account.account",
    .fields = account_fields,
    .count = [](const Database&) { return static_cast<RecordId>(all_accounts().size()); },
    .order = "code",
    .label = "Account",
    // Source: Odoo 18.0 recordings, e009.
    .show = [](std::string& out, const Database&, RecordId id
            ) { out.append(fmt::format("{} {}", account_of(id)->code, account_of(id)->name)); },
    .names_searched = names_by_code};

const Model account_payment_term{
    .name = "account.payment.term",
    .fields = term_fields,
    .count = [](const Database&) { return static_cast<RecordId>(all_payment_terms().size()); },
    .order = "sequence, id",
    .label = "Payment Terms"};

const Model account_tax{
    .name = "account.tax",
    .fields = tax_fields,
    .count = [](const Database& database) { return database.ledger.taxes.count(); },
    .order = "sequence, id",
    .label = "Tax",
    .contains = [](const Database& database,
                   RecordId id) { return database.ledger.taxes.contains(id); },
    .insert = insert_tax,
    .created = check_tax_name,
    .remove = [](Call& call, RecordId id) { call.database.ledger.taxes.remove(id); }};

}  // namespace drydock::mocks::odoo
