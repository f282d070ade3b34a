#include "harness/rehearsal/exchange_log.hpp"

#include <algorithm>
#include <utility>

#include "core/calendar.hpp"
#include "core/landscape/fault_catalogue.hpp"
#include "integration/operations/duty.hpp"

namespace drydock::harness {

namespace {

using integration::Duty;
using integration::duty_of;

/// What comes later than this after a failure waited for more than a back-off in line.
constexpr Duration late_try_after = 10 * one_minute;
/// A breaker opens after half of at least ten calls failed, for 15 s at least; five in a row are
/// certain to be among them. Source: integration/strategy.hpp, Breaker.
constexpr std::uint32_t breaker_failures = 5;
constexpr Duration breaker_pause = 15 * one_second;

bool revives_webhook(const ExchangeView& view) {
    const Duty duty = duty_of(view.call.value);
    const bool about_webhooks = duty == Duty::wms_webhook || duty == Duty::carrier_webhook ||
                                duty == Duty::storefront_webhooks;
    return about_webhooks && view.request.method != Method::get;
}

/// Answered with success, and no error inside.
bool ends_well(const Outcome& outcome) {
    return outcome.answered() && outcome.response.success() &&
           !outcome.response.body["error"].is_object();
}

}  // namespace

ExchangeLog::ExchangeLog(
    const Demand& demand, const FaultPlan& plan, const ExchangeLogSettings& settings
)
    : settings_{settings},
      keys_{demand},
      calls_by_order_(demand.orders.size()),
      first_told_(demand.orders.size(), Instant::max()),
      last_sent_(demand.orders.size()) {
    for (const Fault& fault : plan.faults) {
        altering_.push_back(facts_of(fault.kind).site == FaultSite::answers);
    }
}

/// A job's number stands in the low half of its calls; the rest says which try it is.
std::uint32_t ExchangeLog::work_of(const ExchangeView& view) {
    if (view.is_copy || works_.size() >= settings_.works_max) {
        return nobody;
    }
    if (work_numbers_.size() <= view.from.value) {
        work_numbers_.resize(view.from.value + std::size_t{1});
    }
    const bool is_job = view.from == settings_.runtime && duty_of(view.call.value) == Duty::job;
    const std::uint64_t number = is_job ? integration::low_half(view.call.value) : view.call.value;
    const auto [found, is_new] = work_numbers_[view.from.value].try_emplace(
        number, static_cast<std::uint32_t>(works_.size())
    );
    if (is_new) {
        works_.emplace_back();
    }
    return found->second;
}

void ExchangeLog::tell_order(const ExchangeView& view, Work& work) {
    const bool of_runtime = view.from == settings_.runtime;
    if (of_runtime && duty_of(view.call.value) != Duty::job) {
        return;  // Polls, stock levels and log-ins are about no order.
    }
    if (work.order == nobody) {
        work.order = keys_.find(view.request).value_or(nobody);
    }
    work.calls_untold += of_runtime ? 1U : 0U;
    if (work.order == nobody) {
        return;  // A job looks for the customer before it names the order.
    }
    if (work.content != view.content) {
        keys_.learn(view.request, work.order);
    }
    calls_by_order_[work.order] += std::exchange(work.calls_untold, 0);
}

void ExchangeLog::probe_call(Instant now, const ExchangeView& view, const Work& work) {
    if (view.from != settings_.runtime) {
        return;
    }
    if (revives_webhook(view)) {
        count(Probe::webhook_revived);
    }
    if (remotes_.size() <= view.to.value) {
        remotes_.resize(view.to.value + std::size_t{1});
    }
    const Remote& remote = remotes_[view.to.value];
    if (remote.failures >= breaker_failures && now - remote.ended >= breaker_pause) {
        count(Probe::breaker_probe);
    }
    if (!work.begun || duty_of(view.call.value) != Duty::job) {
        return;
    }
    if (work.under_way) {
        count(Probe::job_resumed_after_restart);
    } else if (work.unknown && work.content != view.content) {
        count(Probe::look_up_after_unknown);
    } else if (work.failed && work.content == view.content) {
        count(Probe::same_request_again);
        if (now - work.ended >= late_try_after) {
            count(Probe::late_try);
        }
    }
}

void ExchangeLog::on_call(Instant now, const ExchangeView& view) {
    if (open_.size() <= view.place) {
        open_.resize(view.place + std::size_t{1});
    }
    Open& open = open_[view.place];
    open = Open{
        .sent = now,
        .content = view.content,
        .work = work_of(view),
        .from = view.from,
        .to = view.to,
        .is_copy = view.is_copy};
    if (open.work == nobody) {
        open.order = view.is_copy ? keys_.find(view.request).value_or(nobody) : nobody;
        return;
    }
    Work& work = works_[open.work];
    probe_call(now, view, work);
    tell_order(view, work);
    open.order = work.order;
    for (std::uint32_t at = work.last_unsettled; at != nobody; at = meetings_[at].of_work) {
        meetings_[at].said_again =
            meetings_[at].said_again || meetings_[at].content == view.content;
    }
    work.begun_again = work.begun;
    work.begun = true;
    work.content = view.content;
    work.under_way = true;
}

void ExchangeLog::on_arrival(Instant, std::uint32_t place) {
    Open& open = open_.at(place);
    open.arrived = true;
    for (std::uint32_t at = open.last_meeting; at != nobody; at = meetings_[at].of_exchange) {
        meetings_[at].arrived = true;
    }
}

void ExchangeLog::on_reply(Instant now, std::uint32_t place, std::uint16_t status) {
    Open& open = open_.at(place);
    open.done = status >= 200 && status < 300;
    for (std::uint32_t at = open.last_meeting; at != nobody; at = meetings_[at].of_exchange) {
        meetings_[at].done = open.done;
    }
    if (open.to != settings_.runtime) {
        return;
    }
    if (open.done) {
        take_event(open);
    } else if ((status == 429 || status == 503) && open.last_meeting == nobody) {
        count(Probe::gateway_refused);
        if (refusals_.size() < settings_.meetings_max) {
            refusals_.push_back({now, open.order});
        }
    }
}

void ExchangeLog::take_event(const Open& open) {
    if (open.is_copy) {
        count(Probe::copy_taken_once);
    }
    const bool again = open.work != nobody && works_[open.work].begun_again;
    if (again) {
        count(Probe::event_redelivered);
    }
    if (open.order == nobody) {
        return;
    }
    if (!open.is_copy && open.sent < last_sent_[open.order]) {
        count(Probe::event_overtaken);
        if (again) {
            count(Probe::late_original_payload);
        }
    }
    last_sent_[open.order] = std::max(last_sent_[open.order], open.sent);
    if (open.from == settings_.storefront) {
        first_told_[open.order] = std::min(first_told_[open.order], open.sent);
    }
}

void ExchangeLog::on_fault(Instant now, std::uint32_t place, std::uint32_t fault) {
    Open& open = open_.at(place);
    for (std::uint32_t at = open.last_meeting; at != nobody; at = meetings_[at].of_exchange) {
        if (meetings_[at].fault == fault) {
            return;
        }
    }
    if (meetings_.size() >= settings_.meetings_max) {
        return;
    }
    FaultMeeting& meeting = meetings_.emplace_back();
    meeting.at = now;
    meeting.content = open.content;
    meeting.fault = fault;
    meeting.order = open.order;
    meeting.to = open.to;
    // Nobody waits for a copy: whatever becomes of it, nothing went wrong.
    meeting.arrived = open.arrived || open.is_copy;
    meeting.ended_well = open.is_copy;
    meeting.done = open.done;
    meeting.altered = altering_.at(fault);
    meeting.of_exchange = open.last_meeting;
    const auto number = static_cast<std::uint32_t>(meetings_.size() - 1);
    open.last_meeting = number;
    if (open.work != nobody) {
        Work& work = works_[open.work];
        meeting.of_work = work.last_unsettled;
        work.last_unsettled = number;
    }
}

void ExchangeLog::on_end(Instant now, std::uint32_t place, const Outcome& outcome) {
    const Open& open = open_.at(place);
    end_of_call(now, open, outcome);
    if (open.work == nobody) {
        return;
    }
    Work& work = works_[open.work];
    work.ended = now;
    work.under_way = false;
    work.failed = !ends_well(outcome);
    work.unknown = outcome.unknown();
    if (!work.failed) {
        settle(open, work);
    }
}

/// Everything of this work that went wrong before is done now. What the end at hand was itself met
/// by is done, too, unless its answer may not say so.
void ExchangeLog::settle(const Open& open, Work& work) {
    for (std::uint32_t at = open.last_meeting; at != nobody; at = meetings_[at].of_exchange) {
        meetings_[at].ended_well = true;
    }
    std::uint32_t kept = nobody;
    for (std::uint32_t at = work.last_unsettled; at != nobody;) {
        FaultMeeting& meeting = meetings_[at];
        const std::uint32_t before = meeting.of_work;
        if (!meeting.ended_well) {
            meeting.settled_later = true;
        } else if (meeting.altered && meeting.said_again) {
            meeting.settled_later = true;
        } else if (meeting.altered) {
            meeting.of_work = kept;
            kept = at;
        }
        at = before;
    }
    work.last_unsettled = kept;
}

void ExchangeLog::end_of_call(Instant now, const Open& open, const Outcome& outcome) {
    if (open.from != settings_.runtime || remotes_.size() <= open.to.value) {
        return;
    }
    Remote& remote = remotes_[open.to.value];
    const bool failed = !outcome.answered() || outcome.response.status >= 500;
    remote.failures = failed ? remote.failures + 1 : 0;
    remote.ended = now;
    if (outcome.answered() && outcome.response.status == 429) {
        count(Probe::throttled);
    }
    if (outcome.answered() && outcome.response.status == 401) {
        count(Probe::credentials_refused);
    }
}

}  // namespace drydock::harness
