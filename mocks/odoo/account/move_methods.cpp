#include "mocks/odoo/account/move_methods.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/check.hpp"
#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

std::optional<MoveType> move_type_named(std::string_view name) {
    const auto found = std::find(move_type_names.begin(), move_type_names.end(), name);
    return found == move_type_names.end()
               ? std::nullopt
               : std::optional{static_cast<MoveType>(found - move_type_names.begin())};
}

/// Fields that a posted entry keeps. Source: Odoo 18.0, account.move.write; e016 and e017.
constexpr std::array<std::string_view, 9> kept_when_posted{
    "invoice_line_ids",
    "line_ids",
    "invoice_date",
    "date",
    "partner_id",
    "invoice_payment_term_id",
    "currency_id",
    "fiscal_position_id",
    "invoice_cash_rounding_id"};

Result check_readonly(const Call& call, RecordId move, Value values) {
    const InvoiceState state = call.database.invoices[move].state;
    const Value given = values["state"];
    const bool posted =
        given.present() ? given.string() == "posted" : state == InvoiceState::posted;
    if (!posted || call.context()["skip_readonly_check"].is_true()) {
        return {};
    }
    std::string names;
    for (const Value value : values) {
        const auto found = std::find(kept_when_posted.begin(), kept_when_posted.end(), value.key());
        if (found != kept_when_posted.end()) {
            names += names.empty() ? "" : ", ";
            names += value.key();
        }
    }
    if (names.empty()) {
        return {};
    }
    return user_error(
        fmt::format("You cannot modify the following readonly fields on a posted move: {}", names)
    );
}

Result check_journal(const Call& call, RecordId move, Value values) {
    const Value journal = values["journal_id"];
    const EntryRecord* const entry = entry_if(call.database, move);
    if (!journal.present() || entry == nullptr || id_in(journal) == entry->journal ||
        entry->name.empty()) {
        return {};
    }
    if (entry->posted_before) {
        return user_error(
            "You cannot edit the journal of an account move if it has been posted once, unless the "
            "name is removed or set to \"/\". This might create a gap in the sequence."
        );
    }
    return {};
}

/// Source: Odoo 18.0, account.move._check_balanced.
Result check_balanced(const Database& database, RecordId move) {
    Money debit;
    Money credit;
    for (const RecordId id : entry_if(database, move)->lines) {
        const Money balance = entry_line_if(database, id)->balance;
        (balance > Money{} ? debit : credit) += balance > Money{} ? balance : Money{} - balance;
    }
    if (debit == credit) {
        return {};
    }
    std::string name;
    append_entry_display_name(name, database, move);
    const auto amount = [](Money money) {
        return fmt::format(
            "$\u00a0{}.{:02}", money.thousandths / 1'000, money.thousandths / 10 % 100
        );
    };
    return user_error(fmt::format(
        "An error has occurred.\n\nThe move ({}) is not balanced.\nThe total of debits equals {} "
        "and the total of credits equals {}.\nYou might want to specify a default account on "
        "journal \"{}\" to automatically balance each move.",
        name,
        amount(debit),
        amount(credit),
        journal_of(entry_if(database, move)->journal)->name
    ));
}

Result follow(Call& call, RecordId move) {
    Database& database = call.database;
    if (database.invoices[move].state == InvoiceState::draft) {
        refresh_entry(database, move);
    }
    refresh_orders_of(database, move);
    return check_balanced(database, move);
}

}  // namespace

std::optional<Instant> date_in(const Call& call, Value value) {
    const auto date = parse_date_time(value.string());
    return date ? std::optional{call.database.settings.calendar.instant_of(*date)} : std::nullopt;
}

std::int64_t number_in(const Call& call, const Model& model, std::string_view field, Value value) {
    const Field* const found = model.field(field);
    DRYDOCK_CHECK(found != nullptr);
    const auto parsed = parse_value(call, model, *found, value);
    return parsed && parsed->kind != FieldValue::Kind::empty ? parsed->number : 0;
}

Result write_entry_name(Call& call, RecordId move, Value value) {
    const std::string_view name = value.string();
    // A name that is given may be the highest of its series.
    call.database.ledger.series.clear();
    entry_of(call.database, move).name = name == "/" ? std::string_view{} : name;
    return {};
}

Result write_entry_type(Call& call, RecordId move, Value value) {
    const auto type = move_type_named(value.string());
    if (type && *type != move_type_of(call.database, move)) {
        entry_of(call.database, move).type = *type;
    }
    return {};
}

Result write_entry_partner(Call& call, RecordId move, Value value) {
    EntryRecord& entry = entry_of(call.database, move);
    entry.partner = id_in(value);
    for (const RecordId line : entry.lines) {
        entry_line_of(call.database, line).partner = entry.partner;
    }
    return {};
}

