#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/landscape/demand.hpp"
#include "core/node.hpp"
#include "mocks/channels/channel_settings.hpp"
#include "mocks/channels/customers.hpp"
#include "mocks/channels/order_book.hpp"
#include "mocks/channels/shelf.hpp"
#include "mocks/webhooks/webhook_sender.hpp"

namespace drydock::mocks {

/// A web shop in the manner of Shopify: it tells its seller by webhook of orders, cancellations and
/// returns, and lets him list and fulfil them. Its exchanges are those of docs/wire.md, section
/// Storefront.
///
/// An order counts as accepted at the first 2xx to its orders/create webhook; or, when the seller
/// found it in a list instead, when it first fulfils it or answers a cancellation of it.
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
    void write_books(Books& books) const override;
    void read_gauges(std::vector<Gauge>& gauges) const override;

private:
    /// A request about one order of this shop.
    struct Errand {
        const Moment& moment;
        const Request& request;
        std::uint32_t order = 0;
        std::string_view item;  ///< The fulfilment or request that the path names.
    };

    [[nodiscard]] Response answer(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response list(const Request& request) const;
    [[nodiscard]] Response get(const Errand& errand) const;
    [[nodiscard]] Response fulfil(const Errand& errand, Step& step);
    [[nodiscard]] Response list_fulfilments(const Errand& errand) const;
    [[nodiscard]] Response add_event(const Errand& errand);
    [[nodiscard]] Response answer_cancel(const Errand& errand, CancelAnswer answer, Step& step);
    [[nodiscard]] Response refund(const Errand& errand);
    [[nodiscard]] Response set_inventory(const Moment& moment, const Request& request);

    void tell(const Moment& moment, const channels::CustomerAct& act, Step& step);
    void send(
        const Moment& moment,
        std::string_view topic,
        const std::string& number,
        Document body,
        Step& step
    );
    [[nodiscard]] std::uint64_t id_of(std::uint32_t order) const;
    void write_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_listed_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_request(DocumentWriter& writer, const channels::CustomerRequest& request) const;

    StorefrontSettings settings_;
    std::shared_ptr<const Demand> demand_;
    channels::OrderBook book_;
    channels::Shelf shelf_;
    channels::Customers customers_;
    WebhookSender sender_;
    std::vector<std::uint32_t> order_of_delivery_;  ///< From delivery 1 on; no_order for the rest.
};

}  // namespace drydock::mocks
