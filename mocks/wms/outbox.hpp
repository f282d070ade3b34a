#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

#include "core/exchange.hpp"
#include "core/step.hpp"
#include "mocks/strict/endpoint_health.hpp"
#include "mocks/webhooks/webhook_sender.hpp"
#include "mocks/wms/wms_settings.hpp"

namespace drydock::mocks::wms {

/// The messages that a warehouse sends: numbered 1, 2, 3, ... over all topics, sent as webhooks and
/// kept to be read again.
class Outbox {
public:
    explicit Outbox(const WmsSettings& settings)
        : calendar_{settings.calendar},
          kept_max_{settings.messages_kept_max},
          style_{settings.messages},
          health_{settings.webhook_given_up_max},
          sender_{settings.webhook} {}

    /// Sends one message. `fill` adds its own members with the writer that it is given.
    template <class Fill>
    void send(const Moment& moment, std::string_view topic, Step& step, const Fill& fill) {
        DocumentWriter writer;
        begin(moment, topic, writer);
        fill(writer);
        finish(moment, topic, writer, step);
    }

    /// GET /messages: those after a sequence number, at most `limit`. 410 when some are gone.
    [[nodiscard]] Response read(std::int64_t after, std::int64_t limit) const;

    [[nodiscard]] WebhookSender& sender() { return sender_; }
    /// For outcomes of the sender's calls.
    void on_outcome(const Moment& moment, const Outcome& outcome, Step& step);
    /// Messages are not sent while it is disabled; they are only kept.
    [[nodiscard]] EndpointHealth& health() { return health_; }
    [[nodiscard]] const EndpointHealth& health() const { return health_; }
    /// Number of the last message.
    [[nodiscard]] std::int64_t sequence() const { return sequence_; }

private:
    void begin(const Moment& moment, std::string_view topic, DocumentWriter& writer);
    void finish(const Moment& moment, std::string_view topic, DocumentWriter& writer, Step& step);

    Calendar calendar_;
    std::uint32_t kept_max_;
    WmsMessageStyle style_;
    EndpointHealth health_;
    WebhookSender sender_;
    std::deque<Document> kept_;  ///< The last ones; the last of them has number sequence_.
    std::int64_t sequence_ = 0;
};

}  // namespace drydock::mocks::wms
