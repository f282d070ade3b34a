#include "mocks/channels/order_book.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace drydock::mocks::channels {

OrderBook::OrderBook(std::shared_ptr<const Demand> demand, std::uint16_t channel)
    : demand_{std::move(demand)}, by_demand_(demand_->orders.size(), not_placed) {
    std::size_t orders = 0;
    std::size_t lines = 0;
    for (const DemandOrder& order : demand_->orders) {
        if (order.channel == channel) {
            ++orders;
            lines += order.lines.count;
        }
    }
    orders_.reserve(orders);
    lines_.reserve(lines);
    by_number_.reserve(orders);
}

std::uint32_t OrderBook::place(
    std::uint32_t demand, std::span<const OrderLine> lines, Instant now
) {
    DRYDOCK_CHECK(!lines.empty());
    DRYDOCK_CHECK(by_demand_[demand] == not_placed);
    const auto index = static_cast<std::uint32_t>(orders_.size());
    Order& order = orders_.emplace_back();
    order.demand = demand;
    order.line_first = static_cast<std::uint32_t>(lines_.size());
    order.line_count = static_cast<std::uint32_t>(lines.size());
    order.placed = now;
    for (const OrderLine& line : lines) {
        order.captured += Money{demand_of(line).price_thousandths} * Quantity::units(line.units);
        lines_.push_back(line);
    }
    by_demand_[demand] = index;
    by_number_.add(demand_of(order).number, index);
    touch(index, now);
    return index;
}

std::span<const OrderLine> OrderBook::lines_of(std::uint32_t order) const {
    return std::span{lines_}.subspan(orders_[order].line_first, orders_[order].line_count);
}

std::optional<std::uint32_t> OrderBook::find_demand(std::uint64_t demand) const {
    if (demand >= by_demand_.size() || by_demand_[demand] == not_placed) {
        return std::nullopt;
    }
    return by_demand_[demand];
}

std::optional<std::uint32_t> OrderBook::find_number(std::string_view number) const {
    return by_number_.find(number);
}

Progress OrderBook::progress_of(std::uint32_t order) const {
    if (orders_[order].cancelled) {
        return Progress::cancelled;
    }
    if (orders_[order].fulfilments.empty()) {
        return Progress::unshipped;
    }
    // Services are never shipped, so they keep no order from being complete.
    const bool open = std::ranges::any_of(lines_of(order), [this](const OrderLine& line) {
        return line.open() > 0 && product_of(line).kind == ProductKind::storable;
    });
    return open ? Progress::partial : Progress::shipped;
}

std::uint32_t OrderBook::add_request(CustomerRequest request) {
    const auto index = static_cast<std::uint32_t>(requests_.size());
    orders_[request.order].requests.push_back(index);
    requests_.push_back(std::move(request));
    return index;
}

std::optional<std::uint32_t> OrderBook::find_cancel(std::uint32_t order, std::string_view number)
    const {
    for (const std::uint32_t index : orders_[order].requests) {
        const CustomerRequest& request = requests_[index];
        if (request.kind == ReversalKind::cancel_request && request.number == number) {
            return index;
        }
    }
    return std::nullopt;
}

void OrderBook::ask(std::uint32_t index, Instant now) {
    CustomerRequest& request = requests_[index];
    request.stage = RequestStage::asked;
    request.requested = now;
    if (request.kind == ReversalKind::cancel_request) {
        ++cancels_open_;
    } else {
        const auto lines = mutable_lines_of(orders_[request.order]);
        for (const LineUnits& part : request.lines) {
            DRYDOCK_CHECK(part.units <= lines[part.line].returnable());
            lines[part.line].returned += part.units;
        }
    }
    touch(request.order, now);
}

void OrderBook::pay(std::uint32_t order, Instant now) {
    if (orders_[order].awaits_payment) {
        orders_[order].awaits_payment = false;
        touch(order, now);
    }
}

void OrderBook::accept(std::uint32_t order, Instant now) {
    if (!orders_[order].accepted) {
        orders_[order].accepted = now;
    }
}

