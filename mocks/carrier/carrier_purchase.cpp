#include <array>
#include <string_view>

#include <fmt/format.h>

#include "mocks/carrier/answers.hpp"
#include "mocks/carrier/carrier.hpp"

/// Shipments and their labels: created, bought, read, voided.
namespace drydock::mocks {

using carrier::answer_with;
using carrier::error_answer;
using carrier::shipment_id;
using carrier::tracking_code;

namespace {

/// Assumption: a small parcel's contract price, at home and abroad, and what each started kilogram
/// above the first two adds. Only the size of a doubled label's damage depends on it.
constexpr Money cost_home{3'200};
constexpr Money cost_abroad{9'800};
constexpr Money cost_per_kilogram{900};
constexpr std::int64_t weight_included_grams = 2'000;
/// Assumption: a pallet; heavier goes by freight.
constexpr std::int64_t weight_max_grams = 1'000'000'000;

Money cost_of(std::string_view country, std::int64_t weight_grams) {
    const bool home = country == "United Kingdom" || country == "GB";
    const std::int64_t extra = weight_grams > weight_included_grams
                                   ? (weight_grams - weight_included_grams + 999) / 1'000
                                   : 0;
    return (home ? cost_home : cost_abroad) + cost_per_kilogram * Quantity::units(extra);
}

Response not_found() {
    return error_answer(404, "NOT_FOUND", "The requested resource could not be found");
}

/// Assumption: two services; the second is faster on paper and costs twice.
constexpr std::array<std::string_view, 2> services{"Standard", "Express"};

std::string rate_id(std::uint32_t label, std::size_t service) {
    return fmt::format("rate_{}_{}", label + 1, service + 1);
}

}  // namespace

std::optional<std::uint32_t> Carrier::add_shipment(const Request& request) {
    const std::string_view reference = request.body["reference"].string();
    const std::string_view country = request.body["to"]["country"].string();
    const std::int64_t weight = request.body["parcel"]["weight_grams"].integer_or(0);
    if (reference.empty() || country.empty() || weight <= 0 || weight > weight_max_grams) {
        return std::nullopt;
    }
    const auto index = static_cast<std::uint32_t>(labels_.size());
    const auto [first, is_first] = first_by_parcel_.emplace(reference, index);
    if (!is_first) {
        std::uint32_t last = first->second;
        while (labels_[last].next_of_parcel != no_label) {
            last = labels_[last].next_of_parcel;
        }
        labels_[last].next_of_parcel = index;
    }
    ShippingLabel& label = labels_.emplace_back();
    label.parcel = reference;
    label.cost = cost_of(country, weight);
    return index;
}

Response Carrier::invalid_shipment() {
    return error_answer(422, "SHIPMENT.INVALID_PARAMS", "reference, country or weight is wrong");
}

Response Carrier::buy(const Moment& moment, const Request& request, Step& step) {
    const auto index = add_shipment(request);
    return index ? sold(moment, *index, 201, step) : invalid_shipment();
}

Response Carrier::sold(
    const Moment& moment, std::uint32_t index, std::uint16_t status, Step& step
) {
    ShippingLabel& label = labels_[index];
    label.is_bought = true;
    label.bought = moment.now;
    ++labels_bought_;
    if (settings_.tracker_created) {
        send_event(moment, index, carrier::TrackerEvent::created, step);
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", shipment_id(index));
    writer.field("tracking_code", tracking_code(index));
    writer.field("cost", label.cost);
    writer.end();
    return answer_with(status, writer.finish());
}

Response Carrier::create_shipment(const Request& request) {
    const auto index = add_shipment(request);
    if (!index) {
        return invalid_shipment();
    }
    const Money cost = labels_[*index].cost;
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", shipment_id(*index));
    writer.field_null("tracking_code");
    writer.begin_array("rates");
    for (std::size_t service = 0; service < services.size(); ++service) {
        writer.begin_object();
        writer.field("id", rate_id(*index, service));
        writer.field("service", services[service]);
        writer.field("rate", cost * Quantity::units(static_cast<std::int64_t>(service) + 1));
        writer.end();
    }
    writer.end();
    writer.end();
    return answer_with(201, writer.finish());
}

Response Carrier::buy_rate(const Moment& moment, const Request& request, Step& step) {
    const auto index = find_id(path_segment(request.path, 2));
    if (!index) {
        return not_found();
    }
    // A natural check after a time-out. Source: EasyPost, SHIPMENT.POSTAGE.EXISTS, 422.
    if (labels_[*index].is_bought) {
        return error_answer(
            422, "SHIPMENT.POSTAGE.EXISTS", "Postage already exists for this shipment"
        );
    }
    const std::string_view wanted = request.body["rate"]["id"].string();
    for (std::size_t service = 0; service < services.size(); ++service) {
        if (wanted == rate_id(*index, service)) {
            labels_[*index].cost =
                labels_[*index].cost * Quantity::units(static_cast<std::int64_t>(service) + 1);
            return sold(moment, *index, 200, step);
        }
    }
    return error_answer(422, "SHIPMENT.RATE.UNAVAILABLE", "The rate is not one of this shipment");
}

void Carrier::write_shipment(const Moment& moment, std::uint32_t index, DocumentWriter& writer)
    const {
    const ShippingLabel& label = labels_[index];
    writer.field("id", shipment_id(index));
    if (label.is_bought) {
        writer.field("tracking_code", tracking_code(index));
    } else {
        writer.field_null("tracking_code");
    }
    writer.field("reference", label.parcel);
    writer.field("status", label.voided ? "refunded" : label.is_bought ? "purchased" : "created");
    if (label.voided) {
        const bool settled = moment.now >= *label.voided + settings_.refund_settles_after;
        writer.field("refund_status", settled ? "refunded" : "submitted");
    }
}

Response Carrier::list(const Moment& moment, const Request& request) const {
    const std::string_view reference = query_parameter(request.path, "reference");
    const auto first = first_by_parcel_.find(std::string{reference});
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("shipments");
    std::uint32_t index = first == first_by_parcel_.end() ? no_label : first->second;
    while (index != no_label) {
        writer.begin_object();
        write_shipment(moment, index, writer);
        writer.end();
        index = labels_[index].next_of_parcel;
    }
    writer.end();
    writer.end();
    return answer_with(200, writer.finish());
}

Response Carrier::read_shipment(const Moment& moment, const Request& request) const {
    const auto index = find_id(path_segment(request.path, 2));
    if (!index) {
        return not_found();
    }
    DocumentWriter writer;
    writer.begin_object();
    write_shipment(moment, *index, writer);
    writer.end();
    return answer_with(200, writer.finish());
}

/// Source: EasyPost, shipping refunds: submitted, refunded, rejected, not_applicable; one asked for
/// too soon after the purchase is wrongly rejected, and may be asked for again.
Response Carrier::refund(const Moment& moment, const Request& request) {
    const auto index = find_id(path_segment(request.path, 2));
    if (!index) {
        return not_found();
    }
    ShippingLabel& label = labels_[*index];
    if (label.handed_over) {
        return error_answer(422, "SHIPMENT.REFUND.UNAVAILABLE", "Refund is not available");
    }
    std::string_view status = "submitted";
    if (!label.is_bought) {
        status = "not_applicable";
    } else if (label.voided) {
        const bool settled = moment.now >= *label.voided + settings_.refund_settles_after;
        status = settled ? "refunded" : "submitted";
    } else if (moment.now < label.bought + settings_.void_after) {
        status = "rejected";
    } else {
        label.voided = moment.now;
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("status", status);
    writer.end();
    return answer_with(200, writer.finish());
}

}  // namespace drydock::mocks
