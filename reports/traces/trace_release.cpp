#include "reports/traces/trace_release.hpp"

#include <algorithm>

#include "reports/traces/trace_writer.hpp"

namespace drydock::reports {

namespace {

/// Of its caller as well as of the system that had it in hand, which may answer when nobody waits
/// any more. Nobody tells how a copy ends, nor how a foreign call does with its caller.
bool is_over(const Attempt& attempt) {
    const bool was_handled = attempt.handled != never || attempt.replied != never;
    if (attempt.is_copy || attempt.is_foreign) {
        return was_handled;
    }
    return attempt.ended != never && (attempt.arrived == never || was_handled);
}

Instant last_heard(const Attempt& attempt) {
    Instant last = attempt.sent;
    for (const Instant at : {attempt.arrived, attempt.handled, attempt.replied, attempt.ended}) {
        last = at == never ? last : std::max(last, at);
    }
    return last;
}

/// Orders that are looked at in one go. Assumption: some hundred microseconds of the World's time.
constexpr std::size_t looks_max = 1'024;

}  // namespace

TraceRelease::TraceRelease(
    OrderTracer& tracer,
    const Demand& demand,
    const TraceSubject& subject,
    const TraceReleaseSettings& settings
)
    : tracer_{tracer},
      demand_{demand},
      subject_{subject},
      settings_{settings},
      orders_(demand.orders.size()) {}

void TraceRelease::follow(std::uint32_t attempt, std::uint32_t order) {
    Followed& followed = orders_[order];
    counts_.orders += followed.is_seen ? 0U : 1U;
    followed.is_seen = true;
    // One that was nameless for a while comes late.
    const auto first_new =
        followed.attempts.begin() + static_cast<std::ptrdiff_t>(followed.written);
    followed.attempts.insert(
        std::upper_bound(first_new, followed.attempts.end(), attempt), attempt
    );
    if (!followed.waits) {
        followed.waits = true;
        waiting_.push_back(order);
    }
}

void TraceRelease::take_in_new_attempts() {
    const auto order_of = [this](std::uint32_t attempt) {
        return tracer_.works()[tracer_.attempts()[attempt].work].order;
    };
    std::erase_if(nameless_, [&](std::uint32_t attempt) {
        const std::uint32_t order = order_of(attempt);
        if (order != nothing) {
            follow(attempt, order);
        }
        return order != nothing;
    });
    for (; attempts_seen_ < tracer_.attempts().end(); ++attempts_seen_) {
        const std::uint32_t attempt = attempts_seen_;
        const std::uint32_t order = order_of(attempt);
        if (order != nothing) {
            follow(attempt, order);
        } else {
            nameless_.push_back(attempt);
        }
    }
    // A job says within its first calls which order it is about.
    constexpr std::size_t nameless_max = 1'024;
    if (nameless_.size() > nameless_max) {
        const auto surplus = static_cast<std::ptrdiff_t>(nameless_.size() - nameless_max);
        nameless_.erase(nameless_.begin(), nameless_.begin() + surplus);
    }
}

bool TraceRelease::is_settled(const Followed& order, Instant now) const {
    // From the last one on: an order that is not settled was heard of lately.
    const auto written = order.attempts.rend() - static_cast<std::ptrdiff_t>(order.written);
    return std::all_of(order.attempts.rbegin(), written, [&](std::uint32_t index) {
        const Attempt& attempt = tracer_.attempts()[index];
        const Duration quiet = now - last_heard(attempt);
        return quiet >= (is_over(attempt) ? settings_.quiet_after : settings_.open_max);
    });
}

void TraceRelease::count_interest(Followed& order, Interest interest) {
    const auto change = [this](Interest one, std::uint64_t by) {
        counts_.orders_kept += one == Interest::none ? 0U : by;
        counts_.orders_failed += one == Interest::failed ? by : 0U;
        counts_.orders_retried += one == Interest::retried ? by : 0U;
        counts_.orders_slow += one == Interest::slow ? by : 0U;
    };
    // Unsigned numbers wrap: what was counted is taken back.
    change(order.interest, ~std::uint64_t{0});
    change(interest, 1);
    order.interest = interest;
}

void TraceRelease::write(std::uint32_t order, std::size_t count, TraceWriter& writer) {
    Followed& followed = orders_[order];
    if (followed.written >= count) {
        return;
    }
    const DemandOrder& demanded = demand_.orders[order];
    const auto attempts = std::span<const std::uint32_t>{followed.attempts}.first(count);
    const Interest interest = std::max(
        followed.interest, interest_of(tracer_, demanded, attempts, subject_, settings_.sampling)
    );
    if (interest == Interest::none) {
        return;
    }
    count_interest(followed, interest);
    const std::size_t before = writer.spans().size();
    counts_.spans_dropped += writer.write(
        demanded,
        attempts,
        settings_.sampling.spans_per_order_max,
        {.attempts = followed.written,
         .is_begun = followed.is_begun,
         .first_kept = followed.first_kept}
    );
    counts_.spans += writer.spans().size() - before;
    followed.written = count;
    followed.is_begun = true;
}

void TraceRelease::cut(std::uint32_t order, std::uint32_t first_kept, TraceWriter& writer) {
    Followed& followed = orders_[order];
    const auto is_old = [first_kept](std::uint32_t attempt) { return attempt < first_kept; };
    // One that was nameless for a while stands behind some that were sent after it.
    const auto last_old =
        std::find_if(followed.attempts.rbegin(), followed.attempts.rend(), is_old);
    write(order, static_cast<std::size_t>(followed.attempts.rend() - last_old), writer);
    const std::size_t count = std::erase_if(followed.attempts, is_old);
    followed.written -= std::min(followed.written, count);
    followed.first_kept = first_kept;
    if (followed.attempts.empty()) {
        followed.attempts.shrink_to_fit();
    }
}

void TraceRelease::make_room(TraceWriter& writer, std::size_t spans_max) {
    const Attempts& attempts = tracer_.attempts();
    forget_next_ = attempts.first();
    while (attempts_seen_ - forget_next_ > settings_.attempts_kept_max &&
           attempts_seen_ - forget_next_ >= Attempts::chunk_size &&
           writer.spans().size() < spans_max) {
        const std::uint32_t first_kept = forget_next_ + Attempts::chunk_size;
        for (; forget_next_ < first_kept; ++forget_next_) {
            const std::uint32_t order = tracer_.works()[attempts[forget_next_].work].order;
            if (order != nothing) {
                cut(order, first_kept, writer);
            }
        }
        std::erase_if(nameless_, [first_kept](std::uint32_t one) { return one < first_kept; });
    }
}

std::vector<Span> TraceRelease::take(Instant now, std::size_t spans_max) {
    tracer_.forget_before(forget_next_);
    take_in_new_attempts();
    TraceWriter writer{tracer_, subject_};
    make_room(writer, spans_max);
    for (std::size_t looks = 0; looks < std::min(looks_max, waiting_.size()); ++looks) {
        look_next_ = look_next_ < waiting_.size() ? look_next_ : 0;
        const std::uint32_t order = waiting_[look_next_];
        if (!is_settled(orders_[order], now)) {
            ++look_next_;
            continue;
        }
        write(order, orders_[order].attempts.size(), writer);
        orders_[order].waits = false;
        waiting_[look_next_] = waiting_.back();
        waiting_.pop_back();
        if (writer.spans().size() >= spans_max) {
            break;
        }
    }
    return writer.take();
}

void TraceRelease::take_rest(const SpanSink& sink) {
    take_in_new_attempts();
    // Assumption: two megabytes of JSON.
    constexpr std::size_t spans_at_once = 2'048;
    TraceWriter writer{tracer_, subject_};
    for (std::uint32_t order = 0; order < orders_.size(); ++order) {
        write(order, orders_[order].attempts.size(), writer);
        if (writer.spans().size() >= spans_at_once) {
            sink(writer.spans());
            writer.clear();
        }
    }
    if (!writer.spans().empty()) {
        sink(writer.spans());
    }
    waiting_.clear();
}

}  // namespace drydock::reports
