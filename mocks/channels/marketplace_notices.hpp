#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/document.hpp"
#include "core/step.hpp"
#include "mocks/channels/marketplace_settings.hpp"
#include "mocks/webhooks/webhook_sender.hpp"

namespace drydock::mocks::channels {

/// Hands on notifications as a standard queue does: at least once and in no order, each after a
/// delay of its own. Source: Amazon notifications through SQS, set-up-notifications.
class Notices {
public:
    explicit Notices(const NotificationSettings& settings)
        : settings_{settings}, sender_{settings.webhook} {}

    [[nodiscard]] bool on() const { return settings_.enabled; }
    /// The number of the next one, for its content.
    [[nodiscard]] std::uint64_t next_number() const { return count_ + 1; }
    void send(const Moment& moment, Document body, Step& step);

    [[nodiscard]] static bool owns(TimerId id);
    void on_timer(const Moment& moment, TimerId id, Step& step);
    void on_outcome(const Moment& moment, const Outcome& outcome, Step& step);

private:
    struct Waiting {
        Document body;
        std::uint32_t copies = 1;
    };
    const NotificationSettings& settings_;
    WebhookSender sender_;
    std::unordered_map<std::uint64_t, Waiting> waiting_;  ///< By number. Looked up only.
    std::uint64_t count_ = 0;
};

}  // namespace drydock::mocks::channels
