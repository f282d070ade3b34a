#include "reports/traces/order_tracer.hpp"

#include <algorithm>

#include "integration/operations/duty.hpp"

namespace drydock::reports {

namespace {

constexpr std::uint64_t content_bit(std::uint64_t content) {
    return std::uint64_t{1} << (content % 64);
}

}  // namespace

std::string_view StableTexts::keep(std::string_view text) {
    if (used_ + text.size() > chunk_size_bytes) {
        chunks_.push_back(std::make_unique<char[]>(std::max(chunk_size_bytes, text.size())));
        used_ = 0;
    }
    char* const place = chunks_.back().get() + used_;
    std::ranges::copy(text, place);
    used_ += text.size();
    return {place, text.size()};
}

std::uint32_t& WorkNumbers::at(std::uint64_t number) {
    // Assumption: more than a caller has at once; and less memory than the try itself.
    constexpr std::uint64_t leap_max = 1'024;
    if (number >= counted_.size() && number - counted_.size() < leap_max) {
        counted_.resize(number + 1, nothing);
    }
    const auto leapt = others_.empty() ? others_.end() : others_.find(number);
    if (leapt != others_.end()) {
        return leapt->second;
    }
    return number < counted_.size() ? counted_[number]
                                    : others_.try_emplace(number, nothing).first->second;
}

Attempt& Attempts::add(std::string_view path) {
    if (end_ % chunk_size == 0) {
        chunks_.push_back(std::make_unique<Chunk>());
        chunks_.back()->attempts.reserve(chunk_size);
    }
    ++end_;
    Chunk& chunk = *chunks_.back();
    Attempt& attempt = chunk.attempts.emplace_back();
    attempt.path = chunk.paths.keep(path);
    return attempt;
}

void Attempts::add_fault(std::uint32_t number, Instant now, std::uint32_t fault) {
    std::vector<MetFault>& faults = chunks_[number / chunk_size]->faults;
    Attempt& attempt = (*this)[number];
    faults.push_back({now, fault, attempt.fault});
    attempt.fault = static_cast<std::uint32_t>(faults.size() - 1);
}

void Attempts::set_context(std::uint32_t number, const TraceContext& context) {
    std::vector<TraceContext>& contexts = chunks_[number / chunk_size]->contexts;
    contexts.push_back(context);
    (*this)[number].context = static_cast<std::uint32_t>(contexts.size() - 1);
}

void Attempts::forget_before(std::uint32_t number) {
    for (; first_ + chunk_size <= std::min(number, end_); first_ += chunk_size) {
        chunks_[first_ / chunk_size].reset();
    }
}

OrderTracer::OrderTracer(const Demand& demand, const OrderTracerSettings& settings)
    : settings_{settings}, keys_{demand} {}

/// Polls, stock levels and log-ins are about no order.
bool OrderTracer::concerns_an_order(const ExchangeView& view) const {
    return view.is_foreign || view.from != settings_.runtime || view.is_copy ||
           integration::duty_of(view.call.value) == integration::Duty::job;
}

std::uint32_t OrderTracer::work_of(const ExchangeView& view) {
    const auto add = [this] {
        works_.emplace_back();
        return static_cast<std::uint32_t>(works_.size() - 1);
    };
    if (view.is_copy || view.is_foreign) {
        return add();
    }
    if (work_numbers_.size() <= view.from.value) {
        work_numbers_.resize(view.from.value + std::size_t{1});
    }
    const std::uint64_t number =
        view.from == settings_.runtime ? integration::low_half(view.call.value) : view.call.value;
    std::uint32_t& work = work_numbers_[view.from.value].at(number);
    if (work == nothing) {
        work = add();
    }
    return work;
}

std::uint32_t OrderTracer::order_of(const ExchangeView& view) const {
    // A caller elsewhere that traces the same orders knows better than what its request says.
    if (view.context && settings_.names != nullptr) {
        if (const auto order = settings_.names->find(view.context->trace)) {
            return *order;
        }
    }
    return keys_.find(view.request).value_or(nothing);
}

std::uint32_t OrderTracer::resends_of(std::uint64_t content, const Work& work) const {
    if ((work.contents & content_bit(content)) == 0) {
        return 0;
    }
    std::uint32_t last = work.last;
    // A job has some dozens of tries at most, and the one before is close to the end.
    constexpr int look_back_max = 32;
    for (int step = 0; step < look_back_max && attempts_.keeps(last); ++step) {
        const Attempt& attempt = attempts_[last];
        if (attempt.content == content) {
            return attempt.resends + 1;
        }
        last = attempt.previous;
    }
    return 0;
}

void OrderTracer::on_call(Instant now, const ExchangeView& view) {
    if (at_place_.size() <= view.place) {
        at_place_.resize(view.place + std::size_t{1}, nothing);
    }
    at_place_[view.place] = nothing;
    if (!concerns_an_order(view)) {
        return;
    }
    const bool numbers_end = attempts_.end() == nothing;
    if (attempts_.kept_count() >= settings_.attempts_max || numbers_end) {
        ++attempts_dropped_;
        return;
    }
    const std::uint32_t number = work_of(view);
    Work& work = works_[number];
    if (work.order == nothing) {
        work.order = order_of(view);
    }
    const std::uint32_t resends = resends_of(view.content, work);
    if (work.order != nothing && resends == 0) {
        keys_.learn(view.request, work.order);
    }
    const std::uint32_t index = attempts_.end();
    Attempt& attempt = attempts_.add(path_of(view.request.path));
    attempt.sent = now;
    attempt.content = view.content;
    attempt.operation = view.operation;
    attempt.work = number;
    attempt.previous = work.last;
    attempt.resends = resends;
    attempt.from = view.from;
    attempt.to = view.to;
    attempt.method = view.request.method;
    attempt.is_copy = view.is_copy;
    attempt.is_foreign = view.is_foreign;
    // Of what its caller does not keep there is no span to stand under.
    if (view.context && view.context->sampled) {
        attempts_.set_context(index, *view.context);
    }
    work.contents |= content_bit(view.content);
    work.last = index;
    at_place_[view.place] = index;
}

bool OrderTracer::is_known(std::uint32_t place) const {
    return place < at_place_.size() && attempts_.keeps(at_place_[place]);
}

std::optional<TraceContext> OrderTracer::context_of(std::uint32_t place) const {
    if (settings_.names == nullptr) {
        return std::nullopt;
    }
    const bool known = is_known(place);
    const std::uint32_t index = known ? at_place_[place] : nothing;
    const std::uint32_t order = known ? works_[attempts_[index].work].order : nothing;
    if (order == nothing) {
        return settings_.names->loose(place);
    }
    const TraceId trace = settings_.names->of(order);
    const SpanNumbers numbers{settings_.process};
    // A copy has no sender of its own: it belongs under the order.
    const bool is_sent = !attempts_[index].is_copy;
    const std::uint64_t parent = is_sent ? numbers.client(index) : SpanNumbers::root;
    return TraceContext{trace, span_of(trace, parent), true};
}

std::optional<TraceId> OrderTracer::kept_trace_of(std::uint32_t place) const {
    if (settings_.names == nullptr || !is_known(place)) {
        return std::nullopt;
    }
    const Attempt& attempt = attempts_[at_place_[place]];
    const std::uint32_t order = works_[attempt.work].order;
    if (order == nothing) {
        return std::nullopt;
    }
    const bool failed = attempt.ended != never && !attempt.succeeded();
    const bool kept = failed || attempt.resends > 0 || settings_.names->is_in_share(order);
    return kept ? std::optional{settings_.names->of(order)} : std::nullopt;
}

Attempt* OrderTracer::at(std::uint32_t place) {
    return is_known(place) ? &attempts_[at_place_[place]] : nullptr;
}

void OrderTracer::on_arrival(Instant now, std::uint32_t place) {
    if (Attempt* const attempt = at(place)) {
        attempt->arrived = now;
    }
}

void OrderTracer::on_handled(Instant now, std::uint32_t place, Instant begun) {
    if (Attempt* const attempt = at(place)) {
        attempt->handled = now;
        attempt->begun = begun;
    }
}

void OrderTracer::on_reply(Instant now, std::uint32_t place, std::uint16_t status) {
    if (Attempt* const attempt = at(place)) {
        attempt->replied = now;
        attempt->status_sent = status;
    }
}

void OrderTracer::on_fault(Instant now, std::uint32_t place, std::uint32_t fault) {
    if (is_known(place)) {
        attempts_.add_fault(at_place_[place], now, fault);
    }
}

void OrderTracer::on_end(Instant now, std::uint32_t place, const Outcome& outcome) {
    Attempt* const attempt = at(place);
    if (attempt == nullptr) {
        return;
    }
    attempt->ended = now;
    attempt->delivery = outcome.delivery;
    if (outcome.answered()) {
        attempt->status = outcome.response.status;
        attempt->error_in_body =
            outcome.response.success() && outcome.response.body["error"].is_object();
    }
}

}  // namespace drydock::reports
