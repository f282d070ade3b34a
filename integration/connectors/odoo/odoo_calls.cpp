#include "integration/connectors/odoo/odoo_calls.hpp"

namespace drydock::integration::odoo {

namespace {

/// Warehouse and locations that every fresh Odoo database with the stock module has.
/// Source: docs/wire.md, Odoo, goods in and stock loss.
constexpr std::int64_t location_vendors = 4;
constexpr std::int64_t location_stock = 8;
constexpr std::int64_t location_adjustment = 14;
constexpr std::int64_t picking_type_incoming = 1;
constexpr std::int64_t picking_type_internal = 7;

template <class Positional, class Keywords>
Request execute(
    const Session& session,
    std::string_view model,
    std::string_view method,
    Positional positional,
    Keywords keywords
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("jsonrpc", "2.0");
    writer.field("method", "call");
    writer.begin_object("params");
    writer.field("service", "object");
    writer.field("method", "execute_kw");
    writer.begin_array("args");
    writer.add(session.database);
    writer.add(session.uid);
    writer.add(session.password);
    writer.add(model);
    writer.add(method);
    writer.begin_array();
    positional(writer);
    writer.end();
    writer.begin_object();
    keywords(writer);
    writer.end();
    writer.end();
    writer.end();
    writer.field("id", 1);
    writer.end();
    return {
        .to = session.system,
        .method = Method::post,
        .path = "/jsonrpc",
        .body = writer.finish(),
        .headers = {}};
}

constexpr auto nothing = [](DocumentWriter&) {};

/// [[id]]
auto one_record(std::int64_t id) {
    return [id](DocumentWriter& writer) {
        writer.begin_array();
        writer.add(id);
        writer.end();
    };
}

/// [[[field, "=", value]]]
template <class Value>
auto where(std::string_view field, Value value) {
    return [field, value](DocumentWriter& writer) {
        writer.begin_array();
        writer.begin_array();
        writer.add(field);
        writer.add("=");
        writer.add(value);
        writer.end();
        writer.end();
    };
}

auto fields(std::initializer_list<std::string_view> names) {
    return [names](DocumentWriter& writer) {
        writer.begin_array("fields");
        for (const std::string_view name : names) {
            writer.add(name);
        }
        writer.end();
    };
}

template <class Lines>
void update_lines(DocumentWriter& writer, std::int64_t id, Key field, Lines lines) {
    writer.begin_array();
    writer.add(id);
    writer.end();
    writer.begin_object();
    writer.begin_array(field);
    lines();
    writer.end();
    writer.end();
}

void begin_update_command(DocumentWriter& writer, std::int64_t id) {
    writer.begin_array();
    writer.add(1);
    writer.add(id);
    writer.begin_object();
}

void end_command(DocumentWriter& writer) {
    writer.end();
    writer.end();
}

void begin_create_command(DocumentWriter& writer) {
    writer.begin_array();
    writer.add(0);
    writer.add(0);
    writer.begin_object();
}

/// {context: {active_model: "sale.order", active_ids: [id], active_id: id}}
auto sale_context(std::int64_t order) {
    return [order](DocumentWriter& writer) {
        writer.begin_object("context");
        writer.field("active_model", "sale.order");
        writer.begin_array("active_ids");
        writer.add(order);
        writer.end();
        writer.field("active_id", order);
        writer.end();
    };
}

}  // namespace

Request log_in(const Session& session) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("jsonrpc", "2.0");
    writer.field("method", "call");
    writer.begin_object("params");
    writer.field("service", "common");
    writer.field("method", "authenticate");
    writer.begin_array("args");
    writer.add(session.database);
    writer.add(session.login);
    writer.add(session.password);
    writer.begin_object();
    writer.end();
    writer.end();
    writer.end();
    writer.field("id", 1);
    writer.end();
    return {
        .to = session.system,
        .method = Method::post,
        .path = "/jsonrpc",
        .body = writer.finish(),
        .headers = {}};
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

Request list_pickings(const Session& session, std::int64_t order) {
    return execute(
        session,
        "stock.picking",
        "search_read",
        where("sale_id", order),
        fields({"id", "name", "state", "picking_type_code"})
    );
}

Request read_picking(const Session& session, std::int64_t picking) {
    return execute(session, "stock.picking", "read", one_record(picking), fields({"id", "state"}));
}

Request list_moves(const Session& session, std::int64_t picking) {
    return execute(
        session,
        "stock.move",
        "search_read",
        where("picking_id", picking),
        [](DocumentWriter& writer) {
            fields({"id", "product_id", "product_uom_qty"})(writer);
            // Plain ids instead of [id, name]: nobody reads the names.
            writer.field("load", "");
        }
    );
}

Request write_moves(
    const Session& session,
    std::int64_t picking,
    const std::vector<std::int64_t>& moves,
    std::string_view tracking
) {
    return execute(
        session,
        "stock.picking",
        "write",
        [&](DocumentWriter& writer) {
            writer.begin_array();
            writer.add(picking);
            writer.end();
            writer.begin_object();
            writer.begin_array("move_ids");
            for (std::size_t index = 0; index + 1 < moves.size(); index += 2) {
                begin_update_command(writer, moves[index]);
                writer.field("quantity", moves[index + 1]);
                writer.field_bool("picked", true);
                end_command(writer);
            }
            writer.end();
            writer.field("carrier_tracking_ref", tracking);
            writer.end();
        },
        nothing
    );
}

Request validate_picking(const Session& session, std::int64_t picking) {
    // skip_backorder makes the backorder without the wizard; skip_sms leaves out the first
    // delivery's other wizard. Source: recordings of Odoo 18, d060, d065 and d002.
    return execute(
        session,
        "stock.picking",
        "button_validate",
        one_record(picking),
        [](DocumentWriter& writer) {
            writer.begin_object("context");
            writer.field_bool("skip_backorder", true);
            writer.field_bool("skip_sms", true);
            writer.end();
        }
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

Request create_return_wizard(const Session& session, std::int64_t picking) {
    return execute(
        session,
        "stock.return.picking",
        "create",
        [&](DocumentWriter& writer) {
            writer.begin_object();
            writer.field("picking_id", picking);
            writer.end();
        },
        [&](DocumentWriter& writer) {
            writer.begin_object("context");
            writer.field("active_id", picking);
            writer.field("active_model", "stock.picking");
            writer.end();
        }
    );
}

Request list_return_lines(const Session& session, std::int64_t wizard) {
    return execute(
        session,
        "stock.return.picking.line",
        "search_read",
        where("wizard_id", wizard),
        [](DocumentWriter& writer) {
            fields({"id", "product_id", "move_quantity"})(writer);
            writer.field("load", "");
        }
    );
}

Request write_return_lines(
    const Session& session, std::int64_t wizard, const std::vector<std::int64_t>& lines
) {
    return execute(
        session,
        "stock.return.picking",
        "write",
        [&](DocumentWriter& writer) {
            update_lines(writer, wizard, "product_return_moves", [&] {
                for (std::size_t index = 0; index + 1 < lines.size(); index += 2) {
                    begin_update_command(writer, lines[index]);
                    writer.field("quantity", lines[index + 1]);
                    end_command(writer);
                }
            });
        },
        nothing
    );
}

Request create_return(const Session& session, std::int64_t wizard) {
    return execute(
        session, "stock.return.picking", "action_create_returns", one_record(wizard), nothing
    );
}

Request find_stock_posting(const Session& session, std::string_view origin) {
    return execute(
        session, "stock.picking", "search_read", where("origin", origin), fields({"id", "state"})
    );
}

Request create_stock_posting(
    const Session& session,
    StockPostingKind kind,
    std::string_view origin,
    const std::vector<LineUnits>& units_by_product,
    const Catalogue& catalogue
) {
    const bool incoming = kind == StockPostingKind::receipt;
    const std::int64_t from = incoming                         ? location_vendors
                              : kind == StockPostingKind::loss ? location_stock
                                                               : location_adjustment;
    const std::int64_t to = kind == StockPostingKind::loss ? location_adjustment : location_stock;
    return execute(
        session,
        "stock.picking",
        "create",
        [&](DocumentWriter& writer) {
            writer.begin_object();
            writer.field(
                "picking_type_id", incoming ? picking_type_incoming : picking_type_internal
            );
            writer.field("location_id", from);
            writer.field("location_dest_id", to);
            writer.field("origin", origin);
            writer.begin_array("move_ids");
            for (const LineUnits& part : units_by_product) {
                const Catalogue::Product& product = catalogue.at(part.line);
                begin_create_command(writer);
                writer.field("name", product.sku);
                writer.field("product_id", product.odoo_id);
                writer.field("product_uom_qty", part.units);
                writer.field("quantity", part.units);
                writer.field_bool("picked", true);
                writer.field("location_id", from);
                writer.field("location_dest_id", to);
                end_command(writer);
            }
            writer.end();
            writer.end();
        },
        nothing
    );
}

}  // namespace drydock::integration::odoo
