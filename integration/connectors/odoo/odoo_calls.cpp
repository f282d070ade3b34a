#include "integration/connectors/odoo/odoo_calls.hpp"

#include "integration/connectors/odoo/odoo_arguments.hpp"

namespace drydock::integration::odoo {

Request log_in(const Session& session) {
    return json_rpc(session, "common", "authenticate", [&](DocumentWriter& writer) {
        writer.add(session.database);
        writer.add(session.login);
        writer.add(session.password);
        writer.begin_object();
        writer.end();
    });
}

Request list_products(const Session& session, std::uint32_t offset, std::uint32_t limit) {
    return execute(
        session,
        "product.product",
        "search_read",
        [](DocumentWriter& writer) {
            writer.begin_array();
            writer.end();
        },
        [&](DocumentWriter& writer) {
            fields({"id", "default_code", "type", "is_storable"})(writer);
            writer.field("order", "id");
            writer.field("limit", limit);
            writer.field("offset", offset);
        }
    );
}

Request find_partner(const Session& session, std::string_view reference) {
    return execute(
        session,
        "res.partner",
        "search_read",
        where("ref", reference),
        [](DocumentWriter& writer) {
            fields({"id"})(writer);
            writer.field("limit", 1);
        }
    );
}

Request create_partner(const Session& session, std::string_view reference) {
    return execute(
        session,
        "res.partner",
        "create",
        [&](DocumentWriter& writer) {
            writer.begin_object();
            writer.field("name", reference);
            writer.field("ref", reference);
            writer.end();
        },
        nothing
    );
}

Request find_sale_order(const Session& session, std::string_view number) {
    return execute(
        session,
        "sale.order",
        "search_read",
        where("client_order_ref", number),
        fields({"id", "name", "state"})
    );
}

Request create_sale_order(
    const Session& session, std::int64_t partner, const Order& order, const Catalogue& catalogue
) {
    return execute(
        session,
        "sale.order",
        "create",
        [&](DocumentWriter& writer) {
            writer.begin_object();
            writer.field("partner_id", partner);
            writer.field("client_order_ref", order.number);
            writer.begin_array("order_line");
            for (const OrderLine& line : order.lines) {
                begin_create_command(writer);
                writer.field("product_id", catalogue.at(line.product).odoo_id);
                writer.field("product_uom_qty", line.units - line.cancelled);
                writer.field("price_unit", line.price());
                end_command(writer);
            }
            writer.end();
            writer.end();
        },
        nothing
    );
}

Request confirm_sale_order(const Session& session, std::int64_t order) {
    return execute(session, "sale.order", "action_confirm", one_record(order), nothing);
}

Request cancel_sale_order(const Session& session, std::int64_t order) {
    // Without this context the call returns a wizard and does not cancel.
    // Source: recordings of Odoo 18, d040 and d041.
    return execute(
        session,
        "sale.order",
        "action_cancel",
        one_record(order),
        [](DocumentWriter& writer) {
            writer.begin_object("context");
            writer.field_bool("disable_cancel_warning", true);
            writer.end();
        }
    );
}

Request list_sale_lines(const Session& session, std::int64_t order) {
    return execute(
        session,
        "sale.order.line",
        "search_read",
        where("order_id", order),
        [](DocumentWriter& writer) {
            fields({"id", "product_id", "product_uom_qty"})(writer);
            writer.field("order", "id");
        }
    );
}

Request write_sale_lines(
    const Session& session, std::int64_t order, const std::vector<LineQuantity>& lines
) {
    return execute(
        session,
        "sale.order",
        "write",
        [&](DocumentWriter& writer) {
            update_lines(writer, order, "order_line", [&] {
                for (const LineQuantity& line : lines) {
                    begin_update_command(writer, line.line_id);
                    writer.field("product_uom_qty", line.units);
                    end_command(writer);
                }
            });
        },
        nothing
    );
}

Request create_invoice_wizard(const Session& session, std::int64_t order) {
    return execute(
        session,
        "sale.advance.payment.inv",
        "create",
        [](DocumentWriter& writer) {
            writer.begin_object();
            writer.end();
        },
        sale_context(order)
    );
}

Request create_invoices(const Session& session, std::int64_t order, std::int64_t wizard) {
    return execute(
        session,
        "sale.advance.payment.inv",
        "create_invoices",
        one_record(wizard),
        sale_context(order)
    );
}

Request read_invoice_ids(const Session& session, std::int64_t order) {
    return execute(session, "sale.order", "read", one_record(order), fields({"id", "invoice_ids"}));
}

Request post_invoice(const Session& session, std::int64_t invoice) {
    return execute(session, "account.move", "action_post", one_record(invoice), nothing);
}

Request read_invoice(const Session& session, std::int64_t invoice) {
    return execute(
        session, "account.move", "read", one_record(invoice), fields({"id", "name", "state"})
    );
}

}  // namespace drydock::integration::odoo
