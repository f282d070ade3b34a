#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/books.hpp"
#include "core/expected.hpp"
#include "core/landscape/demand.hpp"
#include "core/text_table.hpp"

namespace drydock::mocks::channels {

/// Units of one line; `line` is its position in the order as placed, from 0.
struct LineUnits {
    std::uint32_t line = 0;
    std::int32_t units = 0;
    friend bool operator==(const LineUnits&, const LineUnits&) = default;
};

/// One line as sold. A channel holds a million of them, so product and price stay in the demand.
struct OrderLine {
    std::uint32_t demand_line = 0;  ///< Index into Demand::lines.
    std::int32_t units = 0;         ///< Sold: at most what was demanded.
    std::int32_t cancelled = 0;     ///< Confirmed as cancelled; at most `units`.
    std::int32_t fulfilled = 0;     ///< At most `units`.
    std::int32_t returned = 0;      ///< Asked back; at most `fulfilled` when it is asked.

    /// Units that the seller still owes. Not positive: none; a seller may confirm the cancellation
    /// of units that it has shipped, and the books keep both.
    [[nodiscard]] std::int32_t open() const { return units - cancelled - fulfilled; }
    [[nodiscard]] std::int32_t returnable() const { return fulfilled - returned; }
};
static_assert(sizeof(OrderLine) <= 40, "a million lines must fit");

/// A parcel as the seller reports it.
struct Fulfilment {
    std::uint32_t id = 0;  ///< Counted from 1 over all orders.
    std::string reference;
    Instant at;
    std::vector<LineUnits> lines;
    std::vector<std::pair<Milestone, Instant>> milestones;
};

struct Refund {
    std::string key;
    Money amount;
    std::vector<LineUnits> lines{};   ///< What it is for, as the seller says; may be empty.
    std::string_view restock_type{};  ///< The seller's word, of a literal.
    std::string note{};
    Instant at{};
};

/// How far a return is. A cancellation is asked at once.
enum class RequestStage : std::uint8_t {
    held,  ///< Nobody can send back what has not come.
    due,   ///< Shipped; the customer asks soon.
    asked,
    dropped,  ///< The units were cancelled instead.
};

/// What a customer asks of the seller about an order.
struct CustomerRequest {
    ReversalKind kind = ReversalKind::cancel_request;
    RequestStage stage = RequestStage::asked;
    CancelAnswer answer = CancelAnswer::none;
    bool whole_order = false;
    bool clipped = false;  ///< Some of the units that were wished for could not be asked for.
    std::uint32_t order = 0;
    std::string number;
    Instant requested;
    Instant answered;              ///< Meaningful once there is an answer.
    Duration delay{};              ///< Returns: from fulfilment to asking.
    std::vector<LineUnits> lines;  ///< Sorted by line, no line twice.
};

struct Order {
    std::uint32_t demand = 0;  ///< Index into Demand::orders: number, customer, country.
    std::uint32_t line_first = 0;
    std::uint32_t line_count = 0;
    std::uint32_t update = 0;  ///< Position of its newest entry in the list of updates.
    Instant placed;
    Instant updated;
    std::optional<Instant> accepted;
    std::optional<Instant> cancelled;  ///< When its last unit was.
    bool awaits_payment = false;       ///< Nothing may be shipped before it is paid.
    Money captured;
    Money refunded;
    std::vector<std::uint32_t> requests;
    std::vector<Fulfilment> fulfilments;
    std::vector<Refund> refunds;
};

/// Why a seller's message about an order is not taken.
enum class Refusal : std::uint8_t {
    unknown_line,
    too_many_units,  ///< More than is open.
    amount_unusable,
    amount_too_high,  ///< More than was captured and not yet refunded.
};

/// How far the goods of an order are.
enum class Progress : std::uint8_t { unshipped, partial, shipped, cancelled };

/// All orders of one channel and what became of them: the ledger that both kinds of channel share.
/// Every change that a list shows moves the order to the end of the list of updates.
class OrderBook {
public:
    OrderBook(std::shared_ptr<const Demand> demand, std::uint16_t channel);

    // Orders.
    /// `lines` is not empty; demand order `demand` is not yet placed.
    std::uint32_t place(std::uint32_t demand, std::span<const OrderLine> lines, Instant now);
    [[nodiscard]] std::uint32_t order_count() const {
        return static_cast<std::uint32_t>(orders_.size());
    }
    [[nodiscard]] const Order& order(std::uint32_t index) const { return orders_[index]; }
    [[nodiscard]] std::span<const OrderLine> lines_of(std::uint32_t order) const;
    [[nodiscard]] const DemandOrder& demand_of(const Order& order) const {
        return demand_->orders[order.demand];
    }
    [[nodiscard]] const DemandLine& demand_of(const OrderLine& line) const {
        return demand_->lines[line.demand_line];
    }
    [[nodiscard]] const Product& product_of(const OrderLine& line) const {
        return demand_->products[demand_of(line).sku.value];
    }
    [[nodiscard]] std::optional<std::uint32_t> find_demand(std::uint64_t demand) const;
    [[nodiscard]] std::optional<std::uint32_t> find_number(std::string_view number) const;
    [[nodiscard]] Progress progress_of(std::uint32_t order) const;

