#pragma once

#include "integration/flows/flow.hpp"

/// Steps and helpers that several flows share.
namespace drydock::integration::steps {

/// Moves the order's status along the declared transitions; a status that does not follow stays.
void advance(Order& order, OrderStatus to);

/// Invoice (or credit note) of what Odoo says is to invoice: wizard, create, post.
extern const FlowStep create_invoice_wizard;
extern const FlowStep create_invoices;
extern const FlowStep post_invoice;

/// Lines of the sale order, as pairs of a line's id and the quantity that remains once job.lines
/// are taken off.
extern const FlowStep read_sale_lines;
extern const FlowStep reduce_sale_lines;

/// Money back for job.lines under job.key.
extern const FlowStep refund;

/// For steps that change an order in the warehouse: look_up, found and look_first of these.
extern const FlowStep read_wms_version;

/// Validates job.picking.
extern const FlowStep validate_picking;

/// Spreads the units of job.lines over Odoo's records of the same products, each up to its
/// `limit`: pairs of a record's id and its units. For moves of a picking, lines of a return.
[[nodiscard]] Reading spread_units(const StepView& at, const Response& response, Key limit);

/// A picking in the state "done".
[[nodiscard]] Reading read_picking_done(const Response& response);

}  // namespace drydock::integration::steps
