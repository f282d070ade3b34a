#include <algorithm>
#include <array>

#include "integration/connectors/channels/channel_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/flows/steps.hpp"

/// What undoes an order or a part of it: cancellations, units closed short, returns.
namespace drydock::integration {

namespace {

/// Nothing of the order would be left.
bool takes_all(const StepView& at) {
    std::vector<std::int32_t> left;
    left.reserve(at.order.lines.size());
    for (const OrderLine& line : at.order.lines) {
        left.push_back(line.units);
    }
    for (const LineUnits& part : at.job.lines) {
        left[part.line] -= part.units;
    }
    return std::ranges::all_of(left, [](std::int32_t units) { return units <= 0; });
}

void cancel_units(const StepEffect& on) {
    for (const LineUnits& part : on.job.lines) {
        OrderLine& line = on.order.lines[part.line];
        const std::int32_t units = std::min(part.units, line.open());
        line.cancelled += units;
        if (on.catalogue.at(line.product).storable) {
            on.stock.add_reserved(line.product, -units);
        }
    }
    if (on.order.nothing_open()) {
        const bool any_shipped = std::ranges::any_of(on.order.lines, [](const OrderLine& line) {
            return line.shipped > 0;
        });
        steps::advance(on.order, any_shipped ? OrderStatus::shipped : OrderStatus::cancelled);
    }
}

/// Without lines the warehouse cancels everything, so a wish about postage alone must not reach it.
std::vector<LineUnits> storable_units(const StepView& at) {
    std::vector<LineUnits> storable;
    for (const LineUnits& part : at.job.lines) {
        if (at.catalogue.at(at.order.lines[part.line].product).storable) {
            storable.push_back(part);
        }
    }
    return storable;
}

bool was_let_go(const StepView& at) {
    return at.job.decision != CancelStage::refused;
}

bool in_odoo_and_partial(const StepView& at) {
    return was_let_go(at) && at.order.odoo_id != 0 && !takes_all(at);
}

FlowStep when_partial(FlowStep step) {
    step.needed = in_odoo_and_partial;
    return step;
}

FlowStep when_let_go(FlowStep step) {
    step.needed = [](const StepView& at) {
        return was_let_go(at) && at.order.price_of(at.job.lines).thousandths > 0;
    };
    return step;
}

const std::array cancel{
    FlowStep{
        .name = "cancel in warehouse",
        .party = Party::wms,
        .owner = "warehouse",
        .needed = [](const StepView& at
                  ) { return at.order.wms_id != 0 && !storable_units(at).empty(); },
        .call =
            [](const StepView& at) {
                return wms::cancel_order(
                    at.settings.wms, at.order, at.job.key, storable_units(at), at.job.version
                );
            },
        .read = [](const StepView&,
                   const Response& response) { return wms::read_cancel(response); },
        .apply =
            [](const StepEffect& on, const Facts& facts) {
                on.job.decision = facts.first != 0 ? CancelStage::taken_off : CancelStage::refused;
                if (facts.first != 0) {
                    cancel_units(on);
                }
            },
        .look_up = steps::read_wms_version.look_up,
        .found = steps::read_wms_version.found,
        .look_first = steps::read_wms_version.look_first},
    when_partial(steps::read_sale_lines),
    when_partial(steps::reduce_sale_lines),
    FlowStep{
        .name = "cancel sale order",
        .owner = "sales",
        .needed = [](const StepView& at
                  ) { return was_let_go(at) && at.order.odoo_id != 0 && takes_all(at); },
        .call = [](const StepView& at
                ) { return odoo::cancel_sale_order(at.odoo, at.order.odoo_id); },
        .read = [](const StepView&, const Response& response) { return odoo::read_any(response); }},
    FlowStep{
        .name = "answer cancellation",
        .party = Party::channel,
        .owner = "channel operations",
        .needed = [](const StepView& at) { return at.job.number == 0; },
        .call =
            [](const StepView& at) {
                return channels::answer_cancel(
                    at.settings,
                    at.order,
                    at.job.key,
                    was_let_go(at) ? channels::CancelDecision::accept
                                   : channels::CancelDecision::reject
                );
            },
        .read = [](const StepView&,
                   const Response& response) { return channels::read_cancel_answered(response); },
        .apply =
            [](const StepEffect& on, const Facts&) {
                if (on.job.decision == CancelStage::agreed) {
                    on.job.decision = CancelStage::taken_off;
                    cancel_units(on);
                }
            }},
    when_let_go(steps::refund),
};

const std::array close_short{
    FlowStep{steps::read_sale_lines},
    FlowStep{steps::reduce_sale_lines},
    FlowStep{steps::refund},
};

const std::array authorise_return{
    FlowStep{
        .name = "authorise return",
        .party = Party::wms,
        .owner = "warehouse",
        .call =
            [](const StepView& at) {
                return wms::authorise_return(
                    at.settings.wms, at.order, at.job.key, at.job.lines, at.catalogue
                );
            },
        .read = [](const StepView&,
                   const Response& response) { return wms::read_accepted(response); }},
};

Reading read_return_lines(const StepView& at, const Response& response) {
    return steps::spread_units(at, response, "move_quantity");
}

FlowStep on_return(FlowStep step) {
    step.needed = [](const StepView& at) { return at.job.picking != 0; };
    return step;
}

const std::array book_return{
    FlowStep{
        .name = "create return wizard",
        .owner = "inventory control",
        .call =
            [](const StepView& at) {
                const Parcel* const parcel = at.order.find_parcel(at.job.text);
                return odoo::create_return_wizard(at.odoo, parcel == nullptr ? 0 : parcel->picking);
            },
        .read = [](const StepView&, const Response& response) { return odoo::read_id(response); },
        .apply = [](const StepEffect& on, const Facts& facts) { on.job.wizard = facts.first; }},
    FlowStep{
        .name = "read return lines",
        .owner = "inventory control",
        .call = [](const StepView& at) { return odoo::list_return_lines(at.odoo, at.job.wizard); },
        .read = read_return_lines,
        .apply = [](const StepEffect& on, const Facts& facts) { on.job.pairs = facts.numbers; }},
    FlowStep{
        .name = "write return quantities",
        .owner = "inventory control",
        .call = [](const StepView& at
                ) { return odoo::write_return_lines(at.odoo, at.job.wizard, at.job.pairs); },
        .read = [](const StepView&, const Response& response) { return odoo::read_any(response); }},
    FlowStep{
        .name = "create return picking",
        .owner = "inventory control",
        .call = [](const StepView& at) { return odoo::create_return(at.odoo, at.job.wizard); },
        .read = [](const StepView&, const Response& response) { return odoo::read_id(response); },
        .apply =
            [](const StepEffect& on, const Facts& facts) {
                on.job.picking = facts.first;
                ++on.order.return_count;
            },
        .look_up = [](const StepView& at
                   ) { return odoo::list_pickings(at.odoo, at.order.odoo_id); },
        .found =
            [](const StepView& at, const Response& response) {
                odoo::Result result = odoo::read_result(response);
                if (!result.ok()) {
                    return std::move(result.reading);
                }
                std::uint32_t returns = 0;
                std::int64_t newest = 0;
                for (const Value picking : result.value) {
                    if (picking["picking_type_code"].string() == "incoming") {
                        ++returns;
                        newest = std::max(newest, picking["id"].integer_or(0));
                    }
                }
                return returns > at.order.return_count ? Reading::done(newest) : Reading::absent();
            }},
    on_return(steps::validate_picking),
    FlowStep{steps::create_invoice_wizard},
    FlowStep{steps::create_invoices},
    FlowStep{steps::post_invoice},
    FlowStep{steps::refund},
};

}  // namespace

std::span<const FlowStep> cancel_flow() {
    return cancel;
}
std::span<const FlowStep> close_short_flow() {
    return close_short;
}
std::span<const FlowStep> authorise_return_flow() {
    return authorise_return;
}
std::span<const FlowStep> book_return_flow() {
    return book_return;
}

}  // namespace drydock::integration