void OrderBook::acknowledge(std::uint32_t order, Instant now) {
    if (!orders_[order].accepted) {
        orders_[order].accepted = now;
        touch(order, now);
    }
}

std::optional<Refusal> OrderBook::book_fulfilled(
    const Order& order, std::span<const LineUnits> parts
) {
    const auto lines = mutable_lines_of(order);
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const LineUnits part = parts[index];
        const bool known = part.line < lines.size();
        if (!known || part.units > lines[part.line].open()) {
            unbook_fulfilled(order, parts.first(index));
            return known ? Refusal::too_many_units : Refusal::unknown_line;
        }
        lines[part.line].fulfilled += part.units;
    }
    return std::nullopt;
}

void OrderBook::unbook_fulfilled(const Order& order, std::span<const LineUnits> parts) {
    const auto lines = mutable_lines_of(order);
    for (const LineUnits part : parts) {
        lines[part.line].fulfilled -= part.units;
    }
}

expected<std::uint32_t, Refusal> OrderBook::fulfil(
    std::uint32_t index, std::string_view reference, std::vector<LineUnits> lines, Instant now
) {
    Order& order = orders_[index];
    if (const auto refusal = book_fulfilled(order, lines)) {
        return unexpected{*refusal};
    }
    order.fulfilments.push_back(
        {.id = ++fulfilments_,
         .reference = std::string{reference},
         .at = now,
         .lines = std::move(lines),
         .milestones = {{Milestone::shipped, now}}}
    );
    touch(index, now);
    return fulfilments_;
}

expected<std::uint32_t, Refusal> OrderBook::fulfil_or_replace(
    std::uint32_t index, std::string_view reference, std::vector<LineUnits> lines, Instant now
) {
    Order& order = orders_[index];
    const auto old = std::ranges::find(order.fulfilments, reference, &Fulfilment::reference);
    if (old == order.fulfilments.end()) {
        return fulfil(index, reference, std::move(lines), now);
    }
    if (lines == old->lines) {
        return old->id;
    }
    unbook_fulfilled(order, old->lines);
    if (const auto refusal = book_fulfilled(order, lines)) {
        // As it was, whatever was cancelled since: what is not taken changes nothing.
        const auto restored = mutable_lines_of(order);
        for (const LineUnits part : old->lines) {
            restored[part.line].fulfilled += part.units;
        }
        return unexpected{*refusal};
    }
    old->lines = std::move(lines);
    touch(index, now);
    return old->id;
}

bool OrderBook::add_milestone(
    std::uint32_t order, std::string_view reference, Milestone milestone, Instant now
) {
    auto& fulfilments = orders_[order].fulfilments;
    const auto found = std::ranges::find(fulfilments, reference, &Fulfilment::reference);
    if (found == fulfilments.end()) {
        return false;
    }
    found->milestones.emplace_back(milestone, now);
    return true;
}

void OrderBook::answer_cancel(std::uint32_t index, CancelAnswer answer, Instant now) {
    CustomerRequest& request = requests_[index];
    DRYDOCK_CHECK(request.kind == ReversalKind::cancel_request);
    DRYDOCK_CHECK(request.answer == CancelAnswer::none && answer != CancelAnswer::none);
    Order& order = orders_[request.order];
    request.answer = answer;
    request.answered = now;
    --cancels_open_;
    if (answer == CancelAnswer::confirmed) {
        const auto lines = mutable_lines_of(order);
        for (const LineUnits part : request.lines) {
            OrderLine& line = lines[part.line];
            line.cancelled = std::min(line.cancelled + part.units, line.units);
        }
        const bool all = std::ranges::all_of(lines, [](const OrderLine& line) {
            return line.cancelled == line.units;
        });
        if (all && !order.cancelled) {
            order.cancelled = now;
        }
    }
    touch(request.order, now);
}

