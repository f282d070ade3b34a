#include "mocks/odoo/account/account_models.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/move_methods.hpp"
#include "mocks/odoo/account/reconcile.hpp"
#include "mocks/odoo/account/reversal_rules.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

Result reset_to_draft(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        if (const Result drafted = draft_entry(call.database, id); !drafted) {
            return drafted;
        }
    }
    // None. Source: Odoo 18.0 recordings, e043.
    return {};
}

Result cancel_entries(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        if (const Result cancelled = cancel_entry(call.database, id); !cancelled) {
            return cancelled;
        }
    }
    return {};
}

Result switch_move_types(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        EntryRecord& entry = entry_of(call.database, id);
        if (entry.posted_before) {
            return validation_error(
                "You cannot switch the type of a document which has been posted once."
            );
        }
        entry.type = reversed_type(entry.type);
        refresh_entry(call.database, id);
        refresh_orders_of(call.database, id);
    }
    return {};
}

Result mark_checked(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        entry_of(call.database, id).checked = true;
    }
    return {};
}

Result copy_entries(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    const Value other = call.argument(1, "default");
    std::vector<RecordId> made;
    for (const RecordId id : *ids) {
        EntryRecord values;
        made.push_back(copy_entry(call.database, id, std::move(values), call.now));
    }
    if (other.is_object() && other.size() != 0) {
        if (const Result written = write_records(call, account_move, made, other); !written) {
            return written;
        }
    }
    if (!call.positional.at(0).is_array()) {
        call.out.field("result", made.front());
        return {};
    }
    call.out.begin_array("result");
    for (const RecordId id : made) {
        call.out.add(id);
    }
    call.out.end();
    return {};
}

Result open_payment_window(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Pay");
    out.field("res_model", "account.payment.register");
    out.field("view_mode", "form");
    out.begin_array("views");
    out.begin_array();
    out.add_bool(false);
    out.add("form");
    out.end();
    out.end();
    out.begin_object("context");
    out.field("active_model", "account.move.line");
    out.begin_array("active_ids");
    for (const RecordId id : *ids) {
        for (const RecordId line : entry_of(call.database, id).lines) {
            out.add(line);
        }
    }
    out.end();
    out.end();
    out.field("target", "new");
    out.field("type", "ir.actions.act_window");
    out.end();
    return {};
}

Result open_reversal_wizard(Call& call) {
    if (const auto ids = records_of(call); !ids) {
        return unexpected{ids.error()};
    }
    DocumentWriter& out = call.out;
    out.begin_object("result");
    out.field("name", "Credit Note");
    out.field("type", "ir.actions.act_window");
    out.field("xml_id", "account.action_view_account_move_reversal");
    out.field("res_model", "account.move.reversal");
    out.field("view_mode", "form");
    out.field("target", "new");
    out.end();
    return {};
}

Result assign_outstanding(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    const auto line = records_in(call, account_move_line, call.argument(1, "line_id"));
    if (!line) {
        return unexpected{line.error()};
    }
    std::vector<RecordId> lines = *line;
    for (const RecordId id : *ids) {
        const std::vector<RecordId>& own = entry_of(call.database, id).lines;
        lines.insert(lines.end(), own.begin(), own.end());
    }
    reconcile(call.database, lines);
    return {};
}

Result remove_outstanding(Call& call) {
    const auto ids = records_of(call);
    if (!ids) {
        return unexpected{ids.error()};
    }
    for (const RecordId id : *ids) {
        undo_reconciliation(call.database, id);
    }
    call.answer_true();
    return {};
}

}  // namespace drydock::mocks::odoo
