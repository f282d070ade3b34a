#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/order.hpp"

/// Odoo over JSON-RPC: canonical objects to `execute_kw` and back.
///
/// Nothing that Odoo creates is de-duplicated by Odoo: the natural keys to look up are
/// `client_order_ref` (sale order), `ref` (partner), `origin` (stock posting).
/// Source: recordings of Odoo 18, facts 5 and 8.
namespace drydock::integration::odoo {

/// Who calls, and where. `uid` is what log_in answered.
struct Session {
    SystemId system;
    std::string database;
    std::string login;
    std::string password;
    std::int64_t uid = 0;
};

/// A line of a sale order whose quantity is to become `units`.
struct LineQuantity {
    std::int64_t line_id = 0;
    std::int64_t units = 0;
};

[[nodiscard]] Request log_in(const Session&);
[[nodiscard]] Request list_products(const Session&, std::uint32_t offset, std::uint32_t limit);

[[nodiscard]] Request find_partner(const Session&, std::string_view reference);
[[nodiscard]] Request create_partner(const Session&, std::string_view reference);

[[nodiscard]] Request find_sale_order(const Session&, std::string_view number);
[[nodiscard]] Request
create_sale_order(const Session&, std::int64_t partner, const Order&, const Catalogue&);
[[nodiscard]] Request confirm_sale_order(const Session&, std::int64_t order);
[[nodiscard]] Request cancel_sale_order(const Session&, std::int64_t order);
[[nodiscard]] Request list_sale_lines(const Session&, std::int64_t order);
[[nodiscard]] Request
write_sale_lines(const Session&, std::int64_t order, const std::vector<LineQuantity>&);

[[nodiscard]] Request list_pickings(const Session&, std::int64_t order);
[[nodiscard]] Request read_picking(const Session&, std::int64_t picking);
[[nodiscard]] Request list_moves(const Session&, std::int64_t picking);
/// `moves` holds pairs of a move's id and the units done.
[[nodiscard]] Request write_moves(
    const Session&,
    std::int64_t picking,
    const std::vector<std::int64_t>& moves,
    std::string_view tracking
);
[[nodiscard]] Request validate_picking(const Session&, std::int64_t picking);

[[nodiscard]] Request create_invoice_wizard(const Session&, std::int64_t order);
[[nodiscard]] Request create_invoices(const Session&, std::int64_t order, std::int64_t wizard);
[[nodiscard]] Request read_invoice_ids(const Session&, std::int64_t order);
[[nodiscard]] Request post_invoice(const Session&, std::int64_t invoice);
[[nodiscard]] Request read_invoice(const Session&, std::int64_t invoice);

[[nodiscard]] Request create_return_wizard(const Session&, std::int64_t picking);
[[nodiscard]] Request list_return_lines(const Session&, std::int64_t wizard);
/// `lines` holds pairs of a wizard line's id and the units to return.
[[nodiscard]] Request write_return_lines(
    const Session&, std::int64_t wizard, const std::vector<std::int64_t>& lines
);
[[nodiscard]] Request create_return(const Session&, std::int64_t wizard);

/// Units that came into the warehouse (above zero) or were lost there (below zero).
struct StockChange {
    std::uint32_t product = 0;
    std::int64_t units = 0;
};
enum class StockPostingKind : std::uint8_t { receipt, loss, found };
[[nodiscard]] Request find_stock_posting(const Session&, std::string_view origin);
[[nodiscard]] Request
create_stock_posting(const Session&, StockPostingKind, std::string_view origin, const std::vector<LineUnits>& units_by_product, const Catalogue&);

/// The `result` of an answered call, or the reading of its `error`.
/// UserError, ValidationError, MissingError, AccessError: rejected. PostgreSQL's own errors were
/// rolled back: retry. Source: facts 1 and 9.
struct Result {
    Value value;      ///< Valid as long as the response.
    Reading reading;  ///< done when there is a result.
    [[nodiscard]] bool ok() const { return reading.answer == Answer::done; }
};
[[nodiscard]] Result read_result(const Response&);

/// `result` is an id, or an action with a `res_id`.
[[nodiscard]] Reading read_id(const Response&);
/// `result` is a list of records: the first one's id, or absent when it is empty.
[[nodiscard]] Reading read_first_id(const Response&);
/// Any `result` will do.
[[nodiscard]] Reading read_any(const Response&);

}  // namespace drydock::integration::odoo
