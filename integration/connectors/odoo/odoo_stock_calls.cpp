#include "integration/connectors/odoo/odoo_arguments.hpp"
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

}  // namespace

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
