#include "mocks/webhooks/webhook_sender.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace drydock::mocks {

namespace {

constexpr std::uint64_t owned_bit = std::uint64_t{1} << 63U;

}  // namespace

WebhookSender::WebhookSender(WebhookSettings settings) : settings_{std::move(settings)} {}

std::uint64_t WebhookSender::send(
    const Moment&, Document body, std::vector<Header> headers, Step& step
) {
    const std::uint64_t delivery = ++deliveries_;
    headers.push_back(signature_header(settings_.signature, settings_.secret, body.text()));
    Pending& pending =
        pending_
            .emplace_hint(pending_.end(), delivery, Pending{std::move(body), std::move(headers)})
            ->second;
    try_now(delivery, pending, step);
    return delivery;
}

void WebhookSender::try_now(std::uint64_t delivery, Pending& pending, Step& step) {
    ++pending.tries;
    step.calls.push_back(
        {CallId{owned_bit | delivery},
         {.to = settings_.receiver,
          .method = Method::post,
          .path = settings_.path,
          .body = pending.body,
          .headers = pending.headers},
         settings_.timeout}
    );
}

std::optional<WebhookEnd> WebhookSender::on_outcome(
    const Moment& moment, const Outcome& outcome, Step& step
) {
    const std::uint64_t delivery = outcome.call.value & ~owned_bit;
    const auto found = pending_.find(delivery);
    DRYDOCK_CHECK(found != pending_.end());
    const bool accepted = outcome.answered() && outcome.response.success();
    const std::uint32_t tries = found->second.tries;
    if (accepted || tries > settings_.delays.size()) {
        pending_.erase(found);
        return WebhookEnd{delivery, accepted};
    }
    const Duration asked = outcome.answered()
                               ? outcome.response.retry_after.value_or(Duration::zero())
                               : Duration::zero();
    const Duration delay = std::max(settings_.delays[tries - 1], asked);
    step.set_timer(TimerId{owned_bit | delivery}, moment.now + delay);
    return std::nullopt;
}

void WebhookSender::on_timer(const Moment&, TimerId id, Step& step) {
    const std::uint64_t delivery = id.value & ~owned_bit;
    const auto found = pending_.find(delivery);
    DRYDOCK_CHECK(found != pending_.end());
    try_now(delivery, found->second, step);
}

}  // namespace drydock::mocks
