#include "integration/flows/steps.hpp"

#include <algorithm>
#include <unordered_map>

#include "integration/connectors/channels/channel_calls.hpp"
#include "integration/connectors/channels/storefront_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"

namespace drydock::integration {

std::span<const FlowStep> book_order_flow();
std::span<const FlowStep> label_parcel_flow();
std::span<const FlowStep> book_shipment_flow();
std::span<const FlowStep> close_short_flow();
std::span<const FlowStep> cancel_flow();
std::span<const FlowStep> authorise_return_flow();
std::span<const FlowStep> book_return_flow();
std::span<const FlowStep> report_milestone_flow();
std::span<const FlowStep> post_stock_flow();
std::span<const FlowStep> take_back_orders_flow();
std::span<const FlowStep> take_back_labels_flow();

std::span<const FlowStep> flow_of(JobKind kind) {
    switch (kind) {
        case JobKind::book_order:
            return book_order_flow();
        case JobKind::label_parcel:
            return label_parcel_flow();
        case JobKind::book_shipment:
            return book_shipment_flow();
        case JobKind::close_short:
            return close_short_flow();
        case JobKind::cancel:
            return cancel_flow();
        case JobKind::authorise_return:
            return authorise_return_flow();
        case JobKind::book_return:
            return book_return_flow();
        case JobKind::report_milestone:
            return report_milestone_flow();
        case JobKind::post_stock:
            return post_stock_flow();
        case JobKind::take_back_orders:
            return take_back_orders_flow();
        case JobKind::take_back_labels:
            return take_back_labels_flow();
    }
    return {};
}

std::string_view to_text(JobKind kind) {
    switch (kind) {
        case JobKind::book_order:
            return "book order";
        case JobKind::label_parcel:
            return "label parcel";
        case JobKind::book_shipment:
            return "book shipment";
        case JobKind::close_short:
            return "close short";
        case JobKind::cancel:
            return "cancel";
        case JobKind::authorise_return:
            return "authorise return";
        case JobKind::book_return:
            return "book return";
        case JobKind::report_milestone:
            return "report milestone";
        case JobKind::post_stock:
            return "post stock";
        case JobKind::take_back_orders:
            return "take back orders";
        case JobKind::take_back_labels:
            return "take back labels";
    }
    return "";
}

namespace steps {

void advance(Order& order, OrderStatus to) {
    if (order_status_follows(order.status, to)) {
        order.status = to;
    }
}

Reading spread_units(const StepView& at, const Response& response, Key limit) {
    odoo::Result result = odoo::read_result(response);
    if (!result.ok()) {
        return std::move(result.reading);
    }
    std::unordered_map<std::int64_t, std::int64_t> left;  // By Odoo's product id; looked up only.
    for (const LineUnits& part : at.job.lines) {
        left[at.catalogue.at(at.order.lines[part.line].product).odoo_id] += part.units;
    }
    Reading reading = Reading::done();
    for (const Value record : result.value) {
        const auto wanted = left.find(record["product_id"].integer_or(0));
        if (wanted == left.end() || wanted->second <= 0) {
            continue;
        }
        const std::int64_t most = record[limit].thousandths().value_or(0) / 1'000;
        const std::int64_t units = std::min(most, wanted->second);
        wanted->second -= units;
        reading.facts.numbers.push_back(record["id"].integer_or(0));
        reading.facts.numbers.push_back(units);
    }
    return reading;
}

Reading read_picking_done(const Response& response) {
    odoo::Result result = odoo::read_result(response);
    if (!result.ok()) {
        return std::move(result.reading);
    }
    return result.value.at(0)["state"].string() == "done" ? Reading::done() : Reading::absent();
}

constinit const FlowStep create_invoice_wizard{
    .name = "create invoice wizard",
    .owner = "finance",
    .call = [](const StepView& at
            ) { return odoo::create_invoice_wizard(at.odoo, at.order.odoo_id); },
    .read = [](const StepView&, const Response& response) { return odoo::read_id(response); },
    .apply = [](const StepEffect& on, const Facts& facts) { on.job.wizard = facts.first; }};

constinit const FlowStep create_invoices{
    .name = "create invoice",
    .owner = "finance",
    .call = [](const StepView& at
            ) { return odoo::create_invoices(at.odoo, at.order.odoo_id, at.job.wizard); },
    .read = [](const StepView&, const Response& response) { return odoo::read_id(response); },
    .apply =
        [](const StepEffect& on, const Facts& facts) {
            on.job.invoice = facts.first;
            ++on.order.invoice_count;
        },
    .look_up = [](const StepView& at) { return odoo::read_invoice_ids(at.odoo, at.order.odoo_id); },
    .found =
        [](const StepView& at, const Response& response) {
            odoo::Result result = odoo::read_result(response);
            if (!result.ok()) {
                return std::move(result.reading);
            }
            const Value ids = result.value.at(0)["invoice_ids"];
            if (!ids.is_array()) {
                return Reading::unknown("Odoo answered without the list of invoices");
            }
            if (ids.size() <= at.order.invoice_count) {
                return Reading::absent();
            }
            std::int64_t newest = 0;
            for (const Value id : ids) {
                newest = std::max(newest, id.integer_or(0));
            }
            return Reading::done(newest);
        },
    .rejected_when_repeated = true};

constinit const FlowStep post_invoice{
    .name = "post invoice",
    .owner = "finance",
    .call = [](const StepView& at) { return odoo::post_invoice(at.odoo, at.job.invoice); },
    .read = [](const StepView&, const Response& response) { return odoo::read_any(response); },
    .look_up = [](const StepView& at) { return odoo::read_invoice(at.odoo, at.job.invoice); },
    .found =
        [](const StepView&, const Response& response) {
            odoo::Result result = odoo::read_result(response);
            if (!result.ok()) {
                return std::move(result.reading);
            }
            return result.value.at(0)["state"].string() == "posted" ? Reading::done()
                                                                    : Reading::absent();
        },
    .rejected_when_repeated = true};

constinit const FlowStep read_sale_lines{
    .name = "read sale order lines",
    .owner = "sales",
    .call = [](const StepView& at) { return odoo::list_sale_lines(at.odoo, at.order.odoo_id); },
    .read =
        [](const StepView& at, const Response& response) {
            odoo::Result result = odoo::read_result(response);
            if (!result.ok()) {
                return std::move(result.reading);
            }
            // Odoo numbers the lines of one create in the order given, so position is line number.
            Reading reading = Reading::done();
            std::uint32_t position = 0;
            for (const Value line : result.value) {
                for (const LineUnits& part : at.job.lines) {
                    if (part.line == position && position < at.order.lines.size()) {
                        const OrderLine& ordered = at.order.lines[position];
                        const std::int32_t still_to_take_off =
                            at.job.decision == CancelStage::agreed ? part.units : 0;
                        reading.facts.numbers.push_back(line["id"].integer_or(0));
                        reading.facts.numbers.push_back(
                            ordered.units - ordered.cancelled - still_to_take_off
                        );
                    }
                }
                ++position;
            }
            return reading;
        },
    .apply = [](const StepEffect& on, const Facts& facts) { on.job.pairs = facts.numbers; }};

constinit const FlowStep reduce_sale_lines{
    .name = "reduce sale order lines",
    .owner = "sales",
    .needed = [](const StepView& at) { return !at.job.pairs.empty(); },
    .call =
        [](const StepView& at) {
            std::vector<odoo::LineQuantity> lines;
            for (std::size_t index = 0; index + 1 < at.job.pairs.size(); index += 2) {
                lines.push_back({at.job.pairs[index], at.job.pairs[index + 1]});
            }
            return odoo::write_sale_lines(at.odoo, at.order.odoo_id, lines);
        },
    .read = [](const StepView&, const Response& response) { return odoo::read_any(response); }};

constinit const FlowStep refund{
    .name = "refund",
    .party = Party::channel,
    .owner = "finance",
    .needed = [](const StepView& at) { return at.order.price_of(at.job.lines).thousandths > 0; },
    .call =
        [](const StepView& at) {
            const auto reason = at.job.kind == JobKind::book_return
                                    ? channels::RefundReason::goods_returned
                                    : channels::RefundReason::cancel;
            return channels::refund(at.settings, at.order, at.job.key, reason, at.job.lines);
        },
    .read = [](const StepView&, const Response& response) { return channels::read_done(response); },
    .look_up = [](const StepView& at) { return shop::find_refund(at.settings, at.order); },
    .found = [](const StepView& at,
                const Response& response) { return shop::read_refund_found(response, at.job.key); },
    .look_up_needed =
        [](const StepView& at) {
            return at.order.channel == Channel::storefront &&
                   !shop::refund_is_repeatable(at.settings);
        }};

constinit const FlowStep validate_picking{
    .name = "validate picking",
    .owner = "inventory control",
    .call = [](const StepView& at) { return odoo::validate_picking(at.odoo, at.job.picking); },
    .read = [](const StepView&, const Response& response) -> Reading {
        odoo::Result result = odoo::read_result(response);
        if (result.ok() && result.value.is_object()) {
            return Reading::rejected("Odoo asks a question instead of validating the picking");
        }
        return std::move(result.reading);
    },
    .look_up = [](const StepView& at) { return odoo::read_picking(at.odoo, at.job.picking); },
    .found = [](const StepView&, const Response& response) { return read_picking_done(response); },
    .rejected_when_repeated = true};

const FlowStep read_wms_version{
    .look_up = [](const StepView& at) { return wms::find_order(at.settings.wms, at.order.number); },
    .found = [](const StepView&, const Response& response) { return wms::read_version(response); },
    .look_first = [](const StepView& at
                  ) { return at.settings.wms_if_match && at.job.version.empty(); }};

}  // namespace steps

}  // namespace drydock::integration
