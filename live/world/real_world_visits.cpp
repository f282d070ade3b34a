#include <charconv>
#include <utility>

#include "core/check.hpp"
#include "core/landscape/request_content.hpp"
#include "live/world/call_header.hpp"
#include "live/world/real_world.hpp"

namespace drydock::live {

namespace {

/// What the caller says of its trace, which no Node is shown.
std::optional<TraceContext> take_context(Request& request) {
    const auto context = read_traceparent(request.header(trace_header));
    std::erase_if(request.headers, [](const Header& header) {
        return is_trace_header(header.name);
    });
    return context;
}

/// 0 for what is no call of this run.
std::uint64_t take_call_number(Request& request, std::string_view token) {
    std::uint64_t number = 0;
    std::erase_if(request.headers, [&](const Header& header) {
        if (header.name != call_header) {
            return false;
        }
        const std::string_view value = header.value;
        if (value.starts_with(token) && value.size() > token.size() + 1) {
            std::from_chars(value.data() + token.size() + 1, value.data() + value.size(), number);
        }
        return true;
    });
    return number;
}

}  // namespace

void RealWorld::welcome(ArrivedRequest&& arrived) {
    VisitState visit;
    visit.answerer = std::move(arrived.answerer);
    visit.request = std::move(arrived.request);
    visit.to = arrived.to;
    visit.request.to = arrived.to;
    visit.is_read = visit.request.method == Method::get;
    const std::uint64_t number = take_call_number(visit.request, token_);
    const auto context = take_context(visit.request);
    const auto call = number == 0 ? calls_.end() : calls_.find(number);
    // A call whose caller has given up just now is handled like a stranger's: nobody waits for it.
    visit.id = call == calls_.end() ? ++exchange_count_ : number;
    VisitState& kept = visits_[visit.id];
    kept = std::move(visit);
    if (call == calls_.end()) {
        welcome_stranger(kept, context);
        return;
    }
    const CallState& state = call->second;
    kept.call = number;
    kept.content = state.content;
    kept.entity = state.entity;
    kept.operation = state.operation;
    kept.from = state.from;
    kept.place = state.place;
    hold_place(kept.place);
    kept.half_closed = state.half_closed;
    kept.acknowledgement_lost = state.acknowledgement_lost;
    kept.response_lost = state.response_lost;
    const auto back = [&] {
        return link(kept.from, kept.to).response(draws_, kept.entity, kept.operation.index);
    };
    switch (state.fate) {
        case Link::Fate::arrives:
            arrive(kept);
            return;
        case Link::Fate::vanishes:
            end_after(kept, Ending::silence, {});
            return;
        case Link::Fate::reset:
            end_after(kept, Ending::reset, back());
            return;
        case Link::Fate::swallowed:
            end_after(kept, Ending::answer, back());
            return;
    }
}

void RealWorld::welcome_stranger(VisitState& visit, const std::optional<TraceContext>& context) {
    visit.from = settings_.stranger;
    Link& way = link(visit.from, visit.to);
    visit.content = content_of(visit.request);
    visit.entity = way.entity_of(visit.content, now_);
    visit.operation = systems_[visit.to.value].node->operation_of(visit.request);
    ++traffic_of(visit.to, visit.operation).calls;
    show_stranger(visit, context);
    const Link::Passage passage = way.request(draws_, visit.entity, visit.operation.index);
    show_faults(visit.place);
    visit.half_closed = passage.half_closed;
    visit.acknowledgement_lost = passage.acknowledgement_lost;
    visit.response_lost = passage.response_lost;
    switch (passage.fate) {
        case Link::Fate::arrives:
            push(EventKind::visit_arrives, now_ + passage.delay, visit.id);
            return;
        case Link::Fate::vanishes:
            end_after(visit, Ending::silence, {});
            return;
        case Link::Fate::reset:
            end_after(visit, Ending::reset, passage.delay);
            return;
        case Link::Fate::swallowed:
            end_after(visit, Ending::answer, passage.delay);
            return;
    }
}

void RealWorld::arrive(VisitState& visit) {
    System& system = systems_[visit.to.value];
    show_arrival(visit);
    if (system.crashes_now > 0) {
        faults_->hits().count(system.closed_by.front());
        show_faults(visit.place);
        fail(visit, Delivery::refused);
        return;
    }
    const Door::Entry entry =
        system.door->arrive({visit.id, visit.entity, visit.operation}, now_, draws_);
    visit.since = now_;
    show_faults(visit.place);
    if (visit.half_closed && entry.admission != Door::Admission::refused) {
        visit.answerer.half_close();
    }
    switch (entry.admission) {
        case Door::Admission::refused:
            fail(visit, Delivery::refused);
            return;
        case Door::Admission::answered:
            visit.phase = VisitPhase::at_gateway;
            visit.response = system.node->refusal(entry.status);
            visit.response.retry_after = entry.retry_after;
            system.node->on_turned_away(
                moment_of(system), visit.from, visit.request, visit.response
            );
            push(EventKind::gateway_answers, now_ + door_answer_time, visit.id);
            return;
        case Door::Admission::waits:
            visit.phase = VisitPhase::waiting;
            return;
        case Door::Admission::served:
            take_up(visit, entry.service);
            if (entry.service.time > Duration::zero()) {
                push(EventKind::service_ends, now_ + entry.service.time, visit.id);
            } else {
                // At once: what takes no time has nothing else in its midst.
                end_service(visit);
            }
            return;
    }
}

void RealWorld::take_up(VisitState& visit, const Door::Service& service) {
    show_faults(visit.place);
    traffic_of(visit.to, visit.operation).waited += now_ - visit.since;
    visit.phase = VisitPhase::in_service;
    visit.since = now_;
    visit.status_of_door = service.status.value_or(0);
    visit.status_in_body = service.status_in_body;
}

void RealWorld::begin_service(const Door::Service& service) {
    const auto found = visits_.find(service.ticket);
    DRYDOCK_CHECK(found != visits_.end());
    take_up(found->second, service);
    push(EventKind::service_ends, now_ + service.time, found->first);
}

void RealWorld::end_service(VisitState& visit) {
    System& system = systems_[visit.to.value];
    show_handled(visit);
    if (visit.status_of_door != 0) {
        release_worker(visit);
        Response refusal = system.node->refusal(visit.status_of_door);
        refusal.status = visit.status_in_body ? 200 : refusal.status;
        respond(visit, std::move(refusal));
        return;
    }
    visit.phase = VisitPhase::at_node;
    count_clock_faults(system);
    show_faults(visit.place);
    ++traffic_of(visit.to, visit.operation).handled;
    // Moved out: the Step may end the visit.
    const Request request = std::move(visit.request);
    const Incoming incoming{ExchangeId{visit.id}, visit.from, request, visit.since};
    tell(visit.to, {.request = &incoming});
}

void RealWorld::release_worker(VisitState& visit) {
    traffic_of(visit.to, visit.operation).busy += now_ - visit.since;
    if (const auto next = systems_[visit.to.value].door->leave(draws_)) {
        begin_service(*next);
    }
}

void RealWorld::respond(VisitState& visit, Response&& response) {
    show_reply(visit, response.status);
    if (visit.half_closed) {
        end_after(visit, Ending::silence, {});
        return;
    }
    if (visit.acknowledgement_lost) {
        fail(visit, Delivery::reset_after_sent);
        return;
    }
    if (visit.response_lost || link(visit.to, visit.from).loses_response()) {
        show_faults(visit.place);
        end_after(visit, Ending::silence, {});
        return;
    }
    if (ResponseFaults& answers = systems_[visit.to.value].answers; !answers.empty()) {
        answers.apply(
            {visit.entity, visit.content, visit.operation.index, visit.is_read},
            now_,
            draws_,
            response
        );
        show_faults(visit.place);
    }
    Link& way = link(visit.from, visit.to);
    visit.response = std::move(response);
    Duration delay = way.response(draws_, visit.entity, visit.operation.index);
    if (way.has_faults() || way.settings().bandwidth_bytes_per_second) {
        const std::uint64_t size = size_of(visit.response.body_text(), visit.response.headers);
        delay += way.squeezed(draws_, visit.entity, visit.operation.index, size);
        delay += transfer_time(visit.to, visit.from, size);
    }
    end_after(visit, Ending::answer, delay);
}

/// The caller hears of it as late as of a response, but without bandwidth: it is one packet.
void RealWorld::fail(VisitState& visit, Delivery delivery) {
    if (const auto call = calls_.find(visit.call); call != calls_.end()) {
        call->second.told = delivery;
    }
    const Link& way = link(visit.from, visit.to);
    end_after(visit, Ending::reset, way.response(draws_, visit.entity, visit.operation.index));
}

void RealWorld::end_after(VisitState& visit, Ending ending, Duration delay) {
    visit.ending = ending;
    visit.phase = VisitPhase::ends;
    if (delay <= Duration::zero()) {
        end(visit);
    } else {
        push(EventKind::visit_ends, now_ + delay, visit.id);
    }
}

void RealWorld::end(VisitState& visit) {
    switch (visit.ending) {
        case Ending::answer:
            visit.answerer.answer(std::move(visit.response));
            break;
        case Ending::reset:
            visit.answerer.reset();
            break;
        case Ending::silence:
            visit.answerer.fall_silent();
            break;
    }
    release_place(visit.place);
    visits_.erase(visit.id);
}

}  // namespace drydock::live
