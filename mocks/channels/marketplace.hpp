#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/landscape/demand.hpp"
#include "core/node.hpp"
#include "mocks/channels/channel_settings.hpp"
#include "mocks/channels/customers.hpp"
#include "mocks/channels/order_book.hpp"
#include "mocks/channels/shelf.hpp"

namespace drydock::mocks {

/// A marketplace in the manner of Amazon's Selling Partner API: it tells its seller nothing, the
/// seller polls. Its exchanges are those of docs/wire.md, section Marketplace.
///
/// An order counts as accepted when the seller acknowledges it.
///
/// Keeps no records: a marketplace that loses its memory is no fault that is rehearsed.
class Marketplace final : public Node {
public:
    Marketplace(MarketplaceSettings settings, std::shared_ptr<const Demand> demand);

    void on_start(const Moment& moment, Step& step) override;
    void on_request(const Moment& moment, const Incoming& incoming, Step& step) override;
    void on_timer(const Moment& moment, TimerId id, Step& step) override;
    [[nodiscard]] std::span<const std::string_view> operations() const override;
    [[nodiscard]] Operation operation_of(const Request& request) const override;
    [[nodiscard]] Response refusal(std::uint16_t status) const override;
    void write_books(Books& books) const override;
    void read_gauges(std::vector<Gauge>& gauges) const override;

private:
    /// A request about one order.
    struct Errand {
        const Moment& moment;
        const Request& request;
        std::uint32_t order = 0;
    };

    [[nodiscard]] Response answer(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response list(const Moment& moment, const Request& request) const;
    [[nodiscard]] Response ship(const Errand& errand, Step& step);
    [[nodiscard]] Response answer_cancel(const Errand& errand, Step& step);
    [[nodiscard]] Response refund(const Errand& errand);
    [[nodiscard]] Response take_feed(const Moment& moment, const Request& request);

    void write_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_requests(DocumentWriter& writer, std::uint32_t order, ReversalKind kind) const;

    MarketplaceSettings settings_;
    std::shared_ptr<const Demand> demand_;
    channels::OrderBook book_;
    channels::Shelf shelf_;
    channels::Customers customers_;
    std::optional<Instant> feed_taken_;  ///< The last one.
};

}  // namespace drydock::mocks
