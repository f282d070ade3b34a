#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/step.hpp"
#include "mocks/webhooks/webhook_settings.hpp"

namespace drydock::mocks {

/// How one delivery ended for good.
struct WebhookEnd {
    std::uint64_t delivery = 0;
    bool accepted = false;  ///< A 2xx came; else every try failed.
};

/// Sends events as a partner does: signed, the original payload at every try, a fixed schedule of
/// retries, then silence. A Retry-After that is longer than the scheduled delay is honoured.
///
/// Uses call and timer ids with the highest bit set; its owner uses those without.
class WebhookSender {
public:
    explicit WebhookSender(WebhookSettings settings);

    /// Sends for the first time. Returns the delivery's number, counted from 1.
    std::uint64_t send(
        const Moment& moment, Document body, std::vector<Header> headers, Step& step
    );

    [[nodiscard]] static bool owns(CallId id) { return (id.value >> 63U) != 0; }
    [[nodiscard]] static bool owns(TimerId id) { return (id.value >> 63U) != 0; }

    /// For outcomes whose call it owns. Says when a delivery has ended, else nullopt.
    std::optional<WebhookEnd> on_outcome(const Moment& moment, const Outcome& outcome, Step& step);

    /// For timers that it owns.
    void on_timer(const Moment& moment, TimerId id, Step& step);

    [[nodiscard]] std::size_t pending_count() const { return pending_.size(); }

private:
    struct Pending {
        Document body;
        std::vector<Header> headers;
        std::uint32_t tries = 0;
    };
    void try_now(std::uint64_t delivery, Pending& pending, Step& step);

    WebhookSettings settings_;
    std::map<std::uint64_t, Pending> pending_;
    std::uint64_t deliveries_ = 0;
};

}  // namespace drydock::mocks
