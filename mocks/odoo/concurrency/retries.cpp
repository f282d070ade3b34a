#include "mocks/odoo/concurrency/retries.hpp"

#include <utility>

#include "core/check.hpp"

namespace drydock::mocks::odoo {

void Retries::add(const Moment& moment, Try lost, Step& step) {
    DRYDOCK_CHECK(lost.number < tries_max);
    // Source: Odoo 18.0, odoo/service/model.py, retrying: random.uniform(0.0, 2 ** tryno) seconds.
    const Duration pause_max = std::chrono::seconds{1U << lost.number};
    const Duration pause = moment.draws.delay_at_most(
        pause_max, Stream{"odoo.retry"}, lost.exchange.value, lost.number
    );
    lost.begun = moment.now + pause;
    ++lost.number;
    const TimerId timer{++timers_};
    step.set_timer(timer, lost.begun + lost.service);
    waiting_.emplace(timer, std::move(lost));
}

Try Retries::take(TimerId timer) {
    const auto found = waiting_.find(timer);
    DRYDOCK_CHECK(found != waiting_.end());
    Try due = std::move(found->second);
    waiting_.erase(found);
    return due;
}

}  // namespace drydock::mocks::odoo
