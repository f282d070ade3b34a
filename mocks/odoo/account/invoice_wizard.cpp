#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/action_windows.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/order_invoices.hpp"
#include "mocks/odoo/account/reading.hpp"
#include "mocks/odoo/account/selections.hpp"
#include "mocks/odoo/invoice_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/transaction.hpp"

namespace drydock::mocks::odoo {

namespace {

/// Source: Odoo 18.0 recordings, e003.
constexpr std::string_view nothing_to_invoice =
    "Cannot create an invoice. No items are available to invoice.\n\nTo resolve this issue, please "
    "ensure that:\n   \u2022 The products have been delivered before attempting to invoice them.\n"
    "   \u2022 The invoicing policy of the product is configured correctly.\n\nIf you want to "
    "invoice based on ordered quantities instead:\n   \u2022 For consumable or storable products, "
    "open the product, go to the 'General Information' tab and change the 'Invoicing Policy' from "
    "'Delivered Quantities' to 'Ordered Quantities'.\n   \u2022 For services (and other products), "
    "change the 'Invoicing Policy' to 'Prepaid/Fixed Price'.\n";

const std::vector<RecordId>& orders_of(const Database& database, RecordId wizard) {
    return database.invoice_wizards[wizard].orders;
}

Result write_orders_of_wizard(Call& call, RecordId wizard, Value value) {
    const Field* const field = sale_advance_payment_inv.field("sale_order_ids");
    auto orders = run_commands(call, *field, wizard, orders_of(call.database, wizard), value);
    if (!orders) {
        return unexpected{orders.error()};
    }
    call.database.invoice_wizards[wizard].orders = std::move(*orders);
    return {};
}

bool has_down_payments(const Database& database, RecordId wizard) {
    const std::vector<RecordId>& orders = orders_of(database, wizard);
    return std::any_of(orders.begin(), orders.end(), [&](RecordId order) {
        const std::vector<RecordId>& lines = database.orders[order].lines;
        return std::any_of(lines.begin(), lines.end(), [&](RecordId line) {
            const OrderLineDetail* const detail = order_line_detail_if(database, line);
            return detail != nullptr && detail->is_downpayment;
        });
    });
}

constexpr std::array invoice_wizard_fields = std::to_array<Field>({
    fields::selection("advance_payment_method", "Create Invoice", selections::down_payment_method)
        .starts("delivered")
        .require(),
    fields::many2many("sale_order_ids", "Sale Order", "sale.order")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(orders_of(database, id));
        })
        .writes(write_orders_of_wizard),
    fields::integer("count", "Order Count")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_integer(static_cast<std::int64_t>(orders_of(database, id).size()));
        }),
    fields::boolean("has_down_payments", "Has down payments")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(has_down_payments(database, id));
        }),
    fields::boolean("deduct_down_payments", "Deduct down payments").starts(true),
    fields::boolean("consolidated_billing", "Consolidated Billing").starts(true),
    fields::floating("amount", "Down Payment"),
    fields::monetary("fixed_amount", "Down Payment Amount (Fixed)"),
    fields::many2one("currency_id", "Currency", "res.currency").reads(read_currency),
    fields::many2one("company_id", "Company", "res.company").reads(read_company),
});

/// The orders that the context is about, unless others are given.
expected<RecordId, Error> insert_invoice_wizard(Call& call, Value values) {
    InvoiceWizardRecord wizard;
    const Value active = call.context()["active_ids"];
    if (!values["sale_order_ids"].present() && active.is_array()) {
        auto orders = records_in(call, sale_order, active);
        if (!orders) {
            return unexpected{std::move(orders.error())};
        }
        wizard.orders = std::move(*orders);
    }
    return call.database.invoice_wizards.add(std::move(wizard));
}

/// Whether a wizard of these values is one that says nothing but "delivered".
bool says_nothing(Value values) {
    const bool only_method =
        values.size() == 1 && values["advance_payment_method"].string() == "delivered";
    return values.is_object() && (values.size() == 0 || only_method);
}

Money money_of(const Database& database, RecordId wizard, std::string_view field) {
    return Money{number_of(database, sale_advance_payment_inv, wizard, field)};
}

/// "30.0", as Python prints a float.
std::string python_number(std::int64_t thousandths) {
    std::string text = fmt::format("{}.{:03}", thousandths / 1'000, thousandths % 1'000);
    while (text.ends_with('0') && !text.ends_with(".0")) {
        text.pop_back();
    }
    return text;
}

