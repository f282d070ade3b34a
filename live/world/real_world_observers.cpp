#include <algorithm>

#include "core/check.hpp"
#include "live/world/call_header.hpp"
#include "live/world/real_world.hpp"

namespace drydock::live {

bool is_trace_header(std::string_view name) {
    const auto lower = [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    };
    const auto is = [&](std::string_view wanted) {
        return std::ranges::equal(name, wanted, {}, lower);
    };
    return is(trace_header) || is("tracestate");
}

std::uint32_t RealWorld::take_place() {
    std::uint32_t place = 0;
    if (free_places_.empty()) {
        place = static_cast<std::uint32_t>(holders_.size());
        holders_.push_back(0);
    } else {
        place = free_places_.back();
        free_places_.pop_back();
    }
    holders_[place] = 1;
    return place;
}

void RealWorld::hold_place(std::uint32_t place) {
    if (place != no_place) {
        ++holders_[place];
    }
}

void RealWorld::release_place(std::uint32_t place) {
    if (place == no_place) {
        return;
    }
    DRYDOCK_CHECK(holders_[place] > 0);
    if (--holders_[place] == 0) {
        free_places_.push_back(place);
    }
}

void RealWorld::show_call(CallState& call) {
    call.place = no_place;
    if (observers_.empty()) {
        return;
    }
    call.place = take_place();
    const ExchangeView view{
        .place = call.place,
        .from = call.from,
        .to = call.to,
        .call = call.is_copy ? CallId{} : call.call,
        .operation = traffic_of(call.to, call.operation).operation,
        .request = call.request,
        .content = call.content,
        .is_copy = call.is_copy};
    for (ExchangeObserver* const observer : observers_) {
        observer->on_call(now_, view);
    }
}

void RealWorld::show_stranger(VisitState& visit, const std::optional<TraceContext>& context) {
    if (observers_.empty()) {
        return;
    }
    visit.place = take_place();
    const ExchangeView view{
        .place = visit.place,
        .from = visit.from,
        .to = visit.to,
        .call = {},
        .operation = traffic_of(visit.to, visit.operation).operation,
        .request = visit.request,
        .content = visit.content,
        .is_foreign = true,
        .context = context};
    for (ExchangeObserver* const observer : observers_) {
        observer->on_call(now_, view);
    }
}

void RealWorld::show_arrival(const VisitState& visit) {
    for (ExchangeObserver* const observer : observers_) {
        observer->on_arrival(now_, visit.place);
    }
}

void RealWorld::show_handled(const VisitState& visit) {
    for (ExchangeObserver* const observer : observers_) {
        observer->on_handled(now_, visit.place, visit.since);
    }
}

void RealWorld::show_reply(const VisitState& visit, std::uint16_t status) {
    for (ExchangeObserver* const observer : observers_) {
        observer->on_reply(now_, visit.place, status);
    }
}

void RealWorld::show_end(const CallState& call, const Outcome& outcome) {
    for (ExchangeObserver* const observer : observers_) {
        observer->on_end(now_, call.place, outcome);
    }
}

void RealWorld::show_faults(std::uint32_t place) {
    tell_new_hits(observers_, faults_->hits(), now_, place);
}

std::optional<TraceContext> RealWorld::context_of(const CallState& call) const {
    for (const ExchangeObserver* const observer : observers_) {
        if (auto context = observer->context_of(call.place)) {
            return context;
        }
    }
    return std::nullopt;
}

}  // namespace drydock::live
