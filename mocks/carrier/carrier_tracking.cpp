#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"
#include "mocks/carrier/answers.hpp"
#include "mocks/carrier/carrier.hpp"

/// What the carrier tells of parcels on their way.
namespace drydock::mocks {

using carrier::answer_with;
using carrier::error_answer;
using carrier::tracker_events;
using carrier::TrackerEvent;
using carrier::tracking_code;

namespace {

/// A timer says which event of which label, and whether it is only to be sent: again, or late.
constexpr unsigned event_shift = 32;
constexpr std::uint64_t send_only = std::uint64_t{1} << 40U;

TimerId timer_of(std::uint32_t label, TrackerEvent event, std::uint64_t flag = 0) {
    return TimerId{flag | (static_cast<std::uint64_t>(event) << event_shift) | label};
}

}  // namespace

void Carrier::plan_events(const Moment& moment, std::uint32_t index, Step& step) {
    ShippingLabel& label = labels_[index];
    const std::uint64_t entity = std::uint64_t{index} + 1;
    label.comes_back = moment.draws.happens(
        settings_.return_to_sender_ppm, Stream{"carrier.return_to_sender"}, entity, 0
    );
    step.set_timer(timer_of(index, TrackerEvent::in_transit), label.plan.front());
    if (moment.draws.happens(settings_.pickup_ppm, Stream{"carrier.pickup"}, entity, 0)) {
        const Duration tour = label.plan[2] - label.plan[1];
        step.set_timer(
            timer_of(index, TrackerEvent::available_for_pickup, send_only), label.plan[1] + tour / 2
        );
    }
}

void Carrier::on_event_timer(const Moment& moment, std::uint64_t word, Step& step) {
    const auto index = static_cast<std::uint32_t>(word);
    const auto event = static_cast<TrackerEvent>((word >> event_shift) & 0xFFU);
    if ((word & send_only) != 0) {
        send_event(moment, index, event, step);
        return;
    }
    ShippingLabel& label = labels_[index];
    DRYDOCK_CHECK(label.events_told < tracker_events.size());
    ++label.events_told;
    if (label.events_told < tracker_events.size()) {
        const auto next = static_cast<TrackerEvent>(label.events_told);
        step.set_timer(timer_of(index, next), label.plan[label.events_told]);
    } else {
        --parcels_in_transit_;
    }
    tell_event(moment, index, event, step);
}

/// Sends an event now or late, and perhaps once more.
void Carrier::tell_event(
    const Moment& moment, std::uint32_t index, TrackerEvent event, Step& step
) {
    const std::uint64_t entity = std::uint64_t{index} + 1;
    const auto number = static_cast<std::uint64_t>(event);
    const TimerId later = timer_of(index, event, send_only);
    const auto delay = [&](Stream stream) {
        return moment.draws.delay_at_most(settings_.event_late_max, stream, entity, number);
    };
    if (moment.draws.happens(
            settings_.event_late_ppm, Stream{"carrier.event_late"}, entity, number
        )) {
        step.set_timer(later, moment.now + delay(Stream{"carrier.event_late.delay"}));
    } else {
        send_event(moment, index, event, step);
    }
    if (moment.draws.happens(
            settings_.event_repeat_ppm, Stream{"carrier.event_repeat"}, entity, number
        )) {
        step.set_timer(later, moment.now + delay(Stream{"carrier.event_repeat.delay"}));
    }
}

std::string_view Carrier::word_of(const ShippingLabel& label, TrackerEvent event) {
    switch (event) {
        case TrackerEvent::delivered:
            return label.comes_back ? "return_to_sender" : "delivered";
        case TrackerEvent::available_for_pickup:
            return "available_for_pickup";
        case TrackerEvent::created:
            return "pre_transit";
        default:
            return tracker_events[static_cast<std::size_t>(event)];
    }
}

void Carrier::send_event(
    const Moment& moment, std::uint32_t index, TrackerEvent event, Step& step
) {
    if (!health_.enabled()) {
        return;
    }
    const ShippingLabel& label = labels_[index];
    const auto number = static_cast<std::size_t>(event);
    // One id however often it is sent.
    std::string id = fmt::format("evt_{}_{}", index + 1, number + 1);
    const bool on_the_way = number < tracker_events.size();
    const Instant happened = on_the_way ? label.plan[number] : moment.now;
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", id);
    writer.field(
        "description", event == TrackerEvent::created ? "tracker.created" : "tracker.updated"
    );
    writer.begin_object("result");
    writer.field("tracking_code", tracking_code(index));
    writer.field("reference", label.parcel);
    writer.field("status", word_of(label, event));
    writer.field("updated_at", text_of(happened));
    writer.end();
    writer.end();
    sender_.send(moment, writer.finish(), {{"X-Event-Id", std::move(id)}}, step);
}

Response Carrier::track(const Request& request) const {
    const auto index = find_tracking(path_segment(request.path, 2));
    if (!index || !labels_[*index].is_bought) {
        return error_answer(404, "NOT_FOUND", "The requested resource could not be found");
    }
    const ShippingLabel& label = labels_[*index];
    DocumentWriter writer;
    writer.begin_object();
    writer.field("tracking_code", path_segment(request.path, 2));
    writer.field(
        "status",
        label.events_told == 0 ? std::string_view{"pre_transit"}
                               : word_of(label, static_cast<TrackerEvent>(label.events_told - 1))
    );
    writer.begin_array("events");
    for (std::uint32_t event = 0; event < label.events_told; ++event) {
        writer.begin_object();
        writer.field("status", word_of(label, static_cast<TrackerEvent>(event)));
        writer.field("at", text_of(label.plan[event]));
        writer.end();
    }
    writer.end();
    writer.end();
    return answer_with(200, writer.finish());
}

Response Carrier::list_webhooks() const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("webhooks");
    writer.begin_object();
    writer.field("id", "hook_1");
    writer.field_bool("enabled", health_.enabled());
    writer.end();
    writer.end();
    writer.end();
    return answer_with(200, writer.finish());
}

Response Carrier::enable_webhook(const Request& request) {
    if (path_segment(request.path, 2) != "hook_1") {
        return error_answer(404, "NOT_FOUND", "The requested resource could not be found");
    }
    health_.enable();
    return list_webhooks();
}

}  // namespace drydock::mocks