    // What customers do.
    std::uint32_t add_request(CustomerRequest request);
    [[nodiscard]] CustomerRequest& request(std::uint32_t index) { return requests_[index]; }
    [[nodiscard]] const CustomerRequest& request(std::uint32_t index) const {
        return requests_[index];
    }
    /// The cancellation of that number within the order.
    [[nodiscard]] std::optional<std::uint32_t> find_cancel(
        std::uint32_t order, std::string_view number
    ) const;
    /// The request reaches the seller: its units count as asked back, and lists show it. The units
    /// of a return are returnable.
    void ask(std::uint32_t request, Instant now);

    /// The order is placed, but not paid yet.
    void await_payment(std::uint32_t order) { orders_[order].awaits_payment = true; }
    /// Lists show it. Paid before: changes nothing.
    void pay(std::uint32_t order, Instant now);

    // What the seller does.
    /// The seller has taken responsibility. The first time counts.
    void accept(std::uint32_t order, Instant now);
    /// The same, for an acknowledgement that lists show.
    void acknowledge(std::uint32_t order, Instant now);
    /// Returns the fulfilment's id. Takes all or nothing. A second one of the same reference is a
    /// second one.
    [[nodiscard]] expected<std::uint32_t, Refusal> fulfil(
        std::uint32_t order, std::string_view reference, std::vector<LineUnits> lines, Instant now
    );
    /// The same, but a fulfilment of that reference is replaced.
    [[nodiscard]] expected<std::uint32_t, Refusal> fulfil_or_replace(
        std::uint32_t order, std::string_view reference, std::vector<LineUnits> lines, Instant now
    );
    /// False when the order has no fulfilment of that reference. No list shows milestones.
    [[nodiscard]] bool add_milestone(
        std::uint32_t order, std::string_view reference, Milestone milestone, Instant now
    );
    /// `request` is a cancellation without an answer. Confirmed: its units are cancelled, shipped
    /// or not.
    void answer_cancel(std::uint32_t request, CancelAnswer answer, Instant now);
    /// Returns the refund's position within the order. A known key changes nothing; an empty one is
    /// never known.
    [[nodiscard]] expected<std::size_t, Refusal> refund(
        std::uint32_t order, std::string_view key, Money amount, Instant now
    );
    /// What a refund is for.
    void explain_refund(
        std::uint32_t order,
        std::size_t position,
        std::vector<LineUnits> lines,
        std::string_view restock_type,
        std::string_view note
    );

    // The list of updates, oldest first. A position in it stays good for ever, so that paging by
    // positions neither loses nor repeats an order while others are updated. After the clock was
    // set back, updates go between older ones: whoever is past them misses them, and sees others
    // twice.
    struct Page {
        std::vector<std::uint32_t> orders;
        std::optional<std::size_t> next;  ///< Position of the next page, if it is not empty.
    };
    [[nodiscard]] std::size_t position_at(Instant updated_from) const;
    /// Up to `size` orders whose newest update lies at `position` or later, and not after `until`.
    [[nodiscard]] Page page(std::size_t position, std::size_t size, Instant until) const;

    void write_books(SystemId channel, Books& books) const;
    [[nodiscard]] std::int64_t cancels_open() const { return cancels_open_; }
    [[nodiscard]] std::int64_t refund_count() const { return refund_count_; }

private:
    [[nodiscard]] std::span<OrderLine> mutable_lines_of(const Order& order) {
        return std::span{lines_}.subspan(order.line_first, order.line_count);
    }
    [[nodiscard]] std::optional<Refusal> book_fulfilled(
        const Order& order, std::span<const LineUnits> lines
    );
    void unbook_fulfilled(const Order& order, std::span<const LineUnits> lines);
    void touch(std::uint32_t order, Instant now);

    struct Update {
        Instant at;
        std::uint32_t order = 0;
    };
    static constexpr std::uint32_t not_placed = 0xFFFF'FFFFU;

    std::shared_ptr<const Demand> demand_;
    std::vector<Order> orders_;
    std::vector<OrderLine> lines_;
    std::vector<std::uint32_t> by_demand_;
    TextTable by_number_;
    std::vector<CustomerRequest> requests_;
    std::vector<Update> updates_;
    std::uint32_t fulfilments_ = 0;
    std::int64_t cancels_open_ = 0;
    std::int64_t refund_count_ = 0;
};

}  // namespace drydock::mocks::channels
