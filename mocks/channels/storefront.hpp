#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/landscape/demand.hpp"
#include "core/node.hpp"
#include "mocks/channels/customers.hpp"
#include "mocks/channels/order_book.hpp"
#include "mocks/channels/shelf.hpp"
#include "mocks/channels/storefront_bucket.hpp"
#include "mocks/channels/storefront_paths.hpp"
#include "mocks/channels/storefront_settings.hpp"
#include "mocks/channels/storefront_subscriptions.hpp"
#include "mocks/strict/strict_watch.hpp"
#include "mocks/webhooks/webhook_sender.hpp"

namespace drydock::mocks {

/// A web shop in the manner of Shopify or WooCommerce: it tells its seller by webhook of orders,
/// cancellations and returns, and lets him list and fulfil them. Its exchanges are those of
/// docs/wire.md, section Storefront.
///
/// An order counts as accepted at the first 2xx to its first webhook; or, when the seller found it
/// in a list instead, when it first fulfils it or answers a cancellation of it.
///
/// Keeps no records: a shop that loses its memory is no fault that is rehearsed.
class Storefront final : public Node {
public:
    Storefront(StorefrontSettings settings, std::shared_ptr<const Demand> demand);

    void on_start(const Moment& moment, Step& step) override;
    void on_request(const Moment& moment, const Incoming& incoming, Step& step) override;
    void on_outcome(const Moment& moment, const Outcome& outcome, Step& step) override;
    void on_timer(const Moment& moment, TimerId id, Step& step) override;
    [[nodiscard]] std::span<const std::string_view> operations() const override;
    [[nodiscard]] Operation operation_of(const Request& request) const override;
    [[nodiscard]] Response refusal(std::uint16_t status) const override;
    void on_turned_away(
        const Moment& moment, SystemId from, const Request& request, Response& response
    ) override;
    void write_books(Books& books) const override;
    void read_gauges(std::vector<Gauge>& gauges) const override;

private:
    using StorefrontAsk = channels::StorefrontAsk;

    /// A request about one order of this shop.
    struct Errand {
        const Moment& moment;
        const Request& request;
        std::uint32_t order = 0;
        std::string_view item;  ///< The fulfilment or request that the path names.
    };
    /// One thing that a customer or the seller did; all topics that it fires share its name.
    struct Act {
        std::uint32_t order = 0;
        std::uint32_t item = 0;  ///< Index of the request, fulfilment or refund.
        std::string name;        ///< "536365", "C536379", "536365-f1"
    };
    /// An event that is sent later, with what is true then.
    struct Postponed {
        std::uint64_t subscription = 0;
        channels::ShopTopic topic{};
        Act act;
        Instant triggered;
    };
    struct Delivery {
        std::uint32_t order = 0;  ///< A new one that is accepted with it; or no_order.
        std::uint64_t subscription = 0;
    };
    struct List {
        std::vector<std::uint32_t> orders;
        std::optional<std::size_t> next;
    };

    [[nodiscard]] bool shopify() const { return settings_.dialect == ShopDialect::shopify; }
    [[nodiscard]] Response not_found() const;
    [[nodiscard]] Response unprocessable(Key field, std::string_view message) const;
    [[nodiscard]] Response bad_query(Key parameter, std::string_view message) const;
    [[nodiscard]] Response answer(const Moment& moment, const Incoming& incoming, Step& step);
    [[nodiscard]] Response answer_order(StorefrontAsk ask, const Errand& errand, Step& step);
    [[nodiscard]] std::optional<std::uint32_t> find_order(std::string_view id) const;

    // storefront_listing.cpp
    [[nodiscard]] Response list(const Request& request) const;
    [[nodiscard]] Response list_by_cursor(const Request& request) const;
    [[nodiscard]] Response list_by_page(const Request& request) const;
    [[nodiscard]] Response count(const Request& request) const;
    [[nodiscard]] List collect(std::size_t position, std::size_t size, std::string_view status)
        const;
    [[nodiscard]] bool is_listed(std::uint32_t order, std::string_view status) const;

