
#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/product_facts.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/database_error.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/purchase/purchase_methods.hpp"
#include "mocks/odoo/purchase/purchase_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

PurchaseLineRecord& purchase_line_of(Call& call, RecordId line) {
    return call.database.purchases.lines[line];
}

std::int64_t purchase_line_number(const Call& call, std::string_view field, Value value) {
    return number_in(call, purchase_order_line, field, value);
}

/// Source: Odoo 18.0, purchase.order.line._compute_price_unit_and_date_planned_and_name, of a
/// product that no vendor has a price for.
void follow_product(const Database& database, PurchaseLineRecord& line) {
    line.name.clear();
    append_product_name(line.name, database.product(line.product));
    line.price = standard_price_of(database, line.product);
    line.taxes = taxes_of_product(database, line.product, TaxUse::purchase);
}

/// Receipts follow a line that is written by itself at once; one of a list of commands when the
/// order is written.
Result follow_order(Call& call, RecordId order) {
    if (&call.model != &purchase_order_line) {
        return {};
    }
    if (const Result enough = check_received(call.database, order); !enough) {
        return enough;
    }
    follow_lines(call.database, order, call.now);
    return {};
}

}  // namespace

expected<RecordId, Error> insert_purchase_line(Call& call, Value values) {
    Purchases& purchases = call.database.purchases;
    const RecordId order = id_in(values["order_id"]);
    if (!purchases.orders.contains(order)) {
        return not_null_violation(purchase_order_line, *purchase_order_line.field("order_id"));
    }
    PurchaseLineRecord line;
    line.order = order;
    line.section = values["display_type"].string() == "line_section";
    line.note = values["display_type"].string() == "line_note";
    line.product = id_in(values["product_id"]);
    const bool shown_only = line.section || line.note;
    if (shown_only != (line.product == 0)) {
        return validation_error(
            shown_only
                ? "The operation cannot be completed: Forbidden values on non-accountable "
                  "purchase order line"
                : "The operation cannot be completed: Missing required fields on accountable "
                  "purchase order line."
        );
    }
    if (line.product != 0 && call.database.has_product(line.product)) {
        follow_product(call.database, line);
    }
    const RecordId id = purchases.lines.add(std::move(line));
    purchases.orders[order].lines.push_back(id);
    return id;
}

Result purchase_line_created(Call& call, RecordId line, Value) {
    return follow_order(call, purchase_line_of(call, line).order);
}

Result purchase_lines_written(Call& call, std::span<const RecordId> lines, Value) {
    for (const RecordId line : lines) {
        if (const Result followed = follow_order(call, purchase_line_of(call, line).order);
            !followed) {
            return followed;
        }
    }
    return {};
}

/// Source: Odoo 18.0, purchase.order.line._unlink_except_purchase_or_done.
Result before_purchase_line_unlink(Call& call, std::span<const RecordId> lines) {
    for (const RecordId line : lines) {
        const PurchaseLineRecord& record = purchase_line_of(call, line);
        const PurchaseState state = call.database.purchases.orders[record.order].state;
        const bool kept = state == PurchaseState::purchase || state == PurchaseState::done;
        if (kept && !record.section && !record.note) {
            return user_error(fmt::format(
                "Cannot delete a purchase order line which is in state \u201c{}\u201d.",
                purchase_state_labels.at(static_cast<std::size_t>(state))
            ));
        }
    }
    return {};
}

void remove_purchase_line(Call& call, RecordId line) {
    Purchases& purchases = call.database.purchases;
    std::erase(purchases.orders[purchase_line_of(call, line).order].lines, line);
    purchases.lines.remove(line);
}

Result write_bought_product(Call& call, RecordId line, Value value) {
    PurchaseLineRecord& record = purchase_line_of(call, line);
    const RecordId product = id_in(value);
    if (product != record.product && call.database.has_product(product)) {
        record.product = product;
        follow_product(call.database, record);
    }
    return {};
}

Result write_bought_name(Call& call, RecordId line, Value value) {
    purchase_line_of(call, line).name = value.string();
    return {};
}

Result write_bought_quantity(Call& call, RecordId line, Value value) {
    const auto units = units_of_thousandths(purchase_line_number(call, "product_qty", value));
    if (!units) {
        return validation_error("The quantity is too large.");
    }
    purchase_line_of(call, line).quantity = *units;
    return {};
}

Result write_bought_price(Call& call, RecordId line, Value value) {
    const Money given{purchase_line_number(call, "price_unit", value)};
    purchase_line_of(call, line).price = round_money(given, rounding_of(call.database));
    return {};
}

Result write_bought_discount(Call& call, RecordId line, Value value) {
    purchase_line_of(call, line).discount_hundredths =
        static_cast<std::int32_t>(purchase_line_number(call, "discount", value) / 10);
    return {};
}

Result write_bought_taxes(Call& call, RecordId line, Value value) {
    const Field* const field = purchase_order_line.field("taxes_id");
    auto taxes = run_commands(call, *field, line, purchase_line_of(call, line).taxes, value);
    if (!taxes) {
        return unexpected{taxes.error()};
    }
    purchase_line_of(call, line).taxes = std::move(*taxes);
    return {};
}

Result write_bought_planned(Call& call, RecordId line, Value value) {
    purchase_line_of(call, line).planned = date_in(call, value);
    return {};
}

Result write_bought_sequence(Call& call, RecordId line, Value value) {
    purchase_line_of(call, line).sequence = static_cast<std::int32_t>(value.integer_or(10));
    return {};
}

Result write_bought_display(Call& call, RecordId line, Value value) {
    PurchaseLineRecord& record = purchase_line_of(call, line);
    const bool section = value.string() == "line_section";
    const bool note = value.string() == "line_note";
    if (section != record.section || note != record.note) {
        return user_error(
            "You cannot change the type of a purchase order line. Instead you should delete the "
            "current line and create a new line of the proper type."
        );
    }
    return {};
}

}  // namespace drydock::mocks::odoo
