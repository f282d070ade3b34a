#include "sim/virtual_world.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace drydock::sim {

namespace {

std::int64_t nanoseconds(Instant instant) {
    return instant.time_since_epoch().count();
}

}  // namespace

void VirtualWorld::prepare() {
    prepared_ = true;
    links_.resize(systems_.size() * systems_.size());
    for (const Connection& connection : connections_) {
        link(connection.one, connection.other) = Link{connection.settings};
        link(connection.other, connection.one) = Link{connection.settings};
        if (const auto bandwidth = connection.settings.bandwidth_bytes_per_second) {
            clock_.set_bandwidth(connection.one, connection.other, *bandwidth);
        }
    }
    const auto edges = faults_->edges();
    for (std::uint32_t index = 0; index < edges.size(); ++index) {
        Event event{.at_ns = nanoseconds(edges[index].at), .index = index};
        event.kind = static_cast<std::uint8_t>(EventKind::fault_edge);
        queue_.push(Priority::landscape, event);
    }
    for (std::uint32_t index = 0; index < systems_.size(); ++index) {
        Event event{.at_ns = nanoseconds(now_), .index = index};
        event.kind = static_cast<std::uint8_t>(EventKind::start);
        queue_.push(Priority::traffic, event);
    }
    if (gauge_reader_) {
        Event event{.at_ns = nanoseconds(now_ + gauge_interval_)};
        event.kind = static_cast<std::uint8_t>(EventKind::gauges);
        queue_.push(Priority::observer, event);
    }
}

RunStatus VirtualWorld::run_until(Instant end) {
    if (!prepared_) {
        prepare();
    }
    end_ = end;
    stopped_ = false;
    clock_.start(now_);
    if (!queue_.empty() && !reaches_end()) {
        set_alarm(Instant{Duration{queue_.top().at_ns}});
    }
    clock_.run();
    if (!queue_.empty() && !stopped_) {
        now_ = std::max(now_, end_);
    }
    return {.now = now_, .steps = steps_, .exchanges = exchanges_.count()};
}

bool VirtualWorld::reaches_end() const {
    return queue_.top().at_ns > nanoseconds(end_);
}

void VirtualWorld::set_alarm(Instant at) {
    if (!clock_.armed() || at < alarm_at_) {
        alarm_at_ = at;
        clock_.arm(at);
    }
}

void VirtualWorld::pump() {
    // Doubles cannot hold nanoseconds of a whole year: the head for which the alarm was set is due,
    // whatever the Engine's clock shows.
    const std::int64_t due = nanoseconds(alarm_at_);
    std::uint32_t ahead = settings_.run_ahead_events_max;
    while (!queue_.empty() && !stopped_ && !reaches_end()) {
        const Event& head = queue_.top();
        if (head.at_ns > due) {
            // A transfer begins and goes on in SimGrid's own time, so SimGrid's clock must follow.
            const auto kind = static_cast<EventKind>(head.kind);
            if (ahead == 0 || kind == EventKind::request_leaves ||
                kind == EventKind::response_leaves || clock_.transferring()) {
                set_alarm(Instant{Duration{head.at_ns}});
                return;
            }
            --ahead;
        }
        const Event event = queue_.pop();
        now_ = Instant{Duration{event.at_ns}};
        handle(event);
    }
}

void VirtualWorld::push(EventKind kind, Duration delay, std::uint64_t payload) {
    Event event{.at_ns = nanoseconds(now_ + delay), .payload = payload};
    event.kind = static_cast<std::uint8_t>(kind);
    queue_.push(Priority::traffic, event);
}

void VirtualWorld::handle(const Event& event) {
    const auto kind = static_cast<EventKind>(event.kind);
    switch (kind) {
        case EventKind::fault_edge:
            cross(faults_->edges()[event.index]);
            return;
        case EventKind::start:
        case EventKind::timer: {
            System& system = systems_[event.index];
            if (system.life != event.life || system.crashes_now > 0) {
                return;
            }
            const InputKind input = kind == EventKind::start ? InputKind::start : InputKind::timer;
            tell(
                {.now = now_,
                 .system = SystemId{static_cast<std::uint16_t>(event.index)},
                 .input = input,
                 .input_id = event.payload,
                 .step = step_}
            );
            return;
        }
        case EventKind::deadlines:
            end_deadlines(event.index);
            return;
        case EventKind::gauges:
            show_gauges();
            return;
        case EventKind::step_leaves:
            if (systems_[event.index].life == event.life) {
                let_out_held(SystemId{static_cast<std::uint16_t>(event.index)});
            }
            return;
        default:
            break;
    }
    ExchangeState* const exchange = exchanges_.find(event.payload);
    if (exchange == nullptr) {
        return;  // It has ended meanwhile: cut off by a crash, or its caller has given up.
    }
    switch (kind) {
        case EventKind::request_leaves:
        case EventKind::response_leaves:
            start_transfer(*exchange);
            return;
        case EventKind::request_arrives:
            arrive(*exchange);
            return;
        case EventKind::service_ends:
            // A crash has cut it off meanwhile, and the caller is about to hear of that.
            if (exchange->phase == Phase::in_service) {
                end_service(*exchange);
            }
            return;
        case EventKind::gateway_answers:
            respond(*exchange, std::move(exchange->response));
            return;
        case EventKind::outcome_arrives:
            finish(*exchange);
            return;
        case EventKind::cut_off:
            give_up(*exchange, Delivery::reset_after_sent);
            return;
        case EventKind::deadline:
            give_up(*exchange, Delivery::timed_out);
            return;
        default:
            DRYDOCK_CHECK(false);
    }
}