    // storefront_orders.cpp
    [[nodiscard]] Response get(const Errand& errand) const;
    [[nodiscard]] Response fulfil(const Errand& errand, Step& step);
    [[nodiscard]] Response list_fulfilments(const Errand& errand) const;
    [[nodiscard]] Response add_event(const Errand& errand);
    [[nodiscard]] Response answer_cancel(const Errand& errand, CancelAnswer answer, Step& step);
    [[nodiscard]] Response cancel(const Errand& errand, Step& step);
    [[nodiscard]] Response remove(const Errand& errand, Step& step);
    [[nodiscard]] Response refund(const Errand& errand, Step& step);
    [[nodiscard]] Response list_refunds(const Errand& errand) const;

    // storefront_inventory.cpp
    [[nodiscard]] Response set_inventory(const Moment& moment, const Request& request);
    [[nodiscard]] Response adjust_inventory(const Moment& moment, const Request& request);
    [[nodiscard]] Response list_inventory(const Request& request) const;
    [[nodiscard]] std::optional<Response> replay_inventory(const Request& request) const;
    [[nodiscard]] Response keep_inventory(const Request& request, Response response);

    // storefront_webhooks.cpp
    void subscribe_first(const Moment& moment, Step& step);
    void ping(const Moment& moment, const channels::Subscription& subscription, Step& step);
    void tell(const Moment& moment, const channels::CustomerAct& act, Step& step);
    void fire(
        const Moment& moment,
        std::initializer_list<channels::ShopTopic> topics,
        const Act& act,
        Step& step
    );
    void send(const Moment& moment, const Postponed& event, const Document& body, Step& step);
    [[nodiscard]] Document body_of(channels::ShopTopic topic, const Act& act) const;
    [[nodiscard]] std::vector<Header> headers_of(
        const Moment& moment, const channels::Subscription& subscription, const Postponed& event
    ) const;

    // storefront_webhook_calls.cpp
    [[nodiscard]] Response answer_webhook(
        StorefrontAsk ask,
        const Moment& moment,
        const Request& request,
        std::string_view id,
        Step& step
    );
    [[nodiscard]] Response list_webhooks() const;
    [[nodiscard]] Response create_webhook(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response update_webhook(
        channels::Subscription& subscription, const Request& request
    ) const;
    void write_webhook(DocumentWriter& writer, const channels::Subscription& subscription) const;
    [[nodiscard]] Response show_webhook(
        std::uint16_t status, const channels::Subscription& subscription
    ) const;

    // storefront_documents.cpp
    [[nodiscard]] std::uint64_t id_of(std::uint32_t order) const;
    void write_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_shopify_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_woocommerce_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_listed_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_request(DocumentWriter& writer, const channels::CustomerRequest& request) const;
    void write_fulfilment(
        DocumentWriter& writer, std::uint32_t order, const channels::Fulfilment& fulfilment
    ) const;
    void write_refund(DocumentWriter& writer, std::uint32_t order, std::size_t position) const;

    // storefront_strict.cpp
    void watch(const Moment& moment, const Incoming& incoming, channels::StorefrontPath path);
    void watch_query(Instant now, std::string_view name, std::string_view path);
    void watch_order(Instant now, StorefrontAsk ask, const Request& request, std::uint32_t order);
    void watch_inventory(Instant now, StorefrontAsk ask, const Request& request);

    StorefrontSettings settings_;
    std::shared_ptr<const Demand> demand_;
    channels::OrderBook book_;
    channels::Shelf shelf_;
    channels::Customers customers_;
    WebhookSender sender_;
    StrictWatch watch_;
    channels::CallBucket bucket_;
    channels::Subscriptions subscriptions_;
    std::vector<Delivery> deliveries_;  ///< From delivery 1 on.
    std::map<std::uint64_t, Postponed> postponed_;
    std::uint64_t postponed_count_ = 0;
    std::set<std::uint32_t> removed_;  ///< Orders that the seller has deleted.
    /// Answers to inventory messages by their key; the keys in the order in which they came.
    std::map<std::string, Response, std::less<>> inventory_answers_;
    std::vector<std::string> inventory_keys_;
    std::size_t inventory_keys_next_ = 0;
};

}  // namespace drydock::mocks
