#include "mocks/odoo/account/line_methods.hpp"

#include <algorithm>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/product_facts.hpp"
#include "mocks/odoo/account/reconcile.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

/// The full line; that of a lean invoice is made one first.
EntryLineRecord& line_of(Call& call, RecordId line) {
    Database& database = call.database;
    if (entry_line_if(database, line) == nullptr) {
        const auto move = number_of(database, account_move_line, line, "move_id");
        (void)entry_of(database, static_cast<RecordId>(move));
    }
    return entry_line_of(database, line);
}

std::int64_t number(const Call& call, std::string_view field, Value value) {
    return number_in(call, account_move_line, field, value);
}

/// Fields of a product line that follow from its product until they are given.
/// Source: Odoo 18.0, account.move.line._compute_name, _compute_price_unit and _compute_tax_ids.
void follow_product(const Database& database, EntryLineRecord& line, const EntryRecord& entry) {
    const bool sale = is_sale(entry.type);
    line.name.clear();
    append_product_name(line.name, database.product(line.product));
    line.price =
        sale ? list_price_of(database, line.product) : standard_price_of(database, line.product);
    line.taxes = taxes_of_product(database, line.product, sale ? TaxUse::sale : TaxUse::purchase);
}

/// A line that is written by itself changes its entry at once; one of a list of commands when the
/// entry is written.
Result follow_entry(Call& call, RecordId move) {
    if (&call.model != &account_move_line ||
        call.database.invoices[move].state != InvoiceState::draft) {
        return {};
    }
    refresh_entry(call.database, move);
    refresh_orders_of(call.database, move);
    return {};
}

bool changes_posted(Value values) {
    constexpr std::array<std::string_view, 9> kept{
        "quantity",
        "price_unit",
        "discount",
        "product_id",
        "debit",
        "credit",
        "balance",
        "account_id",
        "partner_id"};
    return std::any_of(kept.begin(), kept.end(), [&](std::string_view name) {
        return values[Key::of_text(name)].present();
    });
}

}  // namespace

Result write_item_kind(Call& call, RecordId line, Value value) {
    EntryLineRecord& record = line_of(call, line);
    record.kind = value.string() == "line_section" ? LineKind::section
                  : value.string() == "line_note"  ? LineKind::note
                                                   : record.kind;
    return {};
}

Result write_item_product(Call& call, RecordId line, Value value) {
    EntryLineRecord& record = line_of(call, line);
    const RecordId product = id_in(value);
    if (product == record.product) {
        return {};
    }
    record.product = product;
    if (product != 0) {
        follow_product(call.database, record, entry_of(call.database, record.move));
    }
    return {};
}

Result write_item_name(Call& call, RecordId line, Value value) {
    line_of(call, line).name = value.string();
    return {};
}

Result write_item_quantity(Call& call, RecordId line, Value value) {
    const auto units = units_of_thousandths(number(call, "quantity", value));
    if (!units) {
        return validation_error("The quantity is too large.");
    }
    line_of(call, line).quantity = *units;
    return {};
}

Result write_item_price(Call& call, RecordId line, Value value) {
    const Money given{number(call, "price_unit", value)};
    line_of(call, line).price = round_money(given, rounding_of(call.database));
    return {};
}

Result write_item_discount(Call& call, RecordId line, Value value) {
    line_of(call, line).discount_hundredths =
        static_cast<std::int32_t>(number(call, "discount", value) / 10);
    return {};
}

Result write_item_taxes(Call& call, RecordId line, Value value) {
    const Field* const field = account_move_line.field("tax_ids");
    auto taxes = run_commands(call, *field, line, line_of(call, line).taxes, value);
    if (!taxes) {
        return unexpected{taxes.error()};
    }
    line_of(call, line).taxes = std::move(*taxes);
    return {};
}

Result write_item_debit(Call& call, RecordId line, Value value) {
    if (const Money debit{number(call, "debit", value)}; debit != Money{}) {
        line_of(call, line).balance = debit;
    }
    return {};
}

Result write_item_credit(Call& call, RecordId line, Value value) {
    if (const Money credit{number(call, "credit", value)}; credit != Money{}) {
        line_of(call, line).balance = Money{} - credit;
    }
    return {};
}

Result write_item_balance(Call& call, RecordId line, Value value) {
    line_of(call, line).balance = Money{number(call, "balance", value)};
    return {};
}

