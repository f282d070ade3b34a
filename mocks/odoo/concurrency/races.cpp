#include "mocks/odoo/concurrency/races.hpp"

#include <algorithm>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

/// RowKind::other when the rows of the model are not told apart by when they were added.
RowKind birth_kind_of(const Model& model) {
    return &model == &res_partner     ? RowKind::partner
           : &model == &sale_order    ? RowKind::order
           : &model == &stock_picking ? RowKind::picking
           : &model == &stock_move    ? RowKind::move
           : &model == &account_move  ? RowKind::invoice
                                      : RowKind::other;
}

Births& births_of(Database& database, RowKind kind) {
    return database.concurrency.births[static_cast<std::size_t>(kind)];
}

void commit_births(Database& database, Instant now) {
    births_of(database, RowKind::partner).commit(database.partners.count(), now);
    births_of(database, RowKind::order).commit(database.orders.count(), now);
    births_of(database, RowKind::picking).commit(database.pickings.count(), now);
    births_of(database, RowKind::move).commit(database.moves.count(), now);
    births_of(database, RowKind::invoice).commit(database.invoices.count(), now);
}

/// Both have added the customer to the followers, and PostgreSQL has waited for the first to
/// commit. Odoo does not try again what breaks a constraint.
/// Source: Odoo 18.0, mail.followers and odoo/service/model.py, retrying; recordings i003, i030.
unexpected<Error> follows_twice() {
    return validation_error(
        "The operation cannot be completed: Error, a partner cannot follow twice the same object."
    );
}

}  // namespace

Result check_race(Call& call) {
    Concurrency& concurrency = call.database.concurrency;
    const auto lost = [&](const Row& row) {
        return concurrency.versions.last_commit(row) > concurrency.begun;
    };
    const auto begin = concurrency.rows.begin();
    const auto end = concurrency.rows.end();
    if (std::none_of(begin, end, lost)) {
        return {};
    }
    if (std::any_of(begin, end, [&](const Row& row) {
            return row.kind == RowKind::customer_follows && lost(row);
        })) {
        return follows_twice();
    }
    concurrency.lost_race = true;
    return unexpected<Error>{Error{
        "psycopg2.errors.SerializationFailure",
        "could not serialize access due to concurrent update\n"}};
}

void commit_rows(Call& call) {
    Concurrency& concurrency = call.database.concurrency;
    for (const Row& row : concurrency.rows) {
        const bool follows_already = row.kind == RowKind::customer_follows &&
                                     concurrency.versions.last_commit(row) != RowVersions::never;
        if (!follows_already) {
            concurrency.versions.commit(row, call.now);
        }
    }
    commit_births(call.database, call.now);
}

void begin_births(Database& database) {
    commit_births(database, RowVersions::never);
}

RecordId last_visible(const Database& database, const Model& model) {
    const RowKind kind = birth_kind_of(model);
    if (kind == RowKind::other) {
        return last_id(database, model);
    }
    const Births& births = database.concurrency.births[static_cast<std::size_t>(kind)];
    return births.last_seen_by(database.concurrency.begun);
}

}  // namespace drydock::mocks::odoo
