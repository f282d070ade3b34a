#include "mocks/odoo/purchase/purchase_methods.hpp"

#include <algorithm>

#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/action_windows.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/database_error.hpp"
#include "mocks/odoo/orm/id_value.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/purchase/purchase_rules.hpp"

namespace drydock::mocks::odoo {

namespace {

PurchaseRecord& order_of(Call& call, RecordId order) {
    return call.database.purchases.orders[order];
}

/// Does `act` to each order of the call, in its order, until one is refused.
template <class Act>
Result for_each_order(Call& call, const Act& act) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        if (const Result done = act(id); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Result write_purchase_name(Call& call, RecordId order, Value value) {
    // "New" asks for the next number, which it has already.
    order_of(call, order).name = value.string() == "New" ? std::string_view{} : value.string();
    return {};
}

Result write_purchase_state(Call& call, RecordId order, Value value) {
    const auto& names = purchase_state_names;
    const auto found = std::find(names.begin(), names.end(), value.string());
    if (found != names.end()) {
        order_of(call, order).state = static_cast<PurchaseState>(found - names.begin());
    }
    return {};
}

Result write_purchase_partner(Call& call, RecordId order, Value value) {
    if (id_in(value) == 0) {
        return not_null_violation(purchase_order, *purchase_order.field("partner_id"));
    }
    order_of(call, order).partner = id_in(value);
    return {};
}

Result write_purchase_reference(Call& call, RecordId order, Value value) {
    order_of(call, order).reference = value.string();
    return {};
}

Result write_purchase_origin(Call& call, RecordId order, Value value) {
    order_of(call, order).origin = value.string();
    return {};
}

Result write_purchase_ordered(Call& call, RecordId order, Value value) {
    if (const auto date = date_in(call, value)) {
        order_of(call, order).ordered = *date;
    }
    return {};
}

Result write_purchase_planned(Call& call, RecordId order, Value value) {
    order_of(call, order).planned = date_in(call, value);
    const std::vector<RecordId> lines = order_of(call, order).lines;
    for (const RecordId line : lines) {
        call.database.purchases.lines[line].planned = date_in(call, value);
    }
    return {};
}

Result write_purchase_lines(Call& call, RecordId order, Value commands) {
    const Field* const field = purchase_order.field("order_line");
    const auto left = run_commands(call, *field, order, order_of(call, order).lines, commands);
    return left ? Result{} : Result{unexpected{left.error()}};
}

expected<RecordId, Error> insert_purchase(Call& call, Value values) {
    if (id_in(values["partner_id"]) == 0) {
        return not_null_violation(purchase_order, *purchase_order.field("partner_id"));
    }
    Purchases& purchases = call.database.purchases;
    PurchaseRecord order;
    // A number is taken even when the creation fails, as a sequence of PostgreSQL's is.
    const Value name = values["name"];
    if (!name.is_string() || name.string() == "New") {
        order.number = ++purchases.number;
    }
    order.partner = id_in(values["partner_id"]);
    order.created = call.now;
    order.ordered = call.now;
    return purchases.orders.add(std::move(order));
}

Result purchases_written(Call& call, std::span<const RecordId> orders, Value) {
    for (const RecordId order : orders) {
        if (const Result enough = check_received(call.database, order); !enough) {
            return enough;
        }
        follow_lines(call.database, order, call.now);
    }
    return {};
}

Result before_purchase_unlink(Call& call, std::span<const RecordId> orders) {
    for (const RecordId order : orders) {
        if (order_of(call, order).state != PurchaseState::cancel) {
            return user_error("In order to delete a purchase order, you must cancel it first.");
        }
    }
    return {};
}

void remove_purchase(Call& call, RecordId order) {
    const std::vector<RecordId> lines = order_of(call, order).lines;
    for (const RecordId line : lines) {
        remove_purchase_line(call, line);
    }
    call.database.purchases.orders.remove(order);
}

Result confirm_purchases(Call& call) {
    const Result done = for_each_order(call, [&](RecordId order) {
        confirm_purchase(call.database, order, call.now);
        return Result{};
    });
    if (done) {
        call.answer_true();
    }
    return done;
}

Result cancel_purchases(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    if (const Result allowed = check_can_cancel(call.database, *ids); !allowed) {
        return allowed;
    }
    return for_each_order(call, [&](RecordId order) {
        return cancel_purchase(call.database, order);
    });
}

Result draft_purchases(Call& call) {
    const Result done = for_each_order(call, [&](RecordId order) {
        order_of(call, order).state = PurchaseState::draft;
        return Result{};
    });
    if (done) {
        // Python's {}.
        call.out.begin_object("result");
        call.out.end();
    }
    return done;
}

Result lock_purchases(Call& call) {
    return for_each_order(call, [&](RecordId order) {
        order_of(call, order).state = PurchaseState::done;
        return Result{};
    });
}

Result unlock_purchases(Call& call) {
    return for_each_order(call, [&](RecordId order) {
        order_of(call, order).state = PurchaseState::purchase;
        return Result{};
    });
}

Result bill_purchases(Call& call) {
    std::vector<RecordId> bills;
    const Result done = for_each_order(call, [&](RecordId order) {
        if (const RecordId bill = bill_purchase(call.database, order, call.now); bill != 0) {
            bills.push_back(bill);
        }
        return Result{};
    });
    if (!done) {
        return done;
    }
    if (bills.empty()) {
        return user_error(
            "There is no invoiceable line. If a product has a control policy based on received "
            "quantity, please make sure that a quantity has been received."
        );
    }
    answer_bills(call, bills);
    return {};
}

Result show_bills(Call& call) {
    std::vector<RecordId> bills;
    const Result done = for_each_order(call, [&](RecordId order) {
        const std::vector<RecordId>& own = order_of(call, order).invoices;
        bills.insert(bills.end(), own.begin(), own.end());
        return Result{};
    });
    if (done) {
        answer_bills(call, bills);
    }
    return done;
}

}  // namespace drydock::mocks::odoo