expected<std::size_t, Refusal> OrderBook::refund(
    std::uint32_t index, std::string_view key, Money amount, Instant now
) {
    Order& order = orders_[index];
    const auto known = std::ranges::find(order.refunds, key, &Refund::key);
    if (!key.empty() && known != order.refunds.end()) {
        return static_cast<std::size_t>(known - order.refunds.begin());
    }
    if (amount <= Money{}) {
        return unexpected{Refusal::amount_unusable};
    }
    if (amount > order.captured - order.refunded) {
        return unexpected{Refusal::amount_too_high};
    }
    order.refunded += amount;
    order.refunds.push_back({.key = std::string{key}, .amount = amount, .at = now});
    ++refund_count_;
    touch(index, now);
    return order.refunds.size() - 1;
}

void OrderBook::explain_refund(
    std::uint32_t order,
    std::size_t position,
    std::vector<LineUnits> lines,
    std::string_view restock_type,
    std::string_view note
) {
    Refund& refund = orders_[order].refunds.at(position);
    refund.lines = std::move(lines);
    refund.restock_type = restock_type;
    refund.note = note;
}

void OrderBook::touch(std::uint32_t order, Instant now) {
    // By time: after a clock was set back, before changes that came earlier.
    const auto later = std::ranges::upper_bound(updates_, now, {}, &Update::at);
    const auto position = static_cast<std::uint32_t>(later - updates_.begin());
    updates_.insert(later, {now, order});
    for (std::uint32_t moved = position + 1; moved < updates_.size(); ++moved) {
        std::uint32_t& newest = orders_[updates_[moved].order].update;
        newest = newest + 1 == moved ? moved : newest;
    }
    orders_[order].updated = now;
    orders_[order].update = position;
}

std::size_t OrderBook::position_at(Instant updated_from) const {
    const auto first = std::ranges::lower_bound(updates_, updated_from, {}, &Update::at);
    return static_cast<std::size_t>(first - updates_.begin());
}

OrderBook::Page OrderBook::page(std::size_t position, std::size_t size, Instant until) const {
    Page page;
    for (; position < updates_.size() && updates_[position].at <= until; ++position) {
        const std::uint32_t order = updates_[position].order;
        if (orders_[order].update != position) {
            continue;  // It was updated again: it comes later in the list.
        }
        if (page.orders.size() == size) {
            page.next = position;
            break;
        }
        page.orders.push_back(order);
    }
    return page;
}

void OrderBook::write_books(SystemId channel, Books& books) const {
    books.channel_orders.reserve(books.channel_orders.size() + orders_.size());
    for (std::uint32_t index = 0; index < orders_.size(); ++index) {
        const Order& order = orders_[index];
        ChannelOrder& row = books.channel_orders.emplace_back();
        row.channel = channel;
        row.number = demand_of(order).number;
        row.placed = order.placed;
        row.accepted = order.accepted;
        row.captured = order.captured;
        row.refunded = order.refunded;
        row.cancelled = order.cancelled.has_value();
        row.lines.reserve(order.line_count);
        for (const OrderLine& line : lines_of(index)) {
            row.lines.push_back(
                {.sku = demand_of(line).sku,
                 .ordered = Quantity::units(line.units),
                 .cancelled = Quantity::units(line.cancelled),
                 .fulfilled = Quantity::units(line.fulfilled),
                 .returned = Quantity::units(line.returned),
                 .price = Money{demand_of(line).price_thousandths}}
            );
        }
        for (const std::uint32_t request_index : order.requests) {
            const CustomerRequest& request = requests_[request_index];
            if (request.kind != ReversalKind::cancel_request) {
                continue;
            }
            const bool answered = request.answer != CancelAnswer::none;
            row.cancels.push_back(
                {.number = request.number,
                 .requested = request.requested,
                 .answer = request.answer,
                 .answered = answered ? std::optional{request.answered} : std::nullopt,
                 .whole_order = request.whole_order}
            );
        }
        for (const Fulfilment& fulfilment : order.fulfilments) {
            row.fulfilments.push_back({fulfilment.reference, fulfilment.at, fulfilment.milestones});
        }
    }
}

}  // namespace drydock::mocks::channels
