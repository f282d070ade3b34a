#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "harness/oracles/evidence.hpp"
#include "harness/oracles/finding.hpp"

namespace drydock::harness {

/// Orders that the seller's side took and that are nowhere: neither in Odoo, nor with a person, nor
/// cancelled before they were booked; those of which Odoo lacks a part; and those that were placed
/// but never taken.
[[nodiscard]] Finding lost_orders(const Evidence&);

/// Orders with more than one sale order that is not cancelled, more than one warehouse order, or
/// more units fulfilled at the channel than were ordered there.
[[nodiscard]] Finding doubled_orders(const Evidence&);

/// Products of an order of which the warehouse shipped, or Odoo delivered, more than was ordered.
[[nodiscard]] Finding overshipped_lines(const Evidence&);

/// Orders of which Odoo has invoiced more or less than it has delivered net of returns, or with a
/// draft invoice left. Orders that a person has in hand are left out.
[[nodiscard]] Finding invoice_mismatches(const Evidence&);

/// Orders of which Odoo had delivered more, or billed goods, before they left the warehouse,
/// however it ended. That a person has the order in hand is no excuse.
[[nodiscard]] Finding invoiced_before_shipped(const Evidence&);

/// Orders that Odoo has billed, net of credit notes, at other prices than their channel sold them
/// for. Taxes are not looked at. Orders that a person has in hand are left out.
[[nodiscard]] Finding price_mismatches(const Evidence&);

/// Parcels with more than one label that is not voided, and labels not voided on parcels that were
/// cancelled or that the warehouse does not know.
[[nodiscard]] Finding duplicate_labels(const Evidence&);

/// Products of which Odoo and warehouse do not have the same number on hand at the end, beyond what
/// orders and receipts in a person's hands explain.
[[nodiscard]] Finding stock_mismatches(const Evidence&);

/// Orders of which more parcels have left the warehouse than Odoo has validated deliveries.
[[nodiscard]] Finding parcels_in_flight(const Evidence&);

/// Parcels whose customer was told an earlier milestone after a later one.
[[nodiscard]] Finding milestone_regressions(const Evidence&);

/// Orders of which goods left although their cancellation had been confirmed to the customer.
[[nodiscard]] Finding shipped_after_cancel(const Evidence&);

/// Orders of which the customer was told that units are cancelled while Odoo goes on selling them.
[[nodiscard]] Finding live_after_cancel(const Evidence&);

/// Orders of which more was refunded than captured, or than the customer did not get.
[[nodiscard]] Finding over_refunds(const Evidence&);

/// Accepted orders that have not come to their end: not shipped, invoiced, fulfilled and refunded
/// as far as is due, and not in a person's hands either.
[[nodiscard]] Finding unsettled_orders(const Evidence&);

/// Names of all oracles, in the order in which run_oracles gives their findings.
inline constexpr std::array<std::string_view, 14> oracle_names{
    "lost_orders",
    "doubled_orders",
    "overshipped_lines",
    "invoice_mismatches",
    "invoiced_before_shipped",
    "price_mismatches",
    "duplicate_labels",
    "stock_mismatches",
    "parcels_in_flight",
    "milestone_regressions",
    "shipped_after_cancel",
    "live_after_cancel",
    "over_refunds",
    "unsettled_orders"};

[[nodiscard]] std::vector<Finding> run_oracles(const Evidence&);

}  // namespace drydock::harness
