#include "mocks/carrier/carrier.hpp"

#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/books.hpp"
#include "core/check.hpp"

namespace drydock::mocks {

using carrier::tracker_events;

namespace {

enum class Ask : std::uint16_t { buy, list, refund, manifest, track, unknown };

// In the order of Ask.
constexpr std::array<std::string_view, 6> operation_names{
    "shipments/buy",
    "shipments/list",
    "shipments/refund",
    "manifests/create",
    "trackers/get",
    "other"};

constexpr std::string_view shipment_prefix = "shp_";
constexpr std::string_view tracking_prefix = "DD";
constexpr std::string_view tracking_suffix = "GB";
constexpr std::size_t tracking_digits = 9;

/// Assumption: a small parcel's contract price, at home and abroad, and what each started kilogram
/// above the first two adds. Only the size of a doubled label's damage depends on it.
constexpr Money cost_home{3'200};
constexpr Money cost_abroad{9'800};
constexpr Money cost_per_kilogram{900};
constexpr std::int64_t weight_included_grams = 2'000;
/// Assumption: a pallet; heavier goes by freight.
constexpr std::int64_t weight_max_grams = 1'000'000'000;

Ask ask_of(const Request& request) {
    const std::string_view path = path_of(request.path);
    const std::string_view room = path_segment(path, 1);
    const bool named = !path_segment(path, 2).empty();
    const bool get = request.method == Method::get;
    const bool post = request.method == Method::post;
    if (path_segment(path, 0) != "v2") {
        return Ask::unknown;
    }
    if (room == "shipments" && !named) {
        return post ? Ask::buy : get ? Ask::list : Ask::unknown;
    }
    if (room == "shipments" && post && path_segment(path, 3) == "refund") {
        return Ask::refund;
    }
    if (room == "manifests" && post && !named) {
        return Ask::manifest;
    }
    return room == "trackers" && get && named ? Ask::track : Ask::unknown;
}

Response answer_with(std::uint16_t status, Document body) {
    return {.status = status, .body = std::move(body), .headers = {}, .retry_after = {}};
}

Response error_answer(std::uint16_t status, std::string_view code, std::string_view message) {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("error");
    writer.field("code", code);
    writer.field("message", message);
    writer.end();
    writer.end();
    return answer_with(status, writer.finish());
}

std::string tracking_code(std::uint32_t label) {
    return fmt::format("{}{:09}{}", tracking_prefix, label + 1, tracking_suffix);
}

std::string shipment_id(std::uint32_t label) {
    return fmt::format("{}{}", shipment_prefix, label + 1);
}

Money cost_of(std::string_view country, std::int64_t weight_grams) {
    const bool home = country == "United Kingdom" || country == "GB";
    const std::int64_t extra = weight_grams > weight_included_grams
                                   ? (weight_grams - weight_included_grams + 999) / 1'000
                                   : 0;
    return (home ? cost_home : cost_abroad) + cost_per_kilogram * Quantity::units(extra);
}

}  // namespace

Carrier::Carrier(CarrierSettings settings)
    : settings_{std::move(settings)}, sender_{settings_.webhook} {
    DRYDOCK_CHECK(Duration::zero() <= settings_.transit_min);
    DRYDOCK_CHECK(settings_.transit_min <= settings_.transit_max);
}

std::span<const std::string_view> Carrier::operations() const {
    return operation_names;
}

Operation Carrier::operation_of(const Request& request) const {
    const auto codes = static_cast<std::uint32_t>(request.body["tracking_codes"].size());
    return {static_cast<std::uint16_t>(ask_of(request)), codes};
}

Response Carrier::refusal(std::uint16_t status) const {
    if (status == 429) {
        return error_answer(status, "RATE_LIMITED", "You are sending too many requests");
    }
    if (status == 503) {
        return error_answer(status, "SERVICE_UNAVAILABLE", "The service is unavailable");
    }
    return error_answer(status, "INTERNAL_SERVER_ERROR", "We're sorry, something went wrong");
}

void Carrier::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    step.reply(incoming.exchange, answer(moment, incoming.request, step));
}

void Carrier::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    sender_.on_outcome(moment, outcome, step);
}

void Carrier::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (WebhookSender::owns(id)) {
        sender_.on_timer(moment, id, step);
    } else {
        tell_event(moment, static_cast<std::uint32_t>(id.value), step);
    }
}

