#include "integration/flows/engine.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "integration/operations/duty.hpp"

namespace drydock::integration {

namespace {

const Order& no_order() {
    static const Order order;
    return order;
}

RetryPolicy policy_of(const Strategy::Retry& retry) {
    auto policy = RetryPolicy::create(
        {.delay_base = retry.base,
         .delay_max = retry.cap,
         .attempts_max = retry.attempts_max,
         .later = retry.later}
    );
    DRYDOCK_CHECK(policy.has_value());
    return *std::move(policy);
}

template <class Made, std::size_t... index>
std::array<Made, sizeof...(index)> make_each(auto make, std::index_sequence<index...>) {
    return {((void)index, make())...};
}

}  // namespace

Engine::Engine(const RuntimeSettings& settings, State& state, const odoo::Session& session)
    : settings_{settings},
      state_{state},
      session_{session},
      retry_policy_{policy_of(settings.strategy.retry)},
      couriers_{make_each<Courier>(
          [&] {
              return Courier{settings.strategy.limiter, settings.strategy.breaker};
          },
          std::make_index_sequence<remote_count>{}
      )},
      budgets_{make_each<RetryBudget>(
          [&] { return RetryBudget{settings.strategy.retry}; },
          std::make_index_sequence<remote_count>{}
      )} {}

void Engine::keep(Record record, Step& step) {
    const bool readable = state_.apply(record);
    DRYDOCK_CHECK(readable);
    step.records.push_back(std::move(record));
}

void Engine::keep_for(Run& run, Record record, Step& step) {
    if (!run.is_inline) {
        keep(std::move(record), step);
        return;
    }
    const bool readable = state_.apply(record);
    DRYDOCK_CHECK(readable);
    run.held.push_back(std::move(record));
}

StepView Engine::view_of(const Job& job) {
    const bool has_order = job.order != Job::no_order;
    const Order& order = has_order ? state_.case_of(job.order).order : no_order();
    return {
        settings_,
        session_,
        state_.catalogue(),
        order,
        job,
        has_order ? state_.partner_of(job.order) : 0};
}

Remote Engine::remote_of(const FlowStep& flow_step, const Job& job) const {
    switch (flow_step.party) {
        case Party::odoo:
            return Remote::odoo;
        case Party::wms:
            return Remote::wms;
        case Party::carrier:
            return Remote::carrier;
        case Party::channel:
            break;
    }
    return state_.case_of(job.order).order.channel == Channel::storefront ? Remote::storefront
                                                                          : Remote::marketplace;
}

Duration Engine::timeout_of(Remote remote) const {
    const Strategy::Timeouts& timeouts = settings_.strategy.timeouts;
    switch (remote) {
        case Remote::odoo:
            return timeouts.odoo;
        case Remote::wms:
            return timeouts.wms;
        case Remote::carrier:
            return timeouts.carrier;
        case Remote::storefront:
        case Remote::marketplace:
            break;
    }
    return timeouts.channel;
}

void Engine::job_added(
    std::uint32_t id,
    std::optional<ExchangeId> reply_to,
    std::vector<Record> held,
    const Moment& moment,
    Step& step
) {
    Run& run = runs_[id];
    run.reply_to = reply_to;
    run.is_inline = settings_.strategy.ingest.inline_work;
    run.held = std::move(held);
    const Job& job = *state_.find_job(id);
    const bool own_lane = job.order == Job::no_order || !settings_.strategy.lanes.enabled;
    if (own_lane || state_.case_of(job.order).lane.front() == id) {
        start(id, moment, step);
    }
}

Duration Engine::wait_of(JobKind kind) const {
    const bool takes_back = kind == JobKind::take_back_orders || kind == JobKind::take_back_labels;
    return takes_back ? settings_.strategy.look_up.again_after : Duration::zero();
}

void Engine::start(std::uint32_t id, const Moment& moment, Step& step) {
    const Duration wait = wait_of(state_.find_job(id)->kind);
    if (wait == Duration::zero()) {
        advance(id, moment, step);
        return;
    }
    // As try_later before the first try; a restart begins the wait anew.
    step.set_timer(TimerId{duty_word(Duty::job, id)}, moment.now + wait);
}

bool Engine::has_made(const Job& job) const {
    return job.kind == JobKind::book_order     ? state_.case_of(job.order).order.odoo_id != 0
           : job.kind == JobKind::label_parcel ? !job.text.empty()
                                               : false;
}

void Engine::look_for_twins(const Job& made, const Moment& moment, Step& step) {
    Job look;
    look.order = Job::no_order;
    if (made.kind == JobKind::book_order) {
        const Order& order = state_.case_of(made.order).order;
        look.kind = JobKind::take_back_orders;
        look.key = order.number;
        look.number = order.odoo_id;
    } else {
        look.kind = JobKind::take_back_labels;
        look.key = made.key;
        look.text = made.text;
    }
    const std::uint32_t id = state_.next_job();
    keep(State::job_record(id, look, {}, moment.now), step);
    job_added(id, std::nullopt, {}, moment, step);
}

void Engine::resume(const Moment& moment, Step& step) {
    for (const std::uint32_t id : state_.job_ids()) {
        runs_[id].resumed = true;
    }
    for (const std::uint32_t id : state_.job_ids()) {
        const Job& job = *state_.find_job(id);
        const bool own_lane = job.order == Job::no_order || !settings_.strategy.lanes.enabled;
        if (own_lane) {
            start(id, moment, step);
            continue;
        }
        const OrderCase& order_case = state_.case_of(job.order);
        if (order_case.lane.front() == id && !order_case.parked) {
            advance(id, moment, step);
        }
    }
}

void Engine::advance(std::uint32_t id, const Moment& moment, Step& step) {
    Job& job = *state_.find_job(id);
    const auto flow = flow_of(job.kind);
    Run& run = runs_.at(id);
    while (job.step < flow.size()) {
        const FlowStep& flow_step = flow[job.step];
        const StepView view = view_of(job);
        if (flow_step.needed != nullptr && !flow_step.needed(view)) {
            ++job.step;
            run.looking_up = false;
            continue;
        }
        if (std::exchange(run.resumed, false)) {
            run.looking_up = settings_.strategy.look_up.enabled && looks_up(flow_step, job);
        }
        if (flow_step.look_first != nullptr && flow_step.look_first(view)) {
            run.looking_up = true;
        }
        if (flow_step.one_per_customer && settings_.strategy.lanes.enabled &&
            !claim_customer(id, view)) {
            return;
        }
        enqueue(id, moment, step);
        return;
    }
    finish(id, moment, step);
}

bool Engine::claim_customer(std::uint32_t id, const StepView& view) {
    CustomerClaim& claim = claims_[state_.case_of(view.job.order).customer];
    if (claim.job == 0 || claim.job == id) {
        claim.job = id;
        return true;
    }
    claim.waiting.push_back(id);
    return false;
}

void Engine::release_customer(std::uint32_t id, const Moment& moment, Step& step) {
    const Job* const job = state_.find_job(id);
    if (job == nullptr || job->order == Job::no_order || claims_.empty()) {
        return;
    }
    const auto found = claims_.find(state_.case_of(job->order).customer);
    if (found == claims_.end() || found->second.job != id) {
        return;
    }
    const std::vector<std::uint32_t> waiting = std::move(found->second.waiting);
    claims_.erase(found);
    // With the customer known all of them pass; without, the first one claims it and the rest wait.
    for (const std::uint32_t next : waiting) {
        if (state_.find_job(next) != nullptr && runs_.contains(next)) {
            advance(next, moment, step);
        }
    }
}

void Engine::enqueue(std::uint32_t id, const Moment& moment, Step& step) {
    const Job& job = *state_.find_job(id);
    const FlowStep& flow_step = flow_of(job.kind)[job.step];
    if (!courier_of(remote_of(flow_step, job)).enqueue(id)) {
        try_later(id, "the queue to the remote is full", Duration::zero(), moment, step);
    }
}

void Engine::send(const Moment& moment, Step& step) {
    for (std::size_t index = 0; index < remote_count; ++index) {
        Courier& courier = couriers_[index];
        while (const auto ticket = courier.next(moment.steady)) {
            const auto id = static_cast<std::uint32_t>(*ticket);
            if (runs_.contains(id) && state_.find_job(id) != nullptr) {
                call(id, moment, step);
            } else {
                courier.skipped(moment.steady);
            }
        }
        const auto wake = courier.wakes_at(moment.steady);
        if (wake && (wake_set_[index] <= moment.steady || *wake < wake_set_[index])) {
            wake_set_[index] = *wake;
            step.set_timer(
                TimerId{duty_word(Duty::courier, index)}, moment.now + (*wake - moment.steady)
            );
        }
    }
}

void Engine::call(std::uint32_t id, const Moment&, Step& step) {
    const Job& job = *state_.find_job(id);
    Run& run = runs_.at(id);
    const FlowStep& flow_step = flow_of(job.kind)[job.step];
    const Remote remote = remote_of(flow_step, job);
    const StepView view = view_of(job);
    ++run.tries;
    if (run.failures == 0) {
        budgets_[static_cast<std::size_t>(remote)].first_call();
    }
    const std::uint64_t tries = run.tries & 0xFF'FFFFU;
    step.calls.push_back(
        {CallId{duty_word(Duty::job, (tries << 32U) | id)},
         run.looking_up ? flow_step.look_up(view) : flow_step.call(view),
         timeout_of(remote)}
    );
}

}  // namespace drydock::integration