Result write_entry_shipping_partner(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).shipping_partner = id_in(value);
    return {};
}

Result write_entry_origin(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).origin = value.string();
    return {};
}

Result write_entry_ref(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).reference = value.string();
    return {};
}

Result write_entry_payment_reference(Call& call, RecordId move, Value value) {
    EntryRecord& entry = entry_of(call.database, move);
    entry.payment_reference = value.string();
    for (const RecordId line : entry.lines) {
        if (EntryLineRecord& record = entry_line_of(call.database, line);
            record.kind == LineKind::payment_term) {
            record.name = entry.payment_reference;
        }
    }
    return {};
}

Result write_entry_invoice_date(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).invoice_date = date_in(call, value);
    return {};
}

Result write_entry_due_date(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).due_date = date_in(call, value);
    return {};
}

Result write_entry_date(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).date = date_in(call, value);
    return {};
}

Result write_entry_journal(Call& call, RecordId move, Value value) {
    const RecordId journal = id_in(value);
    if (journal_of(journal) != nullptr) {
        entry_of(call.database, move).journal = journal;
    }
    return {};
}

Result write_entry_payment_term(Call& call, RecordId move, Value value) {
    EntryRecord& entry = entry_of(call.database, move);
    entry.payment_term = id_in(value);
    entry.due_date.reset();
    return {};
}

Result write_entry_checked(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).checked = value.is_true();
    return {};
}

Result write_entry_reversed_entry(Call& call, RecordId move, Value value) {
    entry_of(call.database, move).reversed_entry = id_in(value);
    return {};
}

Result write_entry_lines(Call& call, RecordId move, Value commands) {
    const Field* const field = account_move.field("line_ids");
    const std::vector<RecordId> held = entry_of(call.database, move).lines;
    const auto left = run_commands(call, *field, move, held, commands);
    return left ? Result{} : Result{unexpected{left.error()}};
}

Result write_entry_invoice_lines(Call& call, RecordId move, Value commands) {
    const Field* const field = account_move.field("invoice_line_ids");
    std::vector<RecordId> held = entry_of(call.database, move).lines;
    // Lines of taxes and terms follow from the others.
    std::erase_if(held, [&](RecordId line) {
        const LineKind kind = entry_line_of(call.database, line).kind;
        return kind == LineKind::tax || kind == LineKind::payment_term;
    });
    const auto left = run_commands(call, *field, move, held, commands);
    return left ? Result{} : Result{unexpected{left.error()}};
}

Result check_parties(Call& call, Value& values) {
    const std::int64_t partner = values["partner_id"].integer_or(0);
    if (partner != 0 && !call.database.partners.contains(partner)) {
        return missing_error("res.partner", partner, call.user);
    }
    for (const Value command : values["invoice_line_ids"]) {
        const std::int64_t product = command.at(2)["product_id"].integer_or(0);
        if (product != 0 && !call.database.has_product(product)) {
            return missing_error("product.product", product, call.user);
        }
    }
    return {};
}

expected<RecordId, Error> insert_entry(Call& call, Value values) {
    EntryRecord entry;
    entry.type = move_type_named(values["move_type"].string()).value_or(MoveType::entry);
    // Lines that are added before the partner is written have it all the same.
    entry.partner = id_in(values["partner_id"]);
    return add_entry(call.database, std::move(entry), call.now);
}

Result entry_created(Call& call, RecordId move, Value) {
    return follow(call, move);
}

Result before_entry_write(Call& call, std::span<const RecordId> moves, Value values) {
    for (const RecordId move : moves) {
        if (const Result checked = check_journal(call, move, values); !checked) {
            return checked;
        }
        if (const Result checked = check_readonly(call, move, values); !checked) {
            return checked;
        }
    }
    return {};
}

Result entries_written(Call& call, std::span<const RecordId> moves, Value) {
    for (const RecordId move : moves) {
        if (entry_if(call.database, move) == nullptr) {
            continue;
        }
        if (const Result followed = follow(call, move); !followed) {
            return followed;
        }
    }
    return {};
}

Result before_entry_unlink(Call& call, std::span<const RecordId> moves) {
    for (const RecordId move : moves) {
        if (const Result checked = check_can_unlink(call.database, move); !checked) {
            return checked;
        }
    }
    // While its lines, which go first, still say which orders it is of.
    for (const RecordId move : moves) {
        detach_entry(call.database, move);
    }
    return {};
}

void remove_entry(Call& call, RecordId move) {
    Database& database = call.database;
    const std::vector<RecordId> lines = entry_of(database, move).lines;
    detach_entry(database, move);
    for (const RecordId line : lines) {
        remove_entry_line(database, line);
    }
    database.invoices.remove(move);
}

}  // namespace drydock::mocks::odoo
