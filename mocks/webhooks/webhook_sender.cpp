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
    const Moment& moment, Document body, std::vector<Header> headers, Step& step
) {
    WebhookMessage message;
    message.body = std::move(body);
    message.headers = std::move(headers);
    return send(moment, std::move(message), step);
}

std::uint64_t WebhookSender::send(const Moment&, WebhookMessage message, Step& step) {
    const std::uint64_t delivery = ++deliveries_;
    if (message.unsigned_form == nullptr) {
        message.headers.push_back(
            signature_header(settings_.signature, settings_.secret, message.body.text())
        );
    }
    Pending& pending =
        pending_.emplace_hint(pending_.end(), delivery, Pending{std::move(message)})->second;
    try_now(delivery, pending, step);
    return delivery;
}

void WebhookSender::try_now(std::uint64_t delivery, Pending& pending, Step& step) {
    ++pending.tries;
    const WebhookMessage& message = pending.message;
    step.calls.push_back(
        {CallId{owned_bit | delivery},
         {.to = settings_.receiver,
          .method = Method::post,
          .path = message.path.empty() ? settings_.path : message.path,
          .body = message.body,
          .headers = message.headers,
          .raw = message.unsigned_form},
         settings_.timeout}
    );
}

bool WebhookSender::is_success(const Outcome& outcome) const {
    const std::uint16_t status = outcome.response.status;
    return outcome.answered() && status >= 200 && status <= settings_.success_status_max;
}

std::optional<WebhookEnd> WebhookSender::on_outcome(
    const Moment& moment, const Outcome& outcome, Step& step
) {
    const std::uint64_t delivery = outcome.call.value & ~owned_bit;
    const auto found = pending_.find(delivery);
    DRYDOCK_CHECK(found != pending_.end());
    const bool accepted = is_success(outcome);
    const std::uint32_t tries = found->second.tries;
    if (accepted || !settings_.retries || tries > settings_.delays.size()) {
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
