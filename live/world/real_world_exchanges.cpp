#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/calendar.hpp"
#include "core/check.hpp"
#include "core/landscape/request_content.hpp"
#include "live/world/call_header.hpp"
#include "live/world/real_world.hpp"

namespace drydock::live {

RealWorld::CallState& RealWorld::add_call(const Call& call, SystemId from) {
    const std::uint64_t id = ++exchange_count_;
    CallState& state = calls_[id];
    state.id = id;
    state.call = call.id;
    state.from = from;
    state.to = call.request.to;
    state.due = std::max(cause_, settings_.start);
    state.deadline = now_ + call.timeout;
    state.caller_life = systems_[from.value].life;
    return state;
}

void RealWorld::send(SystemId from, Call&& call) {
    const SystemId to = call.request.to;
    DRYDOCK_CHECK(to.value < systems_.size());
    DRYDOCK_CHECK(call.timeout > Duration::zero());
    Link& way = link(from, to);
    CallState& state = add_call(call, from);
    state.content = content_of(call.request);
    state.entity = way.entity_of(state.content, now_);
    state.operation = systems_[to.value].node->operation_of(call.request);
    state.request = std::move(call.request);
    ++traffic_of(to, state.operation).calls;
    ++systems_[from.value].count.calls_made;
    show_call(state);

    const Link::Passage passage = way.request(draws_, state.entity, state.operation.index);
    state.fate = passage.fate;
    state.half_closed = passage.half_closed;
    state.acknowledgement_lost = passage.acknowledgement_lost;
    state.response_lost = passage.response_lost;
    Duration delay = passage.delay;
    if (way.has_faults() || way.settings().bandwidth_bytes_per_second) {
        const std::uint64_t size = size_of(state.request.body_text(), state.request.headers);
        delay += way.squeezed(draws_, state.entity, state.operation.index, size);
        delay += transfer_time(from, to, size);
    }
    if (passage.replayed_by) {
        keep_for_replay(state, *passage.replayed_by);
    }
    count_clock_faults(systems_[from.value]);
    show_faults(state.place);
    for (std::size_t copy = 0; copy < passage.delays_of_copies.size(); ++copy) {
        send_copy(state, copy + 1, passage.delays_of_copies[copy]);
    }
    state.leaves_at = now_ + delay;
    if (delay <= Duration::zero()) {
        leave(state.id);
    } else {
        push(EventKind::request_leaves, std::min(state.leaves_at, state.deadline), state.id);
    }
}

void RealWorld::keep_for_replay(const CallState& call, std::uint32_t fault) {
    // Assumption: a partner that sends everything again has no more than this in its outbox.
    constexpr std::size_t replays_max = 100'000;
    if (replays_.size() < replays_max) {
        replays_.push_back({fault, call});
    }
}

void RealWorld::send_copy(const CallState& original, std::uint64_t number, Duration delay) {
    CallState& copy = calls_[++exchange_count_];  // Does not move `original`: a map of nodes.
    copy = original;
    copy.id = exchange_count_;
    copy.entity = hash_combine(original.entity, number);
    copy.fate = Link::Fate::arrives;
    copy.half_closed = false;
    copy.acknowledgement_lost = false;
    copy.response_lost = false;
    copy.is_copy = true;
    copy.leaves_at = now_ + delay;
    ++traffic_of(copy.to, copy.operation).copies;
    show_call(copy);
    push(EventKind::request_leaves, copy.leaves_at, copy.id);
}

/// FIFO: what a message finds before it on the same link and way passes first.
Duration RealWorld::transfer_time(SystemId from, SystemId to, std::uint64_t size_bytes) {
    const auto bandwidth = link(from, to).settings().bandwidth_bytes_per_second;
    if (!bandwidth) {
        return {};
    }
    Instant& free_at = free_at_[from.value * systems_.size() + to.value];
    // Below 2^63 for messages of up to 9 GB.
    const auto time = Duration{static_cast<Duration::rep>(
        size_bytes * 1'000'000'000 / std::max<std::uint64_t>(*bandwidth, 1)
    )};
    free_at = std::max(free_at, now_) + time;
    return free_at - now_;
}

void RealWorld::leave(std::uint64_t id) {
    const auto found = calls_.find(id);
    if (found == calls_.end()) {
        return;
    }
    CallState& state = found->second;
    if (!state.is_copy && now_ >= state.deadline) {
        if (state.fate == Link::Fate::arrives && state.leaves_at > now_) {
            // It is still on its way, and will be handled although nobody waits.
            CallState& late = calls_[++exchange_count_];
            late = state;
            late.id = exchange_count_;
            late.is_copy = true;
            hold_place(late.place);
            push(EventKind::request_leaves, late.leaves_at, late.id);
        }
        finish(id, {Delivery::timed_out, {}, {}});
        return;
    }
    if (systems_[state.to.value].is_peer && state.fate != Link::Fate::arrives) {
        keep_from_peer(state);
        return;
    }
    http::OutgoingCall call;
    call.peer = systems_[state.to.value].url;
    call.request = std::move(state.request);
    // Copies have no caller whose patience could end.
    call.timeout = state.is_copy ? one_minute : state.deadline - now_;
    if (!systems_[state.to.value].is_peer) {
        call.more_headers = {{std::string{call_header}, fmt::format("{}.{}", token_, id)}};
    }
    if (const auto context = context_of(state)) {
        call.more_headers.push_back({std::string{trace_header}, to_traceparent(*context)});
    }
    const bool ends_here = systems_[state.to.value].is_peer && state.half_closed && !state.is_copy;
    client_->send(std::move(call), [this, id](http::CallResult&& result) {
        inbox_.put(EndedCall{id, std::move(result)});
    });
    if (ends_here) {
        inbox_.put(EndedCall{id, {Delivery::reset_after_sent, {}, {}}});
    }
}

/// A system that runs elsewhere cannot be asked to break its connections off: what the link does to
/// the request is done here. The caller is told between two Steps, as by its client.
void RealWorld::keep_from_peer(const CallState& state) {
    switch (state.fate) {
        case Link::Fate::arrives:
            return;
        case Link::Fate::vanishes:
            push(EventKind::request_leaves, state.deadline, state.id);
            return;
        case Link::Fate::reset:
            inbox_.put(EndedCall{state.id, {Delivery::reset_after_sent, {}, {}}});
            return;
        case Link::Fate::swallowed:
            inbox_.put(EndedCall{state.id, {}});
            return;
    }
}

void RealWorld::finish(std::uint64_t id, http::CallResult&& result) {
    const auto found = calls_.find(id);
    if (found == calls_.end()) {
        return;
    }
    const CallState state = std::move(found->second);
    calls_.erase(found);
    const System& callee = systems_[state.to.value];
    const bool closed = result.delivery == Delivery::refused && !callee.closed_by.empty();
    if (closed && !state.told) {
        faults_->hits().count(callee.closed_by.front());
    }
    if (closed) {
        show_faults(state.place);
    }
    if (state.is_copy || systems_[state.from.value].life != state.caller_life) {
        release_place(state.place);
        return;
    }
    Delivery delivery = result.delivery;
    if (delivery != Delivery::answered && delivery != Delivery::timed_out && state.told) {
        delivery = *state.told;
    }
    if (callee.is_peer && state.acknowledgement_lost) {
        delivery = Delivery::reset_after_sent;
    } else if (callee.is_peer && state.response_lost) {
        delivery = Delivery::timed_out;
    }
    systems_[state.to.value].response_times[state.operation.index].add(now_ - state.due);
    traffic_of(state.to, state.operation).count_outcome(delivery, result.response.status);
    const Outcome outcome{state.call, delivery, std::move(result.response)};
    show_end(state, outcome);
    release_place(state.place);
    tell(state.from, {.outcome = &outcome});
}

}  // namespace drydock::live
