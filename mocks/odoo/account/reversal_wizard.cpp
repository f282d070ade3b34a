#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/action_windows.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/reconcile.hpp"
#include "mocks/odoo/account/reversal_rules.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

const ReversalWizardRecord& reversal_wizard_of(const Database& database, RecordId id) {
    return database.ledger.reversal_wizards[id];
}

RecordId journal_of_wizard(const Database& database, RecordId id) {
    const ReversalWizardRecord& wizard = reversal_wizard_of(database, id);
    if (wizard.journal != 0 || wizard.moves.empty()) {
        return wizard.journal;
    }
    const EntryRecord* const entry = entry_if(database, wizard.moves.front());
    return entry == nullptr ? journals::sales : entry->journal;
}

void read_reversal_residual(const Database& database, RecordId id, FieldValue& out) {
    const ReversalWizardRecord& wizard = reversal_wizard_of(database, id);
    read_money(
        out, wizard.moves.size() == 1 ? residual_of_entry(database, wizard.moves.front()) : Money{}
    );
}

void read_type(const Database& database, RecordId id, FieldValue& out) {
    const ReversalWizardRecord& wizard = reversal_wizard_of(database, id);
    if (wizard.moves.size() != 1) {
        out.set_empty();
        return;
    }
    const MoveType type = move_type_of(database, wizard.moves.front());
    out.set_text(move_type_names.at(static_cast<std::size_t>(type)));
}

Result write_moves_of_wizard(Call& call, RecordId id, Value value) {
    const Field* const field = account_move_reversal.field("move_ids");
    auto moves = run_commands(call, *field, id, reversal_wizard_of(call.database, id).moves, value);
    if (!moves) {
        return unexpected{moves.error()};
    }
    call.database.ledger.reversal_wizards[id].moves = std::move(*moves);
    return {};
}

constexpr std::array reversal_wizard_fields = std::to_array<Field>({
    fields::many2many("move_ids", "Moves to reverse", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(reversal_wizard_of(database, id).moves);
        })
        .writes(write_moves_of_wizard),
    fields::many2many("new_move_ids", "New Moves", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(reversal_wizard_of(database, id).made);
        }),
    fields::date("date", "Reversal date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_date(out, reversal_wizard_of(database, id).date);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.reversal_wizards[id].date = date_in(call, value);
            return Result{};
        }),
    fields::character("reason", "Reason displayed on Credit Note")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(reversal_wizard_of(database, id).reason);
        })
        .writes([](Call& call, RecordId id, Value value) {
            call.database.ledger.reversal_wizards[id].reason = value.string();
            return Result{};
        }),
    fields::many2one("journal_id", "Journal", "account.journal")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_reference(out, database, account_journal, journal_of_wizard(database, id));
        })
        .writes([](Call& call, RecordId id, Value value) {
            const std::int64_t journal = std::max<std::int64_t>(value.integer_or(0), 0);
            call.database.ledger.reversal_wizards[id].journal = static_cast<RecordId>(journal);
            return Result{};
        })
        .require(),
    fields::monetary("residual", "Residual").reads(read_reversal_residual),
    fields::selection("move_type", "Move Type", selections::move_type).reads(read_type),
    fields::character("country_code", "Country Code").starts("US"),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company).require(),
});

/// The entries that the context is about; an error when one of them is not posted.
expected<RecordId, Error> insert_reversal_wizard(Call& call, Value values) {
    ReversalWizardRecord wizard;
    wizard.date = day_of(call.database, call.now);
    const bool asked = call.context()["active_model"].string() == "account.move";
    if (asked && !values["move_ids"].present()) {
        auto moves = records_in(call, account_move, call.context()["active_ids"]);
        if (!moves) {
            return unexpected{moves.error()};
        }
        wizard.moves = std::move(*moves);
    }
    if (const Result checked = check_can_reverse(call.database, wizard); !checked) {
        return unexpected{checked.error()};
    }
    return call.database.ledger.reversal_wizards.add(std::move(wizard));
}

Result reversal_wizard_created(Call& call, RecordId id, Value) {
    const ReversalWizardRecord& wizard = reversal_wizard_of(call.database, id);
    if (wizard.journal != 0 && journal_of(wizard.journal) == nullptr) {
        return missing_error("account.journal", wizard.journal, call.user);
    }
    return check_can_reverse(call.database, wizard);
}

/// The wizard of the call. One without an id is what the context asks for.
/// Source: Odoo 18.0 recordings, e031.
expected<RecordId, Error> wizard_asked(Call& call) {
    const Value ids = call.positional.at(0);
    const Value first = ids.is_array() ? ids.at(0) : ids;
    if (first.present() && !first.is_number()) {
        return insert_reversal_wizard(call, {});
    }
    const auto wizards = records_of(call);
    if (!wizards) {
        return unexpected{wizards.error()};
    }
    if (wizards->size() != 1) {
        return value_error(
            fmt::format("Expected singleton: account.move.reversal({})", fmt::join(*wizards, ", "))
        );
    }
    return wizards->front();
}

template <Reversal how>
Result reverse(Call& call) {
    const auto wizard = wizard_asked(call);
    if (!wizard) {
        return unexpected{wizard.error()};
    }
    answer_reversals(call, reverse_entries(call.database, *wizard, how, call.now));
    return {};
}

constexpr std::array reversal_methods_of_wizard = std::to_array<ModelMethod>({
    {"refund_moves", reverse<Reversal::refund>},
    {"modify_moves", reverse<Reversal::modify>},
    {"reverse_moves", reverse<Reversal::refund>},
});

}  // namespace

const Model account_move_reversal{
    .name = "account.move.reversal",
    .fields = reversal_wizard_fields,
    .count = [](const Database& database) { return database.ledger.reversal_wizards.count(); },
    .label = "Account Move Reversal",
    .methods = reversal_methods_of_wizard,
    .contains = [](const Database& database,
                   RecordId id) { return database.ledger.reversal_wizards.contains(id); },
    .show = [](std::string& out, const Database&, RecordId id
            ) { out.append(fmt::format("account.move.reversal,{}", id)); },
    .insert = insert_reversal_wizard,
    .created = reversal_wizard_created,
    .remove = [](Call& call, RecordId id) { call.database.ledger.reversal_wizards.remove(id); }};

}  // namespace drydock::mocks::odoo
