#include <array>

#include "integration/connectors/carrier/carrier_calls.hpp"
#include "integration/connectors/channels/channel_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/flows/steps.hpp"
#include "integration/operations/natural_keys.hpp"

/// Order to cash: from an accepted order to money and a parcel. Each flow is one table.
namespace drydock::integration {

namespace {

bool has_storable_units(const StepView& at) {
    for (const OrderLine& line : at.order.lines) {
        if (line.open() > 0 && at.catalogue.at(line.product).storable) {
            return true;
        }
    }
    return false;
}

/// Postage, fees and the like alone: nothing to pick, so it is invoiced and fulfilled at once.
bool is_service_only(const StepView& at) {
    return !has_storable_units(at) && !at.order.nothing_open();
}

std::vector<LineUnits> open_units(const Order& order) {
    std::vector<LineUnits> units;
    for (std::uint32_t line = 0; line < order.lines.size(); ++line) {
        if (order.lines[line].open() > 0) {
            units.push_back({line, order.lines[line].open()});
        }
    }
    return units;
}

/// The service lines of an order, which its first shipment fulfils, too.
void append_service_lines(const StepView& at, std::vector<LineUnits>& lines) {
    for (std::uint32_t line = 0; line < at.order.lines.size(); ++line) {
        const OrderLine& ordered = at.order.lines[line];
        if (!at.catalogue.at(ordered.product).storable && ordered.units > ordered.cancelled) {
            lines.push_back({line, ordered.units - ordered.cancelled});
        }
    }
}

FlowStep only_for_services(FlowStep step) {
    step.needed = is_service_only;
    return step;
}

/// Outgoing and not yet done: the delivery, or the backorder that is left of it.
Reading read_open_delivery(const Response& response) {
    odoo::Result result = odoo::read_result(response);
    if (!result.ok()) {
        return std::move(result.reading);
    }
    for (const Value picking : result.value) {
        const std::string_view state = picking["state"].string();
        if (picking["picking_type_code"].string() == "outgoing" && state != "done" &&
            state != "cancel") {
            return Reading::done(picking["id"].integer_or(0));
        }
    }
    return Reading::rejected("the sale order has no open delivery");
}

Reading read_moves(const StepView& at, const Response& response) {
    return steps::spread_units(at, response, "product_uom_qty");
}

const std::array book_order{
    FlowStep{
        .name = "acknowledge order",
        .party = Party::channel,
        .owner = "channel operations",
        .needed = [](const StepView& at) { return at.order.channel == Channel::marketplace; },
        .call = [](const StepView& at) { return channels::acknowledge(at.settings, at.order); },
        .read = [](const StepView&,
                   const Response& response) { return channels::read_done(response); }},
    FlowStep{
        .name = "find customer",
        .owner = "sales",
        .needed = [](const StepView& at) { return at.partner == 0; },
        .call = [](const StepView& at
                ) { return odoo::find_partner(at.odoo, partner_reference(at.order)); },
        .read =
            [](const StepView&, const Response& response) {
                Reading reading = odoo::read_first_id(response);
                return reading.answer == Answer::absent ? Reading::done(0) : reading;
            },
        .apply = [](const StepEffect& on, const Facts& facts) { on.partner = facts.first; },
        .one_per_customer = true},
    FlowStep{
        .name = "create customer",
        .owner = "sales",
        .needed = [](const StepView& at) { return at.partner == 0; },
        .call = [](const StepView& at
                ) { return odoo::create_partner(at.odoo, partner_reference(at.order)); },
        .read = [](const StepView&, const Response& response) { return odoo::read_id(response); },
        .apply = [](const StepEffect& on, const Facts& facts) { on.partner = facts.first; },
        .look_up = [](const StepView& at
                   ) { return odoo::find_partner(at.odoo, partner_reference(at.order)); },
        .found = [](const StepView&,
                    const Response& response) { return odoo::read_first_id(response); }},
    FlowStep{
        .name = "create sale order",
        .owner = "sales",
        .call = [](const StepView& at
                ) { return odoo::create_sale_order(at.odoo, at.partner, at.order, at.catalogue); },
        .read = [](const StepView&, const Response& response) { return odoo::read_id(response); },
        .apply =
            [](const StepEffect& on, const Facts& facts) {
                on.order.odoo_id = facts.first;
                steps::advance(on.order, OrderStatus::booked);
            },
        .look_up = [](const StepView& at
                   ) { return odoo::find_sale_order(at.odoo, at.order.number); },
        .found = [](const StepView&,
                    const Response& response) { return odoo::read_first_id(response); }},
    FlowStep{
        .name = "confirm sale order",
        .owner = "sales",
        .call = [](const StepView& at
                ) { return odoo::confirm_sale_order(at.odoo, at.order.odoo_id); },
        .read = [](const StepView&, const Response& response) { return odoo::read_any(response); },
        .apply = [](const StepEffect& on,
                    const Facts&) { steps::advance(on.order, OrderStatus::confirmed); },
        .look_up = [](const StepView& at
                   ) { return odoo::find_sale_order(at.odoo, at.order.number); },
        .found =
            [](const StepView& at, const Response& response) {
                odoo::Result result = odoo::read_result(response);
                if (!result.ok()) {
                    return std::move(result.reading);
                }
                // A late request may have made a second one of that number.
                for (const Value order : result.value) {
                    if (order["id"].integer_or(0) == at.order.odoo_id &&
                        order["state"].string() == "sale") {
                        return Reading::done();
                    }
                }
                return Reading::absent();
            },
        .rejected_when_repeated = true},
    only_for_services(steps::create_invoice_wizard),
    only_for_services(steps::create_invoices),
    only_for_services(steps::post_invoice),
    FlowStep{
        .name = "fulfil services",
        .party = Party::channel,
        .owner = "channel operations",
        .needed = is_service_only,
        .call =
            [](const StepView& at) {
                return channels::fulfil(
                    at.settings, at.order, at.order.number, "", open_units(at.order)
                );
            },
        .read = [](const StepView&,
                   const Response& response) { return channels::read_done(response); },
        .apply =
            [](const StepEffect& on, const Facts&) {
                for (OrderLine& line : on.order.lines) {
                    line.shipped += line.open();
                }
                steps::advance(on.order, OrderStatus::shipped);
            },
        .look_up =
            [](const StepView& at) {
                return at.order.channel == Channel::storefront
                           ? channels::find_fulfilment(at.settings, at.order)
                           : channels::acknowledge(at.settings, at.order);
            },
        .found =
            [](const StepView& at, const Response& response) {
                return at.order.channel == Channel::storefront
                           ? channels::read_fulfilment_found(response, at.order.number)
                           : Reading::absent();
            }},
    FlowStep{
        .name = "release to warehouse",
        .party = Party::wms,
        .owner = "warehouse",
        .needed = has_storable_units,
        .call =
            [](const StepView& at) {
                return wms::release_order(
                    at.settings.wms,
                    at.order,
                    at.catalogue,
                    at.settings.strategy.substitution ? wms::Substitution::allowed
                                                      : wms::Substitution::refused
                );
            },
        .read = [](const StepView&,
                   const Response& response) { return wms::read_release(response); },
        .apply =
            [](const StepEffect& on, const Facts& facts) {
                on.order.wms_id = facts.first;
                steps::advance(on.order, OrderStatus::released);
            },
        .look_up = [](const StepView& at
                   ) { return wms::find_order(at.settings.wms, at.order.number); },
        .found = [](const StepView&,
                    const Response& response) { return wms::read_found(response); }},
};

/// A shipment made twice costs nothing; only one of its rates is bought, once.
const std::array label_parcel{
    FlowStep{
        .name = "create shipment",
        .party = Party::carrier,
        .owner = "shipping",
        .needed = [](const StepView& at) { return at.settings.carrier_rates; },
        .call =
            [](const StepView& at) {
                return carrier::create_shipment(
                    at.settings.carrier, at.job.key, at.order.country, at.job.number
                );
            },
        .read = [](const StepView&,
                   const Response& response) { return carrier::read_created(response); },
        .apply = [](const StepEffect& on, const Facts& facts) { on.job.offer = facts.text; }},
    FlowStep{
        .name = "buy label",
        .party = Party::carrier,
        .owner = "shipping",
        .call =
            [](const StepView& at) {
                return at.settings.carrier_rates
                           ? carrier::buy_rate(at.settings.carrier, at.job.offer)
                           : carrier::buy_label(
                                 at.settings.carrier, at.job.key, at.order.country, at.job.number
                             );
            },
        .read = [](const StepView&,
                   const Response& response) { return carrier::read_bought(response); },
        .apply = [](const StepEffect& on, const Facts& facts) { on.job.text = facts.text; },
        .look_up =
            [](const StepView& at) {
                return at.settings.carrier_rates
                           ? carrier::find_shipment(at.settings.carrier, at.job.offer)
                           : carrier::find_label(at.settings.carrier, at.job.key);
            },
        .found =
            [](const StepView& at, const Response& response) {
                return at.settings.carrier_rates ? carrier::read_shipment_found(response)
                                                 : carrier::read_found(response);
            },
        .rejected_when_repeated = true},
    FlowStep{
        .name = "attach label",
        .party = Party::wms,
        .owner = "warehouse",
        .call =
            [](const StepView& at) {
                return wms::attach_label(at.settings.wms, at.job.key, at.job.text, at.job.version);
            },
        .read = [](const StepView&,
                   const Response& response) { return wms::read_accepted(response); },
        .apply =
            [](const StepEffect& on, const Facts&) {
                if (Parcel* parcel = on.order.find_parcel(on.job.key)) {
                    parcel->tracking = on.job.text;
                    parcel->status = std::max(parcel->status, ParcelStatus::labelled);
                }
            },
        .look_up = steps::read_wms_version.look_up,
        .found = steps::read_wms_version.found,
        .look_first = steps::read_wms_version.look_first},
};

const std::array book_shipment{
    FlowStep{
        .name = "find delivery",
        .owner = "inventory control",
        .call = [](const StepView& at) { return odoo::list_pickings(at.odoo, at.order.odoo_id); },
        .read = [](const StepView&,
                   const Response& response) { return read_open_delivery(response); },
        .apply =
            [](const StepEffect& on, const Facts& facts) {
                on.job.picking = facts.first;
                if (Parcel* parcel = on.order.find_parcel(on.job.key)) {
                    parcel->picking = facts.first;
                }
            }},
    FlowStep{
        .name = "read moves",
        .owner = "inventory control",
        .call = [](const StepView& at) { return odoo::list_moves(at.odoo, at.job.picking); },
        .read = read_moves,
        .apply = [](const StepEffect& on, const Facts& facts) { on.job.pairs = facts.numbers; }},
    FlowStep{
        .name = "write quantities done",
        .owner = "inventory control",
        .call = [](const StepView& at
                ) { return odoo::write_moves(at.odoo, at.job.picking, at.job.pairs, at.job.text); },
        .read = [](const StepView&, const Response& response) { return odoo::read_any(response); }},
    steps::validate_picking,
    steps::create_invoice_wizard,
    steps::create_invoices,
    steps::post_invoice,
    FlowStep{
        .name = "fulfil",
        .party = Party::channel,
        .owner = "channel operations",
        .call =
            [](const StepView& at) {
                std::vector<LineUnits> lines = at.job.lines;
                if (!at.order.parcels.empty() && at.order.parcels.front().number == at.job.key) {
                    append_service_lines(at, lines);
                }
                return channels::fulfil(at.settings, at.order, at.job.key, at.job.text, lines);
            },
        .read = [](const StepView&,
                   const Response& response) { return channels::read_done(response); },
        .look_up =
            [](const StepView& at) {
                return at.order.channel == Channel::storefront
                           ? channels::find_fulfilment(at.settings, at.order)
                           : channels::acknowledge(at.settings, at.order);
            },
        .found =
            [](const StepView& at, const Response& response) {
                // A marketplace replaces a confirmation of the same package, so it may be repeated.
                return at.order.channel == Channel::storefront
                           ? channels::read_fulfilment_found(response, at.job.key)
                           : Reading::absent();
            }},
};

const std::array report_milestone{
    FlowStep{
        .name = "report milestone",
        .party = Party::channel,
        .owner = "channel operations",
        .needed = [](const StepView& at) { return at.order.channel == Channel::storefront; },
        .call =
            [](const StepView& at) {
                return channels::report_milestone(
                    at.settings, at.order, at.job.key, static_cast<ParcelStatus>(at.job.number)
                );
            },
        .read = [](const StepView&,
                   const Response& response) { return channels::read_done(response); }},
};

}  // namespace

std::span<const FlowStep> book_order_flow() {
    return book_order;
}
std::span<const FlowStep> label_parcel_flow() {
    return label_parcel;
}
std::span<const FlowStep> book_shipment_flow() {
    return book_shipment;
}
std::span<const FlowStep> report_milestone_flow() {
    return report_milestone;
}

}  // namespace drydock::integration
