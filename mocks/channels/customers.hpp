#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/landscape/demand.hpp"
#include "core/step.hpp"
#include "mocks/channels/channel_settings.hpp"
#include "mocks/channels/order_book.hpp"
#include "mocks/channels/shelf.hpp"

namespace drydock::mocks::channels {

/// What a customer has just done, for the channel to tell its seller.
struct CustomerAct {
    enum class Kind : std::uint8_t { order, cancel, send_back };
    Kind kind = Kind::order;
    std::uint32_t index = 0;  ///< Of the order, or else of the request.
};

/// Plays the customers of one channel: they order what the demand says, as far as the channel
/// believes that it is in stock, and undo orders as far as there is something to undo.
///
/// A return is asked only for goods that were shipped, all of the request together; until then it
/// is held. Whoever is denied a cancellation sends the goods back later, under the cancellation's
/// number with an "R" behind it. What cannot be ordered or undone is counted, never silent.
///
/// Uses timer ids without the highest bit.
class Customers {
public:
    /// `book` and `shelf` outlive this.
    Customers(
        const ChannelSettings& settings,
        std::shared_ptr<const Demand> demand,
        OrderBook& book,
        Shelf& shelf
    );

    void on_start(const Moment& moment, Step& step);
    /// Returns what is done at this moment, in its order. Valid until the next call.
    [[nodiscard]] std::span<const CustomerAct> on_timer(
        const Moment& moment, TimerId id, Step& step
    );
    /// The seller has shipped units of the order, or cancelled some.
    void on_goods_moved(const Moment& moment, std::uint32_t order, Step& step);
    /// The seller has denied that cancellation.
    void on_denied(const Moment& moment, std::uint32_t request, Step& step);

    [[nodiscard]] std::uint64_t orders_unplaced() const { return orders_unplaced_; }
    /// Lines that lost units, whether or not the rest of their order was placed.
    [[nodiscard]] std::uint64_t lines_unplaced() const { return lines_unplaced_; }
    /// Requests of the demand that lost units, or all of them.
    [[nodiscard]] std::int64_t reversals_dropped() const { return reversals_dropped_; }
    [[nodiscard]] std::int64_t returns_held() const { return returns_held_; }

private:
    void skip_others();
    void set_timer(const Moment& moment, Step& step);
    void place(const Moment& moment, std::uint32_t index);
    void reverse(const Moment& moment, std::uint32_t index, Step& step);
    [[nodiscard]] CustomerRequest wish(std::uint32_t order, const DemandReversal& reversal);
    void ask_cancel(const Moment& moment, CustomerRequest request);
    void hold_return(CustomerRequest request);
    /// Looks at all held returns of the order anew. `fresh` is asked at once if it can be.
    void review(
        const Moment& moment, std::uint32_t order, std::optional<std::uint32_t> fresh, Step& step
    );
    void clip_to_claimable(CustomerRequest& request);
    [[nodiscard]] bool is_shipped(const CustomerRequest& request) const;
    void ask_return(const Moment& moment, std::uint32_t request);
    void note_loss(CustomerRequest& request);

    const ChannelSettings& settings_;
    std::shared_ptr<const Demand> demand_;
    OrderBook& book_;
    Shelf& shelf_;
    std::size_t next_order_ = 0;
    std::size_t next_reversal_ = 0;
    std::vector<CustomerAct> acts_;
    std::vector<OrderLine> placing_;     ///< Kept for its memory.
    std::vector<std::int32_t> claimed_;  ///< By line: of returns held before. Kept for its memory.
    std::uint64_t orders_unplaced_ = 0;
    std::uint64_t lines_unplaced_ = 0;
    std::int64_t reversals_dropped_ = 0;
    std::int64_t returns_held_ = 0;
};

}  // namespace drydock::mocks::channels
