#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/step.hpp"
#include "mocks/webhooks/webhook_settings.hpp"

namespace drydock::mocks {

/// One event on its way.
struct WebhookMessage {
    Document body{};
    std::vector<Header> headers{};
    std::string path{};  ///< Empty: the one of the settings.
    /// In place of `body`, where it is no JSON. Not signed: the form that tells of a new webhook
    /// has no signature. Source: class-wc-webhook.php, deliver_ping.
    Bytes unsigned_form{};
};

/// How one delivery ended for good.
struct WebhookEnd {
    std::uint64_t delivery = 0;
    bool accepted = false;  ///< A success came; else every try failed.
};

/// Sends events as a partner does: signed, the original payload to the original address at every
/// try, a fixed schedule of retries, then silence. A Retry-After that is longer than the scheduled
/// delay is honoured.
///
/// Uses call and timer ids with the highest bit set; its owner uses those without.
class WebhookSender {
public:
    explicit WebhookSender(WebhookSettings settings);

    /// Sends for the first time. Returns the delivery's number, counted from 1.
    std::uint64_t send(
        const Moment& moment, Document body, std::vector<Header> headers, Step& step
    );
    std::uint64_t send(const Moment& moment, WebhookMessage message, Step& step);

    [[nodiscard]] static bool owns(CallId id) { return (id.value >> 63U) != 0; }
    [[nodiscard]] static bool owns(TimerId id) { return (id.value >> 63U) != 0; }

    /// For outcomes whose call it owns. Says when a delivery has ended, else nullopt.
    std::optional<WebhookEnd> on_outcome(const Moment& moment, const Outcome& outcome, Step& step);

    /// For timers that it owns.
    void on_timer(const Moment& moment, TimerId id, Step& step);

    [[nodiscard]] std::size_t pending_count() const { return pending_.size(); }

private:
    struct Pending {
        WebhookMessage message;
        std::uint32_t tries = 0;
    };
    void try_now(std::uint64_t delivery, Pending& pending, Step& step);
    [[nodiscard]] bool is_success(const Outcome& outcome) const;

    WebhookSettings settings_;
    std::map<std::uint64_t, Pending> pending_;
    std::uint64_t deliveries_ = 0;
};

}  // namespace drydock::mocks