Response Carrier::answer(const Moment& moment, const Request& request, Step& step) {
    switch (ask_of(request)) {
        case Ask::buy:
            return buy(moment, request);
        case Ask::list:
            return list(request);
        case Ask::refund:
            return refund(moment, request);
        case Ask::manifest:
            return take_over(moment, request, step);
        case Ask::track:
            return track(request);
        case Ask::unknown:
            break;
    }
    return error_answer(404, "NOT_FOUND", "The requested resource could not be found");
}

Response Carrier::buy(const Moment& moment, const Request& request) {
    const std::string_view reference = request.body["reference"].string();
    const std::string_view country = request.body["to"]["country"].string();
    const std::int64_t weight = request.body["parcel"]["weight_grams"].integer_or(0);
    if (reference.empty() || country.empty() || weight <= 0 || weight > weight_max_grams) {
        return error_answer(
            422, "SHIPMENT.INVALID_PARAMS", "reference, country or weight is wrong"
        );
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
    label.bought = moment.now;
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", shipment_id(index));
    writer.field("tracking_code", tracking_code(index));
    writer.field("cost", cost_of(country, weight));
    writer.end();
    return answer_with(201, writer.finish());
}

Response Carrier::list(const Request& request) const {
    const std::string_view reference = query_parameter(request.path, "reference");
    const auto first = first_by_parcel_.find(std::string{reference});
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("shipments");
    std::uint32_t index = first == first_by_parcel_.end() ? no_label : first->second;
    while (index != no_label) {
        const ShippingLabel& label = labels_[index];
        writer.begin_object();
        writer.field("id", shipment_id(index));
        writer.field("tracking_code", tracking_code(index));
        writer.field("reference", label.parcel);
        writer.field("status", label.voided ? "refunded" : "purchased");
        writer.end();
        index = label.next_of_parcel;
    }
    writer.end();
    writer.end();
    return answer_with(200, writer.finish());
}

Response Carrier::refund(const Moment& moment, const Request& request) {
    const auto index = find_id(path_segment(request.path, 2));
    if (!index) {
        return error_answer(404, "NOT_FOUND", "The requested resource could not be found");
    }
    ShippingLabel& label = labels_[*index];
    const bool too_early = moment.now < label.bought + settings_.void_after;
    if (label.handed_over || (too_early && !label.voided)) {
        return error_answer(422, "SHIPMENT.REFUND.UNAVAILABLE", "Refund is not available");
    }
    if (!label.voided) {
        label.voided = moment.now;
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("status", "submitted");
    writer.end();
    return answer_with(200, writer.finish());
}

Response Carrier::take_over(const Moment& moment, const Request& request, Step& step) {
    DocumentWriter writer;
    std::vector<std::uint32_t> taken;
    std::vector<std::string_view> refused;
    for (const Value code : request.body["tracking_codes"]) {
        const auto index = find_tracking(code.string());
        if (!index || labels_[*index].voided) {
            refused.push_back(code.string());
        } else {
            taken.push_back(*index);
        }
    }
    if (!refused.empty() || request.body["tracking_codes"].size() == 0) {
        writer.begin_object();
        writer.begin_object("error");
        writer.field("code", "MANIFEST.INVALID");
        writer.begin_array("codes");
        for (const std::string_view code : refused) {
            writer.add(code);
        }
        writer.end();
        writer.end();
        writer.end();
        return answer_with(422, writer.finish());
    }
    for (const std::uint32_t index : taken) {
        ShippingLabel& label = labels_[index];
        if (!label.handed_over) {
            label.handed_over = moment.now;
            label.plan = carrier::plan_transit(settings_, moment, std::uint64_t{index} + 1);
            step.set_timer(TimerId{index}, label.plan.front());
            ++parcels_in_transit_;
        }
    }
    writer.begin_object();
    writer.field("id", fmt::format("man_{}", ++manifests_));
    writer.end();
    return answer_with(201, writer.finish());
}

void Carrier::tell_event(const Moment& moment, std::uint32_t index, Step& step) {
    ShippingLabel& label = labels_[index];
    DRYDOCK_CHECK(label.events_told < tracker_events.size());
    const std::string_view status = tracker_events[label.events_told];
    ++label.events_told;
    if (label.events_told < tracker_events.size()) {
        step.set_timer(TimerId{index}, label.plan[label.events_told]);
    } else {
        --parcels_in_transit_;
    }
    std::string event = fmt::format("evt_{}", ++events_);
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", event);
    writer.field("description", "tracker.updated");
    writer.begin_object("result");
    writer.field("tracking_code", tracking_code(index));
    writer.field("reference", label.parcel);
    writer.field("status", status);
    writer.field("updated_at", text_of(moment.now));
    writer.end();
    writer.end();
    sender_.send(moment, writer.finish(), {{"X-Event-Id", std::move(event)}}, step);
}

Response Carrier::track(const Request& request) const {
    const auto index = find_tracking(path_segment(request.path, 2));
    if (!index) {
        return error_answer(404, "NOT_FOUND", "The requested resource could not be found");
    }
    const ShippingLabel& label = labels_[*index];
    DocumentWriter writer;
    writer.begin_object();
    writer.field("tracking_code", path_segment(request.path, 2));
    writer.field(
        "status",
        label.events_told == 0 ? std::string_view{"pre_transit"}
                               : tracker_events[label.events_told - 1]
    );
    writer.begin_array("events");
    for (std::uint32_t event = 0; event < label.events_told; ++event) {
        writer.begin_object();
        writer.field("status", tracker_events[event]);
        writer.field("at", text_of(label.plan[event]));
        writer.end();
    }
    writer.end();
    writer.end();
    return answer_with(200, writer.finish());
}

std::optional<std::uint32_t> Carrier::find_tracking(std::string_view code) const {
    const std::size_t size = tracking_prefix.size() + tracking_digits + tracking_suffix.size();
    if (code.size() != size || !code.starts_with(tracking_prefix) ||
        !code.ends_with(tracking_suffix)) {
        return std::nullopt;
    }
    std::uint32_t number = 0;
    const char* const first = code.data() + tracking_prefix.size();
    const auto [end, error] = std::from_chars(first, first + tracking_digits, number);
    const bool known = error == std::errc{} && end == first + tracking_digits && number >= 1 &&
                       number <= labels_.size();
    return known ? std::optional{number - 1} : std::nullopt;
}

std::optional<std::uint32_t> Carrier::find_id(std::string_view id) const {
    if (!id.starts_with(shipment_prefix)) {
        return std::nullopt;
    }
    std::uint32_t number = 0;
    const char* const last = id.data() + id.size();
    const auto [end, error] = std::from_chars(id.data() + shipment_prefix.size(), last, number);
    const bool known =
        error == std::errc{} && end == last && number >= 1 && number <= labels_.size();
    return known ? std::optional{number - 1} : std::nullopt;
}

std::string Carrier::text_of(Instant instant) const {
    return to_text(settings_.calendar.date_time_of(instant));
}

void Carrier::write_books(Books& books) const {
    for (std::uint32_t index = 0; index < labels_.size(); ++index) {
        const ShippingLabel& label = labels_[index];
        const bool delivered = label.events_told == tracker_events.size();
        books.labels.push_back(
            {.tracking = tracking_code(index),
             .parcel = label.parcel,
             .bought = label.bought,
             .voided = label.voided,
             .handed_over = label.handed_over,
             .delivered = delivered ? std::optional{label.plan.back()} : std::nullopt}
        );
    }
}

void Carrier::read_gauges(std::vector<Gauge>& gauges) const {
    gauges.push_back({"labels", static_cast<std::int64_t>(labels_.size())});
    gauges.push_back({"parcels_in_transit", parcels_in_transit_});
}

}  // namespace drydock::mocks
