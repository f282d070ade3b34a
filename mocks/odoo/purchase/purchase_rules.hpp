#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.hpp"
#include "mocks/odoo/account/amounts.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo {

/// "P00001"
void append_purchase_name(std::string& out, const Database& database, RecordId order);
/// "P00001 (VREF-1)". Source: Odoo 18.0 recordings, h006.
void append_purchase_display_name(std::string& out, const Database& database, RecordId order);

/// Orders that are no request any more stay as they are. Source: Odoo 18.0 recordings, h003, h004.
void confirm_purchase(Database& database, RecordId order, Instant now);
/// Open receipts follow the lines of a confirmed order.
void follow_lines(Database& database, RecordId order, Instant now);
/// A confirmed order cannot ask for less than was received.
/// Source: Odoo 18.0, purchase_stock, purchase.order.line._create_or_update_picking.
[[nodiscard]] Result check_received(const Database& database, RecordId order);
/// Source: Odoo 18.0 recordings, h011; purchase.order.button_cancel.
[[nodiscard]] Result check_can_cancel(const Database& database, std::span<const RecordId> orders);
[[nodiscard]] Result cancel_purchase(Database& database, RecordId order);
/// The bill of all that is left to bill, 0 when nothing is. Source: h010.
RecordId bill_purchase(Database& database, RecordId order, Instant now);

/// The moves that bring a line's goods, or take them back, by id; cancelled ones included.
[[nodiscard]] std::vector<RecordId> moves_of_purchase_line(const Database& database, RecordId line);
/// Newest first, backorders and returns included. Source: h008.
[[nodiscard]] std::vector<RecordId> pickings_of_purchase(const Database& database, RecordId order);
/// The purchase that a picking is of, or 0. For stock.picking.purchase_id.
[[nodiscard]] RecordId purchase_of_picking(const Database& database, RecordId picking);
/// When the first goods came.
[[nodiscard]] std::optional<Instant> arrival_of(const Database& database, RecordId order);
/// Ids of account.move.line.
[[nodiscard]] std::vector<RecordId> bill_lines_of(const Database& database, RecordId line);

[[nodiscard]] Units received_of(const Database& database, RecordId line);
[[nodiscard]] Units billed_of(const Database& database, RecordId line);
/// What is left to bill: of goods by receipt, of services by order.
[[nodiscard]] Units units_to_bill(const Database& database, RecordId line);
[[nodiscard]] LineAmounts amounts_of_purchase_line(const Database& database, RecordId line);

/// "no", "to invoice", "invoiced".
[[nodiscard]] std::string_view billing_status(const Database& database, RecordId order);
/// "pending", "partial", "full"; empty without receipts. Source: h002, h005, h008.
[[nodiscard]] std::string_view receipt_status(const Database& database, RecordId order);

}  // namespace drydock::mocks::odoo