void VirtualWorld::show_gauges() {
    for (std::uint16_t index = 0; index < systems_.size(); ++index) {
        gauges_.clear();
        systems_[index].node->read_gauges(gauges_);
        gauge_reader_(now_, SystemId{index}, gauges_);
    }
    // Looking at a run does not keep it going.
    if (!queue_.empty() || clock_.transferring()) {
        Event event{.at_ns = nanoseconds(now_ + gauge_interval_)};
        event.kind = static_cast<std::uint8_t>(EventKind::gauges);
        queue_.push(Priority::observer, event);
    }
}

void VirtualWorld::tell(StepView view) {
    System& system = systems_[view.system.value];
    Node& node = *system.node;
    const Moment moment = moment_of(system);
    step_.clear();
    switch (view.input) {
        case InputKind::start:
            node.on_start(moment, step_);
            break;
        case InputKind::request:
            node.on_request(
                moment,
                Incoming{
                    ExchangeId{view.input_id},
                    view.from,
                    *view.request,
                    moment.now - (now_ - view.begun)},
                step_
            );
            break;
        case InputKind::outcome:
            node.on_outcome(moment, *view.outcome, step_);
            break;
        case InputKind::timer:
            node.on_timer(moment, TimerId{view.input_id}, step_);
            break;
    }
    call_contents_.clear();
    for (const Call& call : step_.calls) {
        call_contents_.push_back(hash_request(call.request));
    }
    view.system_name = system.name;
    view.call_contents = call_contents_;
    fingerprint_ = fingerprint_step(fingerprint_, view);
    ++steps_;
    ++system.count.steps;
    if (tracer_ != nullptr) {
        tracer_->on_step(steps_, fingerprint_, view);
    }
    carry_out(view.system, moment.now);
    if (watcher_ && steps_ - watched_at_step_ >= watch_steps_max_) {
        watched_at_step_ = steps_;
        stopped_ = watcher_({.now = now_, .steps = steps_, .exchanges = exchanges_.count()}) ==
                   RunDecision::stop;
    }
}

void VirtualWorld::carry_out(SystemId id, Instant shown) {
    System& system = systems_[id.value];
    if (!system.disk_faults.empty() && !step_.records.empty()) {
        // Nothing of this Step is durable, so nothing of it leaves.
        const std::uint32_t fault = system.disk_faults.front();
        system.disk_faults.erase(system.disk_faults.begin());
        system.stopped_by.push_back(fault);
        faults_->hits().count_untold(fault);
        crash(id, fault);
        return;
    }
    for (const Record& record : step_.records) {
        ++system.count.records;
        system.count.record_bytes += record.payload.size();
        if (system.keeps_journal) {
            system.journal.append(record);
        }
    }
    // What follows a Step that waits for the disk may tell of it: nothing overtakes.
    if (!system.held.empty() || (system.disk_delay > Duration::zero() && !step_.records.empty())) {
        hold(id);
    } else {
        let_out(id, step_.replies, step_.calls, call_contents_);
    }
    for (const Timer& timer : step_.timers) {
        // A clock that was set may have passed what its Node waits for.
        DRYDOCK_CHECK(timer.at >= shown || !system.clock.always_right());
        const Duration wait = std::max(timer.at - shown, Duration::zero());
        Event event{
            .at_ns = nanoseconds(now_ + wait),
            .payload = timer.id.value,
            .index = id.value,
            .life = system.life};
        event.kind = static_cast<std::uint8_t>(EventKind::timer);
        queue_.push(Priority::traffic, event);
    }
}

void VirtualWorld::let_out(
    SystemId id,
    std::vector<Reply>& replies,
    std::vector<Call>& calls,
    const std::vector<std::uint64_t>& call_contents
) {
    for (Reply& reply : replies) {
        ExchangeState* const exchange = exchanges_.find(reply.exchange.value);
        // A Node replies once, and only to what it was told since it was started.
        DRYDOCK_CHECK(exchange != nullptr);
        DRYDOCK_CHECK(exchange->to == id && exchange->phase == Phase::at_node);
        release_worker(*exchange);
        respond(*exchange, std::move(reply.response));
    }
    for (std::size_t index = 0; index < calls.size(); ++index) {
        send(id, std::move(calls[index]), call_contents[index]);
    }
}

void VirtualWorld::hold(SystemId id) {
    System& system = systems_[id.value];
    const Duration delay = step_.records.empty() ? Duration{} : system.disk_delay;
    system.held_until = std::max(system.held_until, now_ + delay);
    system.held.push_back({std::move(step_.replies), std::move(step_.calls), call_contents_});
    Event event{.at_ns = nanoseconds(system.held_until), .index = id.value, .life = system.life};
    event.kind = static_cast<std::uint8_t>(EventKind::step_leaves);
    queue_.push(Priority::traffic, event);
}

void VirtualWorld::let_out_held(SystemId id) {
    System& system = systems_[id.value];
    DRYDOCK_CHECK(!system.held.empty());
    HeldStep head = std::move(system.held.front());
    system.held.pop_front();
    let_out(id, head.replies, head.calls, head.call_contents);
}

}  // namespace drydock::sim
