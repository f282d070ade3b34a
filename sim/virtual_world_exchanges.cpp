#include <utility>

#include "core/check.hpp"
#include "sim/virtual_world.hpp"

namespace drydock::sim {

namespace {

/// Request or status line, Host, Content-Type, Content-Length, Authorization, Date and the like.
/// Assumption: 400 bytes; partners send between 200 and 800. Matters only where bandwidth does.
constexpr std::uint64_t head_size_bytes = 400;

std::uint64_t size_bytes(const Document& body, const std::vector<Header>& headers) {
    std::uint64_t size = head_size_bytes + body.text_size_bytes();
    for (const Header& header : headers) {
        size += header.name.size() + header.value.size() + 4;
    }
    return size;
}

}  // namespace

void VirtualWorld::send(SystemId from, Call&& call, std::uint64_t content) {
    const SystemId to = call.request.to;
    DRYDOCK_CHECK(to.value < systems_.size());
    DRYDOCK_CHECK(call.timeout > Duration::zero());
    Link& way = link(from, to);
    ExchangeState& exchange = exchanges_.add();
    exchange.content = content;
    exchange.entity = way.entity_of(content, now_);
    exchange.operation = systems_[to.value].node->operation_of(call.request);
    exchange.request = std::move(call.request);
    exchange.call = call.id;
    exchange.from = from;
    exchange.to = to;
    exchange.caller_life = systems_[from.value].life;
    exchange.caller_waits = true;
    exchange.is_read = exchange.request.method == Method::get;
    ++traffic_of(exchange).calls;
    ++systems_[from.value].count.calls_made;
    show_call(exchange, false);

    Event deadline{.at_ns = (now_ + call.timeout).time_since_epoch().count()};
    deadline.order = queue_.place(Priority::traffic);
    deadline.payload = exchange.id;
    deadline.kind = static_cast<std::uint8_t>(EventKind::deadline);
    if (const auto line = time_outs_.class_of(call.timeout)) {
        deadline.kind = static_cast<std::uint8_t>(EventKind::deadlines);
        deadline.index = *line;
        if (time_outs_.add(*line, {deadline.at_ns, deadline.order, exchange.id})) {
            queue_.push_placed(deadline);
        }
    } else {
        queue_.push_placed(deadline);
    }

    const Link::Passage passage = way.request(draws_, exchange.entity, exchange.operation.index);
    exchange.delay = passage.delay;
    exchange.half_closed = passage.half_closed;
    exchange.acknowledgement_lost = passage.acknowledgement_lost;
    exchange.response_lost = passage.response_lost;
    if (way.has_faults()) {
        const std::uint64_t size = size_bytes(exchange.request.body, exchange.request.headers);
        exchange.delay += way.squeezed(draws_, exchange.entity, exchange.operation.index, size);
    }
    count_clock_faults(systems_[from.value]);
    show_faults(exchange);
    switch (passage.fate) {
        case Link::Fate::arrives:
            leave(exchange, EventKind::request_arrives);
            break;
        case Link::Fate::vanishes:
            exchange.phase = Phase::vanished;
            break;
        case Link::Fate::reset:
            exchange.delay += way.response(draws_, exchange.entity, exchange.operation.index);
            exchange.delivery = Delivery::reset_after_sent;
            exchange.phase = Phase::response_on_its_way;
            push(EventKind::outcome_arrives, exchange.delay, exchange.id);
            break;
        case Link::Fate::swallowed:
            exchange.delay += way.response(draws_, exchange.entity, exchange.operation.index);
            exchange.phase = Phase::response_on_its_way;
            push(EventKind::outcome_arrives, exchange.delay, exchange.id);
            break;
    }
    if (passage.replayed_by) {
        keep_for_replay(exchange, *passage.replayed_by);
    }
    const std::uint64_t original = exchange.id;  // Copies may move the pool.
    for (std::size_t copy = 0; copy < passage.delays_of_copies.size(); ++copy) {
        send_copy(original, copy + 1, passage.delays_of_copies[copy]);
    }
}

void VirtualWorld::keep_for_replay(const ExchangeState& exchange, std::uint32_t fault) {
    // Assumption: a partner that sends everything again has no more than this in its outbox.
    constexpr std::size_t replays_max = 100'000;
    if (replays_.size() < replays_max) {
        replays_.push_back(
            {fault,
             exchange.content,
             exchange.entity,
             exchange.request,
             exchange.operation,
             exchange.from}
        );
    }
}

void VirtualWorld::send_copy(std::uint64_t original, std::uint64_t number, Duration delay) {
    ExchangeState& copy = exchanges_.add();
    const ExchangeState& first = *exchanges_.find(original);
    copy.content = first.content;
    copy.entity = hash_combine(first.entity, number);
    copy.request = first.request;
    copy.operation = first.operation;
    copy.from = first.from;
    copy.to = first.to;
    copy.delay = delay;
    ++traffic_of(copy).copies;
    show_call(copy, true);
    leave(copy, EventKind::request_arrives);
}

/// Onto the link: by SimGrid when it has a bandwidth, else there after exchange.delay.
void VirtualWorld::leave(ExchangeState& exchange, EventKind arrival) {
    const bool is_request = arrival == EventKind::request_arrives;
    if (!link(exchange.from, exchange.to).settings().bandwidth_bytes_per_second) {
        push(arrival, exchange.delay, exchange.id);
        return;
    }
    exchange.transfer_order = queue_.place(Priority::traffic);
    push(
        is_request ? EventKind::request_leaves : EventKind::response_leaves,
        Duration::zero(),
        exchange.id
    );
}

void VirtualWorld::start_transfer(ExchangeState& exchange) {
    exchange.since = now_;
    if (exchange.phase == Phase::request_on_its_way) {
        const std::uint64_t size = size_bytes(exchange.request.body, exchange.request.headers) +
                                   exchange.request.path.size();
        clock_.transfer(exchange.from, exchange.to, size, exchange.id);
    } else {
        const std::uint64_t size = size_bytes(exchange.response.body, exchange.response.headers);
        clock_.transfer(exchange.to, exchange.from, size, exchange.id);
    }
}

void VirtualWorld::end_transfer(std::uint64_t id, Duration elapsed) {
    ExchangeState* const exchange = exchanges_.find(id);
    if (exchange == nullptr) {
        return;  // Its caller has given up on the response meanwhile.
    }
    // SimGrid says how long it took; the nanosecond at which it began is ours.
    const Instant at = exchange->since + elapsed + exchange->delay;
    Event event{
        .at_ns = (at < now_ ? now_ : at).time_since_epoch().count(),
        .order = exchange->transfer_order,
        .payload = id};
    event.kind = static_cast<std::uint8_t>(
        exchange->phase == Phase::request_on_its_way ? EventKind::request_arrives
                                                     : EventKind::outcome_arrives
    );
    queue_.push_placed(event);
    if (!stopped_ && !reaches_end()) {
        set_alarm(Instant{Duration{queue_.top().at_ns}});
    }
}

void VirtualWorld::arrive(ExchangeState& exchange) {
    System& system = systems_[exchange.to.value];
    for (ExchangeObserver* const observer : observers_) {
        observer->on_arrival(now_, ExchangePool::place_of(exchange));
    }
    if (system.crashes_now > 0) {
        faults_->hits().count(system.crash_fault);
        show_faults(exchange);
        fail(exchange, Delivery::refused);
        return;
    }
    const Door::Visit visit{exchange.id, exchange.entity, exchange.operation};
    const Door::Entry entry = system.door.arrive(visit, now_, draws_);
    exchange.since = now_;
    show_faults(exchange);
    if (exchange.half_closed && entry.admission != Door::Admission::refused) {
        const Link& way = link(exchange.from, exchange.to);
        const Duration back = way.response(draws_, exchange.entity, exchange.operation.index);
        push(EventKind::cut_off, back, exchange.id);
    }
    switch (entry.admission) {
        case Door::Admission::refused:
            fail(exchange, Delivery::refused);
            break;
        case Door::Admission::answered:
            exchange.phase = Phase::at_gateway;
            exchange.response = system.node->refusal(entry.status);
            exchange.response.retry_after = entry.retry_after;
            system.node->on_turned_away(
                moment_of(system), exchange.from, exchange.request, exchange.response
            );
            push(EventKind::gateway_answers, door_answer_time, exchange.id);
            break;
        case Door::Admission::waits:
            exchange.phase = Phase::waiting;
            break;
        case Door::Admission::served:
            begin_service(entry.service);
            break;
    }
}

void VirtualWorld::begin_service(const Door::Service& service) {
    ExchangeState* const exchange = exchanges_.find(service.ticket);
    DRYDOCK_CHECK(exchange != nullptr);
    show_faults(*exchange);
    traffic_of(*exchange).waited += now_ - exchange->since;
    exchange->phase = Phase::in_service;
    exchange->since = now_;
    exchange->status_of_door = service.status.value_or(0);
    exchange->status_in_body = service.status_in_body;
    push(EventKind::service_ends, service.time, exchange->id);
}

void VirtualWorld::end_service(ExchangeState& exchange) {
    System& system = systems_[exchange.to.value];
    for (ExchangeObserver* const observer : observers_) {
        observer->on_handled(now_, ExchangePool::place_of(exchange), exchange.since);
    }
    if (exchange.status_of_door != 0) {
        release_worker(exchange);
        Response refusal = system.node->refusal(exchange.status_of_door);
        refusal.status = exchange.status_in_body ? 200 : refusal.status;
        respond(exchange, std::move(refusal));
        return;
    }
    exchange.phase = Phase::at_node;
    count_clock_faults(system);
    show_faults(exchange);
    ++traffic_of(exchange).handled;
    // Moved out: the Node's own calls may move the pool, and the body is needed no longer.
    const Request request = std::move(exchange.request);
    tell(
        {.now = now_,
         .system = exchange.to,
         .input = InputKind::request,
         .from = exchange.from,
         .input_id = exchange.id,
         .request = &request,
         .request_content = exchange.content,
         .begun = exchange.since,
         .step = step_}
    );
}

void VirtualWorld::release_worker(ExchangeState& exchange) {
    traffic_of(exchange).busy += now_ - exchange.since;
    if (const auto next = systems_[exchange.to.value].door.leave(draws_)) {
        begin_service(*next);
    }
}

void VirtualWorld::respond(ExchangeState& exchange, Response&& response) {
    for (ExchangeObserver* const observer : observers_) {
        observer->on_reply(now_, ExchangePool::place_of(exchange), response.status);
    }
    if (!caller_listens(exchange)) {
        exchanges_.remove(exchange);
        return;
    }
    if (exchange.half_closed) {
        exchange.phase = Phase::vanished;  // The caller is about to see that nothing will come.
        return;
    }
    if (exchange.acknowledgement_lost) {
        fail(exchange, Delivery::reset_after_sent);
        return;
    }
    if (exchange.response_lost || link(exchange.to, exchange.from).loses_response()) {
        show_faults(exchange);
        exchange.phase = Phase::vanished;
        return;
    }
    if (ResponseFaults& answers = systems_[exchange.to.value].answers; !answers.empty()) {
        answers.apply(
            {exchange.entity, exchange.content, exchange.operation.index, exchange.is_read},
            now_,
            draws_,
            response
        );
        show_faults(exchange);
    }
    const Link& way = link(exchange.from, exchange.to);
    exchange.response = std::move(response);
    exchange.phase = Phase::response_on_its_way;
    exchange.delay = way.response(draws_, exchange.entity, exchange.operation.index);
    if (way.has_faults()) {
        const std::uint64_t size = size_bytes(exchange.response.body, exchange.response.headers);
        exchange.delay += way.squeezed(draws_, exchange.entity, exchange.operation.index, size);
    }
    leave(exchange, EventKind::outcome_arrives);
}

/// The caller hears of it as late as of a response, but without bandwidth: it is one packet.
void VirtualWorld::fail(ExchangeState& exchange, Delivery delivery) {
    if (!caller_listens(exchange)) {
        exchanges_.remove(exchange);
        return;
    }
    const Link& way = link(exchange.from, exchange.to);
    exchange.phase = Phase::response_on_its_way;
    exchange.delivery = delivery;
    push(
        EventKind::outcome_arrives,
        way.response(draws_, exchange.entity, exchange.operation.index),
        exchange.id
    );
}

void VirtualWorld::count_clock_faults(const System& system) {
    for (const std::uint32_t fault : system.clock_faults) {
        faults_->hits().count(fault);
    }
}

bool VirtualWorld::caller_listens(const ExchangeState& exchange) const {
    return exchange.caller_waits && systems_[exchange.from.value].life == exchange.caller_life;
}

void VirtualWorld::finish(ExchangeState& exchange) {
    if (!caller_listens(exchange)) {
        exchanges_.remove(exchange);
        return;
    }
    traffic_of(exchange).count_outcome(exchange.delivery, exchange.response.status);
    const SystemId caller = exchange.from;
    const Outcome outcome{exchange.call, exchange.delivery, std::move(exchange.response)};
    show_end(exchange, outcome);
    exchanges_.remove(exchange);
    tell(
        {.now = now_,
         .system = caller,
         .input = InputKind::outcome,
         .input_id = outcome.call.value,
         .outcome = &outcome,
         .step = step_}
    );
}

void VirtualWorld::end_deadlines(std::uint32_t line) {
    const TimeOuts::Deadline head = time_outs_.head(line);
    const auto next = time_outs_.advance(line, [this](std::uint64_t id) {
        const ExchangeState* const exchange = exchanges_.find(id);
        return exchange == nullptr || !exchange->caller_waits;
    });
    if (next) {
        Event event{.at_ns = next->at_ns, .order = next->order, .index = line};
        event.kind = static_cast<std::uint8_t>(EventKind::deadlines);
        queue_.push_placed(event);
    }
    if (ExchangeState* const exchange = exchanges_.find(head.exchange)) {
        give_up(*exchange, Delivery::timed_out);
    }
}

void VirtualWorld::give_up(ExchangeState& exchange, Delivery delivery) {
    const bool listens = caller_listens(exchange);
    const SystemId caller = exchange.from;
    const Outcome outcome{exchange.call, delivery, {}};
    if (listens) {
        traffic_of(exchange).count_outcome(delivery, 0);
        show_end(exchange, outcome);
    }
    exchange.caller_waits = false;
    // The system goes on with what it has: only what is of use to the caller alone ends here.
    if (exchange.phase == Phase::vanished || exchange.phase == Phase::response_on_its_way) {
        exchanges_.remove(exchange);
    }
    if (listens) {
        tell(
            {.now = now_,
             .system = caller,
             .input = InputKind::outcome,
             .input_id = outcome.call.value,
             .outcome = &outcome,
             .step = step_}
        );
    }
}

}  // namespace drydock::sim
