#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"
#include "integration/operations/duty.hpp"
#include "integration/runtime.hpp"

namespace drydock::integration {

Runtime::Taken Runtime::take(
    Event event, std::optional<ExchangeId> reply_to, const Moment& moment, Step& step
) {
    const bool known = settings_.strategy.dedup.enabled && state_.dedup().seen(event.key);
    if (event.sequence > 0 && !state_.message_seen(event.sequence)) {
        engine_.keep(State::message_record(event.sequence), step);
    }
    if (known) {
        ++duplicates_;
        return Taken::now;
    }
    for (Event& other : event.more) {
        take(std::move(other), std::nullopt, moment, step);
    }
    if (!event.problem.empty()) {
        raise(event, moment, step);
        return Taken::now;
    }
    if (event.order) {
        return take_order(std::move(event), reply_to, moment, step);
    }
    if (event.job.kind == JobKind::post_stock) {
        return take_job(std::move(event), Job::no_order, reply_to, moment, step);
    }
    const auto order = event.job.kind == JobKind::report_milestone
                           ? state_.order_of_parcel(event.job.key)
                           : state_.find_order(event.number);
    if (!order) {
        return take_orphan(std::move(event), moment, step);
    }
    return take_job(std::move(event), *order, reply_to, moment, step);
}

bool Runtime::is_held(const Order& order, std::string& reason) const {
    const Strategy::Hold& hold = settings_.strategy.hold;
    for (const OrderLine& line : order.lines) {
        if (line.units > hold.units_max) {
            reason = fmt::format("{} units of one product", line.units);
            return true;
        }
        // Test products carry TEST in their SKU. Source: the order trace, "TEST001 15 times".
        if (hold.test_orders && state_.catalogue().at(line.product).sku.starts_with("TEST")) {
            reason = "a test order";
            return true;
        }
    }
    return false;
}

Runtime::Taken Runtime::take_order(
    Event event, std::optional<ExchangeId> reply_to, const Moment& moment, Step& step
) {
    const Strategy::Admission& admission = settings_.strategy.admission;
    if (settings_.strategy.dedup.enabled && state_.find_order(event.number)) {
        ++duplicates_;
        return Taken::now;
    }
    std::string reason;
    if (is_held(*event.order, reason)) {
        event.order->status = OrderStatus::held;
        engine_.keep(
            State::order_record(state_.next_order(), *event.order, event.key, moment.now), step
        );
        event.problem = reason;
        event.owner = "sales";
        raise(event, moment, step);
        adopt_orphans(event.number, moment, step);
        return Taken::now;
    }
    if (admission.enabled && state_.orders_waiting() >= admission.queue_length_max) {
        return Taken::later;
    }
    const std::uint32_t index = state_.next_order();
    Record record = State::order_record(index, *event.order, event.key, moment.now);
    Job job;
    job.kind = JobKind::book_order;
    job.order = index;
    job.key = event.number;
    const std::uint32_t id = state_.next_job();
    Record job_record = State::job_record(id, job, event.key, moment.now);
    if (settings_.strategy.ingest.inline_work) {
        DRYDOCK_CHECK(state_.apply(record) && state_.apply(job_record));
        std::vector<Record> held;
        held.push_back(std::move(record));
        held.push_back(std::move(job_record));
        engine_.job_added(id, reply_to, std::move(held), moment, step);
        adopt_orphans(event.number, moment, step);
        return Taken::inline_;
    }
    engine_.keep(std::move(record), step);
    engine_.keep(std::move(job_record), step);
    engine_.job_added(id, std::nullopt, {}, moment, step);
    adopt_orphans(event.number, moment, step);
    return Taken::now;
}

void Runtime::add_job(
    Job job, EventKey key, std::optional<ExchangeId> reply_to, const Moment& moment, Step& step
) {
    const std::uint32_t id = state_.next_job();
    Record record = State::job_record(id, job, key, moment.now);
    if (settings_.strategy.ingest.inline_work) {
        DRYDOCK_CHECK(state_.apply(record));
        std::vector<Record> held;
        held.push_back(std::move(record));
        engine_.job_added(id, reply_to, std::move(held), moment, step);
        return;
    }
    engine_.keep(std::move(record), step);
    engine_.job_added(id, std::nullopt, {}, moment, step);
}

Runtime::Taken Runtime::take_job(
    Event event,
    std::uint32_t order,
    std::optional<ExchangeId> reply_to,
    const Moment& moment,
    Step& step
) {
    Job& job = event.job;
    job.order = order;
    if (order != Job::no_order) {
        const OrderCase& order_case = state_.case_of(order);
        if (order_case.lane.size() >= settings_.strategy.lanes.lane_length_max) {
            return Taken::later;
        }
        const bool lines_exist = std::ranges::all_of(job.lines, [&](const LineUnits& part) {
            return part.line < order_case.order.lines.size();
        });
        if (!lines_exist) {
            event.problem = "the message names a line that the order does not have";
            event.owner = "integration";
            raise(event, moment, step);
            return Taken::now;
        }
    }
    if (job.kind == JobKind::report_milestone) {
        const Parcel* const parcel = state_.case_of(order).order.find_parcel(job.key);
        // Carriers repeat and reorder; how far a parcel is only rises.
        if (parcel == nullptr || parcel->status >= static_cast<ParcelStatus>(job.number)) {
            ++duplicates_;
            return Taken::now;
        }
    }
    if (job.kind == JobKind::book_return) {
        take_return(event, order, moment, step);
        return Taken::now;
    }
    if (job.kind == JobKind::book_shipment) {
        step.set_timer(
            TimerId{duty_word(Duty::tracking, order)},
            moment.now + settings_.strategy.tracking_look_up_after
        );
    }
    const bool rest_is_unwanted = job.kind == JobKind::book_shipment && job.number != 0 &&
                                  settings_.strategy.short_pick == ShortPickPolicy::cancel;
    const std::string parcel = job.key;
    add_job(std::move(job), event.key, reply_to, moment, step);
    if (rest_is_unwanted) {
        cancel_rest(order, parcel, moment, step);
    }
    return settings_.strategy.ingest.inline_work ? Taken::inline_ : Taken::now;
}

/// What the warehouse would send later is cancelled there and in Odoo, and refunded.
void Runtime::cancel_rest(
    std::uint32_t order, const std::string& parcel, const Moment& moment, Step& step
) {
    Job job;
    job.kind = JobKind::cancel;
    job.order = order;
    job.key = "rest-" + parcel;
    job.number = 1;
    const Order& shipped = state_.case_of(order).order;
    for (std::uint32_t line = 0; line < shipped.lines.size(); ++line) {
        const OrderLine& ordered = shipped.lines[line];
        if (ordered.open() > 0 && state_.catalogue().at(ordered.product).storable) {
            job.lines.push_back({line, ordered.open()});
        }
    }
    if (!job.lines.empty()) {
        const EventKey key = EventKey::of("runtime", "cancel rest", parcel);
        add_job(std::move(job), key, std::nullopt, moment, step);
    }
}

/// Odoo takes goods back a picking at a time, so a return over two parcels becomes two jobs.
void Runtime::take_return(
    const Event& event, std::uint32_t order, const Moment& moment, Step& step
) {
    std::vector<LineUnits> left = event.job.lines;
    // Copied: adding a job may move the parcels.
    const std::vector<Parcel> parcels = state_.case_of(order).order.parcels;
    std::uint32_t parts = 0;
    for (const Parcel& parcel : parcels) {
        Job job = event.job;
        job.order = order;
        job.text = parcel.number;
        job.lines.clear();
        for (LineUnits& wanted : left) {
            const auto shipped = std::ranges::find(parcel.lines, wanted.line, &LineUnits::line);
            if (wanted.units > 0 && shipped != parcel.lines.end() &&
                parcel.status >= ParcelStatus::shipped) {
                const std::int32_t units = std::min(wanted.units, shipped->units);
                job.lines.push_back({wanted.line, units});
                wanted.units -= units;
            }
        }
        if (!job.lines.empty()) {
            if (parts++ > 0) {
                job.key += fmt::format("-part{}", parts);
            }
            add_job(std::move(job), event.key, std::nullopt, moment, step);
        }
    }
    const bool all_placed =
        std::ranges::all_of(left, [](const LineUnits& part) { return part.units <= 0; });
    if (!all_placed) {
        Event unplaced = event;
        unplaced.problem = "goods came back that were never shipped";
        unplaced.owner = "inventory control";
        raise(unplaced, moment, step);
    }
}

Runtime::Taken Runtime::take_orphan(Event event, const Moment& moment, Step& step) {
    if (event.number.empty()) {
        return Taken::now;  // A parcel of nobody's: there is no order to wait for.
    }
    if (!settings_.strategy.lanes.enabled) {
        event.problem = "the order is not known";
        event.owner = "channel operations";
        raise(event, moment, step);
        return Taken::now;
    }
    engine_.keep(State::orphan_record(event.number, event.job, event.key, moment.now), step);
    return Taken::now;
}

void Runtime::adopt_orphans(const std::string& number, const Moment& moment, Step& step) {
    std::vector<Event> events;
    for (const Orphan& orphan : state_.orphans()) {
        if (orphan.number == number) {
            Event event;
            event.number = number;
            event.job = orphan.job;
            // Its own key was remembered when it came.
            event.key = EventKey::of("orphan", to_text(orphan.job.kind), orphan.job.key);
            events.push_back(std::move(event));
        }
    }
    if (events.empty()) {
        return;
    }
    engine_.keep(State::orphan_dropped_record(number), step);
    for (Event& event : events) {
        take(std::move(event), std::nullopt, moment, step);
    }
}

void Runtime::raise(const Event& event, const Moment& moment, Step& step) {
    engine_.keep(
        State::exception_record(
            {.order = event.number.empty() ? event.job.key : event.number,
             .stage = event.order ? "accept order" : std::string{to_text(event.job.kind)},
             .reason = event.problem,
             .owner = event.owner,
             .opened = moment.now,
             .closed = {}}
        ),
        step
    );
}

}  // namespace drydock::integration
