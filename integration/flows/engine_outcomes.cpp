#include <algorithm>
#include <iterator>
#include <utility>

#include "core/check.hpp"
#include "integration/flows/engine.hpp"
#include "integration/operations/duty.hpp"

namespace drydock::integration {

namespace {

/// When a remote refuses and names no time. Assumption: half a minute spares it and costs little;
/// doubled each time, it comes to what finds the end of a daily quota soon enough.
constexpr Duration untold_wait = 30 * one_second;
constexpr Duration untold_wait_max = 15 * one_minute;
/// Fresh reads in a row for one call, before it waits like any other that fails.
constexpr std::uint32_t stale_max = 3;

}  // namespace

void Engine::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    const std::uint32_t id = low_half(outcome.call.value);
    const Job* const job = state_.find_job(id);
    DRYDOCK_CHECK(job != nullptr);
    Run& run = runs_.at(id);
    const FlowStep& flow_step = flow_of(job->kind)[job->step];
    Courier& courier = courier_of(remote_of(flow_step, *job));
    Reading reading;
    if (auto failed = read_delivery(outcome)) {
        reading = *std::move(failed);
    } else {
        const StepView view = view_of(*job);
        reading = run.looking_up ? flow_step.found(view, outcome.response)
                                 : flow_step.read(view, outcome.response);
    }
    const bool of_use = reading.answer == Answer::done || reading.answer == Answer::absent ||
                        reading.answer == Answer::rejected || reading.answer == Answer::stale;
    courier.ended(moment.steady, !of_use);
    if (of_use) {
        untold_waits_[static_cast<std::size_t>(remote_of(flow_step, *job))] = Duration::zero();
    }
    switch (reading.answer) {
        case Answer::done:
            done(id, reading.facts, moment, step);
            return;
        case Answer::absent:
            run.looking_up = false;
            state_.find_job(id)->version = std::move(reading.facts.text);
            if (run.rejection.empty()) {
                enqueue(id, moment, step);
            } else {
                give_up(id, run.rejection, moment, step);
            }
            return;
        case Answer::throttled:
            if (run.is_inline) {
                try_later(id, reading.reason, Duration::zero(), moment, step);
                return;
            }
            courier.pause(
                moment.steady + reading.retry_after.value_or(next_untold_wait(flow_step, *job))
            );
            enqueue(id, moment, step);
            return;
        case Answer::retry:
            try_later(
                id, reading.reason, reading.retry_after.value_or(Duration::zero()), moment, step
            );
            return;
        case Answer::stale:
            run.looking_up = flow_step.look_up != nullptr;
            if (run.stale++ < stale_max) {
                enqueue(id, moment, step);
            } else {
                try_later(id, reading.reason, Duration::zero(), moment, step);
            }
            return;
        case Answer::unknown:
            unknown(id, reading, moment, step);
            return;
        case Answer::rejected:
            rejected(id, reading, moment, step);
            return;
    }
}

Duration Engine::next_untold_wait(const FlowStep& flow_step, const Job& job) {
    Duration& wait = untold_waits_[static_cast<std::size_t>(remote_of(flow_step, job))];
    wait = std::clamp(2 * wait, untold_wait, untold_wait_max);
    return wait;
}

bool Engine::looks_up(const FlowStep& flow_step, const Job& job) {
    return flow_step.look_up != nullptr &&
           (flow_step.look_up_needed == nullptr || flow_step.look_up_needed(view_of(job)));
}

void Engine::unknown(std::uint32_t id, const Reading& reading, const Moment& moment, Step& step) {
    const Job& job = *state_.find_job(id);
    Run& run = runs_.at(id);
    const Strategy::LookUp& look_up = settings_.strategy.look_up;
    if (look_up.enabled && looks_up(flow_of(job.kind)[job.step], job)) {
        run.looking_up = true;
        try_later(id, reading.reason, look_up.wait, moment, step);
        return;
    }
    try_later(id, reading.reason, Duration::zero(), moment, step);
}

void Engine::rejected(std::uint32_t id, const Reading& reading, const Moment& moment, Step& step) {
    const Job& job = *state_.find_job(id);
    Run& run = runs_.at(id);
    const FlowStep& flow_step = flow_of(job.kind)[job.step];
    if (!run.looking_up && flow_step.rejected_when_repeated && settings_.strategy.look_up.enabled &&
        run.rejection.empty()) {
        run.rejection = reading.reason;
        run.looking_up = true;
        enqueue(id, moment, step);
        return;
    }
    give_up(id, reading.reason, moment, step);
}

