#include "mocks/carrier/carrier.hpp"

#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/books.hpp"
#include "core/check.hpp"
#include "mocks/carrier/answers.hpp"

namespace drydock::mocks {

using carrier::answer_with;
using carrier::error_answer;
using carrier::tracking_code;

namespace {

enum class Ask : std::uint16_t {
    create,
    list,
    refund,
    manifest,
    track,
    buy_rate,
    read,
    webhook_list,
    webhook_update,
    unknown,
};

// In the order of Ask.
constexpr std::array<std::string_view, 10> operation_names{
    "shipments/buy",
    "shipments/list",
    "shipments/refund",
    "manifests/create",
    "trackers/get",
    "shipments/buy_rate",
    "shipments/get",
    "webhooks/list",
    "webhooks/update",
    "other"};

constexpr std::string_view shipment_prefix = "shp_";
constexpr std::string_view tracking_prefix = "DD";
constexpr std::string_view tracking_suffix = "GB";
constexpr std::size_t tracking_digits = 9;

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
        return post ? Ask::create : get ? Ask::list : Ask::unknown;
    }
    if (room == "shipments" && post && path_segment(path, 3) == "refund") {
        return Ask::refund;
    }
    if (room == "shipments" && path_segment(path, 3) == "buy") {
        return post ? Ask::buy_rate : Ask::unknown;
    }
    if (room == "shipments" && get && path_segment(path, 3).empty()) {
        return Ask::read;
    }
    if (room == "webhooks") {
        const bool patch = request.method == Method::patch;
        return get && !named ? Ask::webhook_list : patch ? Ask::webhook_update : Ask::unknown;
    }
    if (room == "manifests" && post && !named) {
        return Ask::manifest;
    }
    return room == "trackers" && get && named ? Ask::track : Ask::unknown;
}

}  // namespace

namespace carrier {

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

}  // namespace carrier

Carrier::Carrier(CarrierSettings settings)
    : settings_{std::move(settings)},
      sender_{settings_.webhook},
      health_{settings_.webhook_given_up_max},
      quotas_{settings_, operation_names},
      watch_{settings_.self, settings_.strict} {
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

void Carrier::on_turned_away(
    const Moment& moment, SystemId from, const Request& request, Response& response
) {
    const auto operation = static_cast<std::uint16_t>(ask_of(request));
    watch_.request(moment.now, from, operation, operation_names[operation]);
    note_wait(moment, from, operation, response);
}

void Carrier::note_wait(
    const Moment& moment, SystemId from, std::uint16_t operation, Response& refused
) {
    if (says_how_long(settings_.retry_header)) {
        watch_.turned_away(
            moment.now, from, operation, refused.retry_after.value_or(Duration::zero())
        );
    }
    say_retry_after(settings_.retry_header, refused);
}

void Carrier::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    const auto operation = static_cast<std::uint16_t>(ask_of(incoming.request));
    if (watch_.on()) {
        watch(moment, incoming.from, incoming.request);
    }
    if (const auto wait = quotas_.take(operation, moment.now)) {
        constexpr Duration most = one_second - Duration{1};
        Response refused = error_answer(
            429, "QUOTA_EXCEEDED", "Daily transaction quota exceeded. Retry after 12:00AM GMT"
        );
        refused.retry_after = (*wait + most) / one_second * one_second;
        note_wait(moment, incoming.from, operation, refused);
        step.reply(incoming.exchange, std::move(refused));
        return;
    }
    step.reply(incoming.exchange, answer(moment, incoming.request, step));
}

void Carrier::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    if (const auto end = sender_.on_outcome(moment, outcome, step)) {
        health_.ended(end->accepted);
    }
}

void Carrier::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (WebhookSender::owns(id)) {
        sender_.on_timer(moment, id, step);
    } else {
        on_event_timer(moment, id.value, step);
    }
}

Response Carrier::answer(const Moment& moment, const Request& request, Step& step) {
    switch (ask_of(request)) {
        case Ask::create:
            return settings_.purchase == CarrierPurchase::one_call ? buy(moment, request, step)
                                                                   : create_shipment(request);
        case Ask::buy_rate:
            return buy_rate(moment, request, step);
        case Ask::read:
            return read_shipment(moment, request);
        case Ask::webhook_list:
            return list_webhooks();
        case Ask::webhook_update:
            return enable_webhook(request);
        case Ask::list:
            return list(moment, request);
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

Response Carrier::take_over(const Moment& moment, const Request& request, Step& step) {
    DocumentWriter writer;
    std::vector<std::uint32_t> taken;
    std::vector<std::string_view> refused;
    for (const Value code : request.body["tracking_codes"]) {
        const auto index = find_tracking(code.string());
        if (!index || labels_[*index].voided || !labels_[*index].is_bought) {
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
            ++parcels_in_transit_;
            plan_events(moment, index, step);
        }
    }
    writer.begin_object();
    writer.field("id", fmt::format("man_{}", ++manifests_));
    writer.end();
    return answer_with(201, writer.finish());
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
    watch_.write_books(books);
    for (std::uint32_t index = 0; index < labels_.size(); ++index) {
        const ShippingLabel& label = labels_[index];
        if (!label.is_bought) {
            continue;
        }
        const bool delivered =
            label.events_told == carrier::tracker_events.size() && !label.comes_back;
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
    gauges.push_back({"labels", labels_bought_});
    gauges.push_back({"parcels_in_transit", parcels_in_transit_});
}

}  // namespace drydock::mocks
