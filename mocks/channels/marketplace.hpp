#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/landscape/demand.hpp"
#include "core/node.hpp"
#include "mocks/channels/customers.hpp"
#include "mocks/channels/marketplace_feeds.hpp"
#include "mocks/channels/marketplace_notices.hpp"
#include "mocks/channels/marketplace_paths.hpp"
#include "mocks/channels/marketplace_settings.hpp"
#include "mocks/channels/order_book.hpp"
#include "mocks/channels/shelf.hpp"
#include "mocks/strict/strict_watch.hpp"

namespace drydock::mocks {

/// A marketplace in the manner of Amazon's Selling Partner API. Its exchanges are those of
/// docs/wire.md, section Marketplace. The seller polls; where notifications are on, it is told of
/// changed orders as well, more than once and in any order.
///
/// An order may be Pending first: then it has no address and no total, and cannot be acknowledged
/// or shipped. It counts as accepted when the seller acknowledges it. Stock levels come by feeds,
/// which are worked on one after the other, or at once by a patched listing.
///
/// Keeps no records: a marketplace that loses its memory is no fault that is rehearsed.
class Marketplace final : public Node {
public:
    Marketplace(MarketplaceSettings settings, std::shared_ptr<const Demand> demand);

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
    using Ask = channels::MarketplaceAsk;

    /// A request about one order.
    struct Errand {
        const Moment& moment;
        const Request& request;
        std::uint32_t order = 0;
    };

    [[nodiscard]] Response answer(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response answer_of_order(
        Ask ask, std::string_view number, const Moment& moment, const Request& request, Step& step
    );
    [[nodiscard]] Response list(const Moment& moment, const Request& request);
    [[nodiscard]] Response get(std::uint32_t order) const;
    [[nodiscard]] Response get_items(std::uint32_t order) const;
    [[nodiscard]] Response acknowledge(const Errand& errand, Step& step);
    [[nodiscard]] Response ship(const Errand& errand, Step& step);
    [[nodiscard]] Response answer_cancel(const Errand& errand, Step& step);
    [[nodiscard]] Response refund(const Errand& errand);

    // The feed service and listings.
    [[nodiscard]] Response create_document(const Request& request);
    [[nodiscard]] Response upload(
        const Moment& moment, std::string_view document, const Request& request
    );
    [[nodiscard]] Response create_feed(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response get_feed(std::string_view id) const;
    [[nodiscard]] Response cancel_feed(const Moment& moment, std::string_view id, Step& step);
    [[nodiscard]] Response get_document(const Moment& moment, std::string_view id) const;
    [[nodiscard]] Response download(const Moment& moment, std::string_view id) const;
    [[nodiscard]] Response patch_listing(
        const Moment& moment, std::string_view sku, const Request& request
    );

    /// Notes what the request does against the rules; called before it is answered, and only when
    /// the marketplace is strict.
    void watch(const Moment& moment, SystemId from, Ask ask, const Request& request);
    void watch_query(Instant now, const Request& request);
    void watch_body(Instant now, std::string_view name, Ask ask, const Request& request);
    void tell(const Moment& moment, std::uint32_t order, std::string_view change, Step& step);
    void add_rate(Ask ask, Response& response) const;

    [[nodiscard]] std::string_view status_of(std::uint32_t order) const;
    [[nodiscard]] std::string date_text(Instant instant) const;
    void write_order(DocumentWriter& writer, std::uint32_t order) const;
    void write_items(DocumentWriter& writer, std::uint32_t order) const;
    void write_requests(DocumentWriter& writer, std::uint32_t order, ReversalKind kind) const;

    MarketplaceSettings settings_;
    std::shared_ptr<const Demand> demand_;
    channels::OrderBook book_;
    channels::Shelf shelf_;
    channels::Customers customers_;
    channels::FeedDesk feeds_;
    channels::Notices notices_;
    StrictWatch watch_;
    /// What the rate header says, by Ask; empty for no header.
    std::array<std::string, channels::marketplace_operations.size()> rates_;
};

}  // namespace drydock::mocks
