#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/node.hpp"
#include "integration/connectors/channels/marketplace_feed.hpp"
#include "integration/flows/engine.hpp"
#include "integration/gateway/translate.hpp"
#include "integration/operations/duty.hpp"
#include "integration/operations/state.hpp"
#include "integration/runtime_settings.hpp"

namespace drydock::integration {

/// The integration runtime: what is rehearsed on the virtual clock and serves on the real one.
///
/// Takes events at `/webhooks/<system>` and from the partners' lists, and brings every order from
/// its channel through Odoo, warehouse and carrier to an invoice, whatever fails between. A 2xx to
/// a webhook means that the event is durable here. `GET /ready` is answered 200 once it takes
/// events, and 503 before.
class Runtime final : public Node {
public:
    explicit Runtime(RuntimeSettings settings);

    void on_record(const Record& record) override;
    void on_start(const Moment& moment, Step& step) override;
    void on_request(const Moment& moment, const Incoming& incoming, Step& step) override;
    void on_outcome(const Moment& moment, const Outcome& outcome, Step& step) override;
    void on_timer(const Moment& moment, TimerId id, Step& step) override;

    [[nodiscard]] std::span<const std::string_view> operations() const override;
    [[nodiscard]] Operation operation_of(const Request& request) const override;
    void write_books(Books& books) const override;
    void read_gauges(std::vector<Gauge>& gauges) const override;

private:
    /// What becomes of one event.
    enum class Taken : std::uint8_t {
        now,      ///< Kept, or known already: 2xx.
        later,    ///< No room: 429.
        inline_,  ///< An inline handler works on it and will answer.
    };
    Taken take(Event event, std::optional<ExchangeId> reply_to, const Moment& moment, Step& step);
    Taken take_order(
        Event event, std::optional<ExchangeId> reply_to, const Moment& moment, Step& step
    );
    Taken take_job(
        Event event,
        std::uint32_t order,
        std::optional<ExchangeId> reply_to,
        const Moment& moment,
        Step& step
    );
    Taken take_orphan(Event event, const Moment& moment, Step& step);
    void cancel_rest(
        std::uint32_t order, const std::string& parcel, const Moment& moment, Step& step
    );
    void take_return(const Event& event, std::uint32_t order, const Moment& moment, Step& step);
    void adopt_orphans(const std::string& number, const Moment& moment, Step& step);
    void raise(const Event& event, const Moment& moment, Step& step);
    [[nodiscard]] bool is_held(const Order& order, std::string& reason) const;
    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] Response readiness() const;
    [[nodiscard]] Vocabulary vocabulary() const;
    void add_job(
        Job job, EventKey key, std::optional<ExchangeId> reply_to, const Moment& moment, Step& step
    );

    // Start: log in, catalogue, stock; then the polls.
    void log_in(Step& step);
    void list_products(Step& step);
    void list_stock(std::string_view cursor, Step& step);
    void begin_work(const Moment& moment, Step& step);
    void on_log_in(const Moment& moment, const Outcome& outcome, Step& step);
    void on_products(const Moment& moment, const Outcome& outcome, Step& step);
    void on_stock(const Moment& moment, const Outcome& outcome, Step& step);

    /// One round through a partner's list.
    struct ListPoll {
        Instant read_to{};      ///< All changes before this are known.
        Instant from{};         ///< This round lists changes from here on.
        Instant newest{};       ///< Change of the last row taken.
        Instant newest_seen{};  ///< When that row came, by Moment::steady.
        Instant asked_at{};     ///< When the round began.
        Instant asked_steady{};
        Instant listed_to{};  ///< Later changes are not listed yet, by the partner's clock.
        std::string continuation;
        bool untold = false;  ///< It had something that no webhook had told.
        bool full = false;    ///< A row found no room; the next round begins with it.
    };
    /// False when there was no room for it.
    bool take_listed(
        Channel channel, Value order, ListPoll& list, const Moment& moment, Step& step
    );
    void end_list(Cursor cursor, ListPoll& list, Step& step);

    // Polls and publications: one of each under way at a time.
    void poll(Duty duty, const Moment& moment, Step& step);
    void on_storefront_list(const Moment& moment, const Outcome& outcome, Step& step);
    void on_marketplace_list(const Moment& moment, const Outcome& outcome, Step& step);
    void on_warehouse_list(const Moment& moment, const Outcome& outcome, Step& step);
    void on_storefront_webhooks(const Outcome& outcome, Step& step);
    void publish_storefront(const Moment& moment, Step& step);
    void on_published(const Moment& moment, const Outcome& outcome, Step& step);
    void begin_feeds(const Moment& moment, Step& step);
    void publish_marketplace(const Moment& moment, Step& step);
    void call_feed(Step& step);
    void on_feed(const Moment& moment, const Outcome& outcome, Step& step);
    void on_marketplace_notice(Value body, Step& step);
    void on_marketplace_order(const Moment& moment, const Outcome& outcome, Step& step);
    void look_up_tracking(std::uint32_t order, const Moment& moment, Step& step);
    void on_tracking(const Moment& moment, const Outcome& outcome, Step& step);
    /// A message that asks for no work: kept as seen, a snapshot compared.
    void note_message(Value message, const Moment& moment, Step& step);
    void compare_snapshot(Value message, const Moment& moment, Step& step);
    void on_wms_webhook(const Outcome& outcome, Step& step);
    void drop_old_orphans(const Moment& moment, Step& step);

    RuntimeSettings settings_;
    State state_;
    odoo::Session session_;
    Engine engine_;
    ListPoll storefront_poll_;
    ListPoll marketplace_poll_;
    std::vector<std::uint32_t> publishing_;  ///< To the storefront.
    channels::MarketplaceFeed feed_;
    std::optional<Instant> carrier_hook_enabled_;
    bool ready_ = false;
    bool restored_ = false;
    std::uint64_t refused_ = 0;
    std::uint64_t duplicates_ = 0;
};

}  // namespace drydock::integration
