#include "mocks/channels/marketplace_notices.hpp"

#include <utility>

namespace drydock::mocks::channels {

namespace {

/// The sender owns timers with the highest bit, customers those without the two highest.
constexpr std::uint64_t notice_bit = std::uint64_t{1} << 62U;

}  // namespace

bool Notices::owns(TimerId id) {
    return WebhookSender::owns(id) || (id.value & notice_bit) != 0;
}

void Notices::send(const Moment& moment, Document body, Step& step) {
    if (!settings_.enabled) {
        return;
    }
    const std::uint64_t number = ++count_;
    const bool twice =
        moment.draws.happens(settings_.repeat_ppm, Stream{"marketplace notice twice"}, number, 0);
    const std::uint32_t copies = twice ? 2 : 1;
    waiting_.emplace(number, Waiting{std::move(body), copies});
    for (std::uint32_t copy = 0; copy < copies; ++copy) {
        const Duration delay = moment.draws.delay_at_most(
            settings_.delay_max, Stream{"marketplace notice delay"}, number, copy
        );
        step.set_timer(TimerId{notice_bit | number}, moment.now + delay);
    }
}

void Notices::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (WebhookSender::owns(id)) {
        sender_.on_timer(moment, id, step);
        return;
    }
    const auto found = waiting_.find(id.value & ~notice_bit);
    if (found == waiting_.end()) {
        return;
    }
    sender_.send(moment, found->second.body, {}, step);
    if (--found->second.copies == 0) {
        waiting_.erase(found);
    }
}

void Notices::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    if (WebhookSender::owns(outcome.call)) {
        sender_.on_outcome(moment, outcome, step);
    }
}

}  // namespace drydock::mocks::channels
