#include "live/world/real_world.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "core/calendar.hpp"
#include "core/check.hpp"

namespace drydock::live {

namespace {

using Clock = std::chrono::steady_clock;

/// How often a watcher is called although nothing happens: a person sees five frames a second.
constexpr Duration watch_interval = one_second / 5;
/// After a round with messages, before the next: what comes meanwhile is handled together. Waking a
/// thread for each message costs more than handling it. Assumption: a hundredth of what a call over
/// a local network takes.
constexpr std::chrono::microseconds round_pause{100};
/// Between two looks at the inbox and the clock; bounds how late either is served.
constexpr int events_a_round_max = 64;

}  // namespace

void RealWorld::prepare() {
    DRYDOCK_CHECK(listening_);
    prepared_ = true;
    began_ = Clock::now();
    links_.resize(systems_.size() * systems_.size());
    free_at_.resize(links_.size());
    for (const Connection& connection : connections_) {
        link(connection.one, connection.other) = Link{connection.settings};
        link(connection.other, connection.one) = Link{connection.settings};
    }
    const auto edges = faults_->edges();
    for (std::uint32_t index = 0; index < edges.size(); ++index) {
        push(EventKind::fault_edge, edges[index].at, 0, index);
    }
    for (std::uint32_t index = 0; index < systems_.size(); ++index) {
        if (!systems_[index].is_peer) {
            push(EventKind::start, now_, 0, index);
        }
    }
    if (gauge_reader_) {
        push(EventKind::gauges, now_ + gauge_interval_, 0);
    }
    if (watcher_) {
        push(EventKind::watch, now_ + watch_interval, 0);
    }
}

void RealWorld::refresh_now() {
    const Duration elapsed = Clock::now() - began_;
    now_ = std::max(now_, settings_.start + elapsed);
}

void RealWorld::skip_to(Instant at) {
    refresh_now();
    if (at <= now_) {
        return;
    }
    began_ -= at - now_;
    skipped_ += at - now_;
    skipped_to_ = now_ = at;
}

RunStatus RealWorld::run_until(Instant end) {
    if (!prepared_) {
        prepare();
    }
    stopped_ = false;
    while (!stopped_ && failure_.empty() && !idle()) {
        Instant next = std::min(end, now_ + one_hour);
        if (!queue_.empty()) {
            next = std::min(next, queue_.top().at);
        }
        inbox_.take(messages_, began_ + (next - settings_.start));
        const Clock::time_point begun = Clock::now();
        const bool messages_came = !messages_.empty();
        for (Message& message : messages_) {
            refresh_now();
            cause_ = now_;
            handle(message);
        }
        messages_.clear();
        refresh_now();
        if (now_ >= end) {
            break;
        }
        for (int count = 0; count < events_a_round_max; ++count) {
            if (queue_.empty() || queue_.top().at > now_ || stopped_) {
                break;
            }
            const TimedEvent event = queue_.pop();
            cause_ = std::max(event.at, skipped_to_);
            if (event.at >= skipped_to_) {
                lateness_.add(now_ - event.at);
            }
            handle(event);
            refresh_now();
        }
        busy_ += Clock::now() - begun;
        if (messages_came) {
            std::this_thread::sleep_for(round_pause);
        }
    }
    return status();
}

bool RealWorld::idle() const {
    if (settings_.serves || !calls_.empty() || !visits_.empty()) {
        return false;
    }
    // Looking at a run does not keep it going.
    const std::size_t looks = (gauge_reader_ ? 1U : 0U) + (watcher_ ? 1U : 0U);
    return queue_.size() <= looks &&
           std::ranges::all_of(systems_, [](const System& system) { return system.held.empty(); });
}

RunStatus RealWorld::status() const {
    return {.now = now_, .steps = steps_, .exchanges = exchange_count_};
}

void RealWorld::push(EventKind kind, Instant at, std::uint64_t payload, std::uint32_t index) {
    TimedEvent event{.at = at, .payload = payload, .index = index};
    event.kind = static_cast<std::uint8_t>(kind);
    queue_.push(event);
}

void RealWorld::handle(Message& message) {
    if (auto* const arrived = std::get_if<ArrivedRequest>(&message)) {
        welcome(std::move(*arrived));
    } else if (auto* const ended = std::get_if<EndedCall>(&message)) {
        finish(ended->call, std::move(ended->result));
    } else if (auto* const written = std::get_if<WrittenRecords>(&message)) {
        if (!written->until) {
            failure_ = written->until.error().detail;
            return;
        }
        System& system = systems_[written->system.value];
        system.durable = std::max(system.durable, *written->until);
        let_out_held(written->system);
    } else {
        std::get<Task>(message)();
    }
}

void RealWorld::handle(const TimedEvent& event) {
    const auto kind = static_cast<EventKind>(event.kind);
    const SystemId id{static_cast<std::uint16_t>(event.index)};
    switch (kind) {
        case EventKind::fault_edge:
            cross(faults_->edges()[event.index]);
            return;
        case EventKind::start:
        case EventKind::timer: {
            const System& system = systems_[event.index];
            if (system.life == event.life && system.crashes_now == 0) {
                const TimerId timer{event.payload};
                tell(id, {.timer = kind == EventKind::timer ? &timer : nullptr});
            }
            return;
        }
        case EventKind::gauges:
            show_gauges();
            return;
        case EventKind::watch:
            call_watcher();
            push(EventKind::watch, now_ + watch_interval, 0);
            return;
        case EventKind::step_leaves:
            let_out_held(id);
            return;
        case EventKind::request_leaves:
            leave(event.payload);
            return;
        default:
            handle_visit(kind, event.payload);
            return;
    }
}

void RealWorld::handle_visit(EventKind kind, std::uint64_t id) {
    const auto found = visits_.find(id);
    if (found == visits_.end()) {
        return;  // A crash has cut it off meanwhile.
    }
    VisitState& visit = found->second;
    if (kind == EventKind::visit_arrives) {
        arrive(visit);
    } else if (kind == EventKind::service_ends) {
        if (visit.phase == VisitPhase::in_service) {
            end_service(visit);
        }
    } else if (kind == EventKind::gateway_answers) {
        respond(visit, std::move(visit.response));
    } else {
        end(visit);
    }
}

void RealWorld::show_gauges() {
    for (std::uint16_t index = 0; index < systems_.size(); ++index) {
        gauges_.clear();
        systems_[index].node->read_gauges(gauges_);
        gauge_reader_(now_, SystemId{index}, gauges_);
    }
    push(EventKind::gauges, now_ + gauge_interval_, 0);
}

void RealWorld::call_watcher() {
    watched_at_step_ = steps_;
    stopped_ = stopped_ || watcher_(status()) == RunDecision::stop;
}

void RealWorld::tell(SystemId id, const Told& told) {
    System& system = systems_[id.value];
    const Moment moment = moment_of(system);
    step_.clear();
    std::uint64_t what = 0;
    if (told.request != nullptr) {
        Incoming incoming = *told.request;
        incoming.begun = moment.now - (now_ - incoming.begun);
        system.node->on_request(moment, incoming, step_);
        what = told.request->exchange.value << 2U | 1U;
    } else if (told.outcome != nullptr) {
        system.node->on_outcome(moment, *told.outcome, step_);
        what = told.outcome->call.value << 2U | 2U;
    } else if (told.timer != nullptr) {
        system.node->on_timer(moment, *told.timer, step_);
        what = told.timer->value << 2U | 3U;
    } else {
        system.node->on_start(moment, step_);
    }
    fingerprint_ = hash_combine(hash_combine(fingerprint_, id.value), what);
    ++steps_;
    ++system.count.steps;
    carry_out(id, moment.now);
    if (watcher_ && steps_ - watched_at_step_ >= watch_steps_max_) {
        call_watcher();
    }
}

void RealWorld::carry_out(SystemId id, Instant shown) {
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
    for (const Timer& timer : step_.timers) {
        // A clock that was set may have passed what its Node waits for.
        DRYDOCK_CHECK(timer.at >= shown || !system.clock.always_right());
        const Duration wait = std::max(timer.at - shown, Duration::zero());
        TimedEvent event{
            .at = now_ + wait, .payload = timer.id.value, .index = id.value, .life = system.life};
        event.kind = static_cast<std::uint8_t>(EventKind::timer);
        queue_.push(event);
    }
    Journal::Ticket ticket = 0;
    for (const Record& record : step_.records) {
        ++system.count.records;
        system.count.record_bytes += record.payload.size();
    }
    if (!step_.records.empty() && system.keeps_journal) {
        ticket = system.journal->append(step_.records);
    }
    if (!system.writes_file) {
        ticket = 0;
    }
    const bool slow = system.disk_delay > Duration::zero() && !step_.records.empty();
    // What follows a Step that waits for the disk may tell of it: nothing overtakes.
    if (ticket > 0 || slow || !system.held.empty()) {
        const Instant not_before = slow ? now_ + system.disk_delay : now_;
        system.held.push_back({std::move(step_.replies), std::move(step_.calls), ticket, not_before}
        );
        if (slow) {
            push(EventKind::step_leaves, not_before, 0, id.value);
        }
        return;
    }
    let_out(id, step_.replies, step_.calls);
}

void RealWorld::let_out(SystemId id, std::vector<Reply>& replies, std::vector<Call>& calls) {
    for (Reply& reply : replies) {
        const auto found = visits_.find(reply.exchange.value);
        // A Node replies once, and only to what it was told since it was started.
        DRYDOCK_CHECK(found != visits_.end());
        VisitState& visit = found->second;
        DRYDOCK_CHECK(visit.to == id && visit.phase == VisitPhase::at_node);
        release_worker(visit);
        respond(visit, std::move(reply.response));
    }
    for (Call& call : calls) {
        send(id, std::move(call));
    }
}

void RealWorld::let_out_held(SystemId id) {
    System& system = systems_[id.value];
    while (!system.held.empty()) {
        HeldStep& head = system.held.front();
        if (head.ticket > system.durable || head.not_before > now_) {
            return;
        }
        HeldStep step = std::move(head);
        system.held.pop_front();
        let_out(id, step.replies, step.calls);
    }
}

}  // namespace drydock::live