void Engine::done(std::uint32_t id, const Facts& facts, const Moment& moment, Step& step) {
    Run& run = runs_.at(id);
    const Job& job = *state_.find_job(id);
    const std::uint8_t step_index = job.step;
    run.failures = 0;
    run.stale = 0;
    run.looking_up = false;
    run.rejection.clear();
    const bool made_before = has_made(job);
    keep_for(run, State::step_record(id, step_index, facts), step);
    const Strategy::LookUp& look_up = settings_.strategy.look_up;
    const bool looks_again = look_up.enabled && look_up.again_after > Duration::zero();
    if (!made_before && has_made(job) && looks_again && !run.is_inline) {
        const Job made = job;
        look_for_twins(made, moment, step);
    }
    if (view_of(job).partner != 0) {
        release_customer(id, moment, step);
    }
    advance(id, moment, step);
}

void Engine::finish(std::uint32_t id, const Moment& moment, Step& step) {
    const std::uint32_t order = state_.find_job(id)->order;
    release_customer(id, moment, step);
    Run& run = runs_.at(id);
    keep_for(run, State::done_record(id), step);
    if (order != Job::no_order) {
        const Order& finished = state_.case_of(order).order;
        if (finished.status == OrderStatus::cancelled &&
            state_.has_open_exception(finished.number)) {
            keep_for(run, State::exception_closed_record(finished.number, moment.now), step);
        }
    }
    if (run.is_inline) {
        std::ranges::move(run.held, std::back_inserter(step.records));
        if (run.reply_to) {
            step.reply(*run.reply_to, {});
        }
    }
    runs_.erase(id);
    if (order != Job::no_order) {
        start_next(order, moment, step);
    }
}

void Engine::start_next(std::uint32_t order, const Moment& moment, Step& step) {
    const OrderCase& order_case = state_.case_of(order);
    if (settings_.strategy.lanes.enabled && !order_case.lane.empty() && !order_case.parked) {
        advance(order_case.lane.front(), moment, step);
    }
}

void Engine::try_later(
    std::uint32_t id,
    const std::string& reason,
    Duration delay_min,
    const Moment& moment,
    Step& step
) {
    const Job& job = *state_.find_job(id);
    Run& run = runs_.at(id);
    ++run.failures;
    ++retries_;
    const std::uint64_t entity =
        hash_combine(hash_text(hash_salt_a, job.key), hash_combine(job.order, job.step));
    const auto delay = retry_policy_.delay_after(run.failures, moment.draws, entity);
    if (!delay) {
        give_up(id, reason, moment, step);
        return;
    }
    const FlowStep& flow_step = flow_of(job.kind)[job.step];
    RetryBudget& budget = budgets_[static_cast<std::size_t>(remote_of(flow_step, job))];
    Duration wait = std::max(*delay, delay_min);
    if (!budget.spend() && !run.is_inline) {
        // Spread, or all that the budget held back would come at one moment.
        const Duration cap = settings_.strategy.retry.cap;
        wait = std::max(
            wait,
            cap + moment.draws.delay_at_most(cap, Stream{"retry.budget"}, entity, run.failures)
        );
    }
    const std::uint64_t tries = run.tries & 0xFF'FFFFU;
    step.set_timer(TimerId{duty_word(Duty::job, (tries << 32U) | id)}, moment.now + wait);
}

void Engine::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (duty_of(id.value) == Duty::courier) {
        return;  // send() does the rest.
    }
    const std::uint32_t job = low_half(id.value);
    const auto run = runs_.find(job);
    const std::uint64_t tries = (id.value >> 32U) & 0xFF'FFFFU;
    if (run == runs_.end() || (run->second.tries & 0xFF'FFFFU) != tries) {
        return;
    }
    enqueue(job, moment, step);
}

void Engine::give_up(
    std::uint32_t id, const std::string& reason, const Moment& moment, Step& step
) {
    Run& run = runs_.at(id);
    if (run.is_inline) {
        forget_inline(id, moment, step);
        return;
    }
    const Job& job = *state_.find_job(id);
    const FlowStep& flow_step = flow_of(job.kind)[job.step];
    const bool has_order = job.order != Job::no_order;
    OwnedException exception{
        .order = has_order ? state_.case_of(job.order).order.number : job.key,
        .stage = std::string{flow_step.name},
        .reason = reason,
        .owner = std::string{flow_step.owner},
        .opened = moment.now,
        .closed = {}};
    release_customer(id, moment, step);
    keep(State::exception_record(exception), step);
}

void Engine::forget_inline(std::uint32_t id, const Moment& moment, Step& step) {
    const Job& job = *state_.find_job(id);
    const std::uint32_t order = job.order;
    const bool books_order = job.kind == JobKind::book_order;
    release_customer(id, moment, step);
    const Run& run = runs_.at(id);
    if (run.reply_to) {
        constexpr std::uint16_t handler_failed = 500;
        Response response;
        response.status = handler_failed;
        step.reply(*run.reply_to, std::move(response));
    }
    runs_.erase(id);
    state_.forget_job(id);
    if (books_order) {
        state_.forget_order(order);
    }
    if (order != Job::no_order) {
        start_next(order, moment, step);
    }
}

}  // namespace drydock::integration