Result invoice_in_advance(Call& call, RecordId wizard, bool percentage) {
    Database& database = call.database;
    const Money amount = money_of(database, wizard, percentage ? "amount" : "fixed_amount");
    if (amount <= Money{}) {
        return user_error("The value of the down payment amount must be positive.");
    }
    const std::vector<RecordId> orders = orders_of(database, wizard);
    if (orders.size() != 1) {
        return value_error(
            fmt::format("Expected singleton: sale.order({})", fmt::join(orders, ", "))
        );
    }
    DownPayment down_payment;
    down_payment.part = amount.thousandths;
    if (percentage) {
        constexpr std::int64_t whole_percentage_thousandths = 100'000;
        down_payment.whole = whole_percentage_thousandths;
        down_payment.name = fmt::format("Down payment of {}%", python_number(amount.thousandths));
    } else {
        const OrderAmounts amounts = amounts_of_order(database, orders.front());
        down_payment.whole = (amounts.untaxed + amounts.tax).thousandths;
        down_payment.name = "Down Payment";
    }
    if (down_payment.whole == 0) {
        return unexpected<Error>{Error{"builtins.ZeroDivisionError", "float division by zero"}};
    }
    const RecordId made = invoice_down_payment(database, orders.front(), down_payment, call.now);
    answer_invoices(call, orders, {&made, 1});
    return {};
}

/// One lean invoice an order; Odoo joins the orders of one partner, but one at a time is sent.
std::vector<RecordId> invoice_lean(Call& call, std::span<const RecordId> orders) {
    std::vector<RecordId> made;
    for (const RecordId order : orders) {
        if (const RecordId invoice = add_invoice(call.database, order, call.now); invoice != 0) {
            made.push_back(invoice);
        }
    }
    return made;
}

}  // namespace

const Model sale_advance_payment_inv{
    .name = "sale.advance.payment.inv",
    .fields = invoice_wizard_fields,
    .count = [](const Database& database) { return database.invoice_wizards.count(); },
    .label = "Sales Advance Payment Invoice",
    .contains = [](const Database& database,
                   RecordId id) { return database.invoice_wizards.contains(id); },
    .show = [](std::string& out, const Database&, RecordId id
            ) { out.append(fmt::format("sale.advance.payment.inv,{}", id)); },
    .insert = insert_invoice_wizard,
    .remove = [](Call& call, RecordId id) { call.database.invoice_wizards.remove(id); }};

Result create_invoice_wizard(Call& call) {
    const Value values = call.argument(0, "vals_list");
    if (!says_nothing(values)) {
        return in_transaction(call, generic_create);
    }
    const expected<RecordId, Error> made = insert_invoice_wizard(call, values);
    if (!made) {
        return unexpected{made.error()};
    }
    answer_created(call, *made, 1, values);
    return {};
}

Result create_invoices(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (ids->size() != 1) {
        return value_error(
            fmt::format("Expected singleton: sale.advance.payment.inv({})", fmt::join(*ids, ", "))
        );
    }
    Database& database = call.database;
    const RecordId wizard = ids->front();
    const std::vector<RecordId>& orders = orders_of(database, wizard);
    // A wizard that was told nothing has no attributes, so that this costs one look-up.
    const bool told = database.attributes.find(sale_advance_payment_inv, wizard) != nullptr;
    const std::string method =
        told ? text_of(database, sale_advance_payment_inv, wizard, "advance_payment_method")
             : std::string{"delivered"};
    if (method != "delivered") {
        return invoice_in_advance(call, wizard, method == "percentage");
    }
    const bool lean = std::all_of(orders.begin(), orders.end(), [&](RecordId order) {
        return can_be_lean(database, order);
    });
    std::vector<RecordId> made;
    if (lean) {
        made = invoice_lean(call, orders);
    } else {
        const auto flag = [&](std::string_view name) {
            return !told || number_of(database, sale_advance_payment_inv, wizard, name) != 0;
        };
        made = invoice_orders(
            database,
            orders,
            flag("deduct_down_payments") ? DownPayments::deducted : DownPayments::kept,
            flag("consolidated_billing") ? Grouping::by_partner : Grouping::by_order,
            call.now
        );
    }
    if (made.empty()) {
        return user_error(std::string{nothing_to_invoice});
    }
    answer_invoices(call, orders, made);
    return {};
}

Result post_invoices(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    Database& database = call.database;
    for (const RecordId id : *ids) {
        if (const Result checked = check_can_post(database, id); !checked) {
            return checked;
        }
    }
    for (const RecordId id : *ids) {
        if (database.invoices[id].state != InvoiceState::draft) {
            continue;  // Named twice.
        }
        if (entry_if(database, id) == nullptr) {
            post_invoice(database, id, call.now);
        } else {
            post_entry(database, id, call.now);
        }
    }
    // Not true. Source: Odoo 18.0 recordings, e012.
    call.out.field_bool("result", false);
    return {};
}

}  // namespace drydock::mocks::odoo