Result write_item_account(Call& call, RecordId line, Value value) {
    if (const RecordId account = id_in(value); account_of(account) != nullptr) {
        line_of(call, line).account = account;
    }
    return {};
}

Result write_item_partner(Call& call, RecordId line, Value value) {
    line_of(call, line).partner = id_in(value);
    return {};
}

Result write_item_sale_lines(Call& call, RecordId line, Value value) {
    const Field* const field = account_move_line.field("sale_line_ids");
    auto sold = run_commands(call, *field, line, line_of(call, line).sale_lines, value);
    if (!sold) {
        return unexpected{sold.error()};
    }
    call.database.invoice_lines[line].sale_line = sold->empty() ? 0 : sold->front();
    line_of(call, line).sale_lines = std::move(*sold);
    return {};
}

Result write_item_purchase_line(Call& call, RecordId line, Value value) {
    line_of(call, line).purchase_line = id_in(value);
    return {};
}

Result write_item_sequence(Call& call, RecordId line, Value value) {
    line_of(call, line).sequence = static_cast<std::int32_t>(value.integer_or(10));
    return {};
}

Result write_item_maturity(Call& call, RecordId line, Value value) {
    line_of(call, line).maturity = date_in(call, value);
    return {};
}

expected<RecordId, Error> insert_item(Call& call, Value values) {
    const RecordId move = id_in(values["move_id"]);
    if (!call.database.invoices.contains(move)) {
        return mandatory_field_not_set(
            "Model: Journal Item (account.move.line)\nField: Journal Entry (move_id)\n"
        );
    }
    EntryLineRecord line;
    line.kind = values["display_type"].string() == "line_section" ? LineKind::section
                : values["display_type"].string() == "line_note"  ? LineKind::note
                                                                  : LineKind::product;
    line.quantity = line.kind == LineKind::product ? Units{100} : Units{};
    const RecordId product = id_in(values["product_id"]);
    if (product != 0 && call.database.has_product(product)) {
        // Here rather than when it is written, so that what is given beside it stays.
        line.product = product;
        follow_product(call.database, line, entry_of(call.database, move));
    }
    return add_entry_line(call.database, move, std::move(line));
}

Result item_created(Call& call, RecordId line, Value) {
    return follow_entry(call, line_of(call, line).move);
}

Result before_item_write(Call& call, std::span<const RecordId> lines, Value values) {
    for (const RecordId line : lines) {
        const RecordId move = line_of(call, line).move;
        if (call.database.invoices[move].state != InvoiceState::posted) {
            continue;
        }
        if (values["tax_ids"].present()) {
            return user_error(
                "You cannot modify the taxes related to a posted journal item, you should reset "
                "the journal entry to draft to do so."
            );
        }
        if (changes_posted(values)) {
            return user_error(
                "You cannot modify the following readonly fields on a posted move: "
                "invoice_line_ids"
            );
        }
    }
    return {};
}

Result items_written(Call& call, std::span<const RecordId> lines, Value) {
    for (const RecordId line : lines) {
        if (const Result followed = follow_entry(call, line_of(call, line).move); !followed) {
            return followed;
        }
    }
    return {};
}

Result before_item_unlink(Call& call, std::span<const RecordId> lines) {
    if (&call.model == &account_move) {
        return {};  // They go with their entry, or by its commands.
    }
    for (const RecordId line : lines) {
        const EntryLineRecord& record = line_of(call, line);
        const EntryRecord& entry = entry_of(call.database, record.move);
        if (const Result checked = check_can_unlink(call.database, record.move); !checked) {
            return checked;
        }
        const bool taxed = std::any_of(entry.lines.begin(), entry.lines.end(), [&](RecordId id) {
            return !entry_line_of(call.database, id).taxes.empty();
        });
        if (record.kind == LineKind::tax && taxed) {
            return validation_error("You cannot delete a tax line as it would impact the tax report"
            );
        }
        if (record.kind == LineKind::payment_term) {
            return validation_error(
                "You cannot delete a payable/receivable line as it would not be consistent with "
                "the payment terms"
            );
        }
    }
    return {};
}

void remove_item(Call& call, RecordId line) {
    const RecordId move = line_of(call, line).move;
    remove_entry_line(call.database, line);
    (void)follow_entry(call, move);
}

}  // namespace drydock::mocks::odoo
