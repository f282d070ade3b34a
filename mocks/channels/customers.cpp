#include "mocks/channels/customers.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace drydock::mocks::channels {

namespace {

constexpr TimerId demand_timer{0};

TimerId return_timer(std::uint32_t request) {
    return TimerId{std::uint64_t{request} + 1};
}

std::int64_t units_of(std::span<const LineUnits> parts) {
    std::int64_t sum = 0;
    for (const LineUnits part : parts) {
        sum += part.units;
    }
    return sum;
}

/// Sorts by line and adds up what names the same line.
void merge(std::vector<LineUnits>& parts) {
    std::ranges::stable_sort(parts, {}, &LineUnits::line);
    std::size_t kept = 0;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (kept > 0 && parts[kept - 1].line == parts[index].line) {
            parts[kept - 1].units += parts[index].units;
        } else {
            parts[kept++] = parts[index];
        }
    }
    parts.resize(kept);
}

void drop_empty(std::vector<LineUnits>& parts) {
    std::erase_if(parts, [](const LineUnits& part) { return part.units <= 0; });
}

}  // namespace

Customers::Customers(
    const ChannelSettings& settings,
    std::shared_ptr<const Demand> demand,
    OrderBook& book,
    Shelf& shelf
)
    : settings_{settings}, demand_{std::move(demand)}, book_{book}, shelf_{shelf} {}

void Customers::on_start(const Moment& moment, Step& step) {
    set_timer(moment, step);
}

void Customers::skip_others() {
    const auto& orders = demand_->orders;
    const auto& reversals = demand_->reversals;
    while (next_order_ < orders.size() && orders[next_order_].channel != settings_.channel) {
        ++next_order_;
    }
    while (next_reversal_ < reversals.size() &&
           orders[reversals[next_reversal_].order].channel != settings_.channel) {
        ++next_reversal_;
    }
}

void Customers::set_timer(const Moment& moment, Step& step) {
    skip_others();
    std::optional<Instant> at;
    if (next_order_ < demand_->orders.size()) {
        at = demand_->orders[next_order_].at;
    }
    if (next_reversal_ < demand_->reversals.size()) {
        const Instant reversal = demand_->reversals[next_reversal_].at;
        at = at ? std::min(*at, reversal) : reversal;
    }
    if (at) {
        const Duration wait = std::max(*at - moment.steady, Duration::zero());
        step.set_timer(demand_timer, moment.now + wait);
    }
}

std::span<const CustomerAct> Customers::on_timer(const Moment& moment, TimerId id, Step& step) {
    acts_.clear();
    if (id != demand_timer) {
        ask_return(moment, static_cast<std::uint32_t>(id.value - 1));
        return acts_;
    }
    while (true) {
        skip_others();
        const bool orders = next_order_ < demand_->orders.size() &&
                            demand_->orders[next_order_].at <= moment.steady;
        const bool reversals = next_reversal_ < demand_->reversals.size() &&
                               demand_->reversals[next_reversal_].at <= moment.steady;
        // At one instant orders come first: a reversal may be of one of them.
        const bool order_first =
            orders && (!reversals ||
                       demand_->orders[next_order_].at <= demand_->reversals[next_reversal_].at);
        if (order_first) {
            place(moment, static_cast<std::uint32_t>(next_order_++));
        } else if (reversals) {
            reverse(moment, static_cast<std::uint32_t>(next_reversal_++), step);
        } else {
            break;
        }
    }
    set_timer(moment, step);
    return acts_;
}

void Customers::place(const Moment& moment, std::uint32_t index) {
    const LineRange range = demand_->orders[index].lines;
    placing_.clear();
    bool goods_wanted = false;
    bool goods_sold = false;
    for (std::uint32_t line = range.first; line < range.first + range.count; ++line) {
        const DemandLine& wanted = demand_->lines[line];
        const bool goods = demand_->products[wanted.sku.value].kind == ProductKind::storable;
        const std::int32_t units = shelf_.take(wanted.sku, wanted.units);
        goods_wanted |= goods;
        goods_sold |= goods && units > 0;
        lines_unplaced_ += units < wanted.units ? 1 : 0;
        if (units > 0) {
            placing_.push_back({.demand_line = line, .units = units});
        }
    }
    if (placing_.empty() || (goods_wanted && !goods_sold)) {
        ++orders_unplaced_;
        lines_unplaced_ += placing_.size();  // Services that nobody buys alone.
        return;
    }
    acts_.push_back({CustomerAct::Kind::order, book_.place(index, placing_, moment.now)});
}

void Customers::reverse(const Moment& moment, std::uint32_t index, Step& step) {
    const DemandReversal& reversal = demand_->reversals[index];
    const auto order = book_.find_demand(reversal.order);
    if (!order) {
        ++reversals_dropped_;
        return;
    }
    CustomerRequest request = wish(*order, reversal);
    if (request.lines.empty()) {
        return;
    }
    if (request.kind == ReversalKind::cancel_request) {
        ask_cancel(moment, std::move(request));
        return;
    }
    hold_return(std::move(request));
    review(moment, *order, book_.order(*order).requests.back(), step);
}

/// The reversal in lines of the order as placed, without units that were never sold. Services
/// cannot be sent back.
CustomerRequest Customers::wish(std::uint32_t order, const DemandReversal& reversal) {
    CustomerRequest request;
    request.kind = reversal.kind;
    request.order = order;
    request.number = reversal.number;
    request.delay = settings_.return_after_fulfilment;
    const auto lines = book_.lines_of(order);
    const std::uint32_t first = book_.demand_of(book_.order(order)).lines.first;
    const auto wanted =
        std::span{demand_->reversal_lines}.subspan(reversal.lines.first, reversal.lines.count);
    request.lines.reserve(wanted.size());
    for (const ReversalLine& part : wanted) {
        const auto line =
            std::ranges::lower_bound(lines, first + part.line, {}, &OrderLine::demand_line);
        const bool sold = line != lines.end() && line->demand_line == first + part.line;
        const bool goods = sold && book_.product_of(*line).kind == ProductKind::storable;
        if (sold && (goods || reversal.kind == ReversalKind::cancel_request)) {
            request.lines.push_back({static_cast<std::uint32_t>(line - lines.begin()), part.units});
        } else {
            note_loss(request);
        }
    }
    merge(request.lines);
    for (LineUnits& part : request.lines) {
        const std::int32_t possible = lines[part.line].units - lines[part.line].cancelled;
        if (part.units > possible) {
            part.units = possible;
            note_loss(request);
        }
    }
    drop_empty(request.lines);
    return request;
}

void Customers::ask_cancel(const Moment& moment, CustomerRequest request) {
    std::int64_t possible = 0;
    for (const OrderLine& line : book_.lines_of(request.order)) {
        possible += line.units - line.cancelled;
    }
    request.whole_order = units_of(request.lines) == possible;
    const std::uint32_t index = book_.add_request(std::move(request));
    book_.ask(index, moment.now);
    acts_.push_back({CustomerAct::Kind::cancel, index});
}

void Customers::hold_return(CustomerRequest request) {
    request.stage = RequestStage::held;
    ++returns_held_;
    book_.add_request(std::move(request));
}

void Customers::on_goods_moved(const Moment& moment, std::uint32_t order, Step& step) {
    if (!book_.order(order).requests.empty()) {
        review(moment, order, std::nullopt, step);
    }
}

void Customers::on_denied(const Moment& moment, std::uint32_t index, Step& step) {
    const CustomerRequest& denied = book_.request(index);
    CustomerRequest request;
    request.kind = ReversalKind::return_request;
    request.order = denied.order;
    request.number = denied.number + "R";
    request.delay = settings_.return_after_denial;
    const auto lines = book_.lines_of(denied.order);
    for (const LineUnits part : denied.lines) {
        if (book_.product_of(lines[part.line]).kind == ProductKind::storable) {
            request.lines.push_back(part);
        }
    }
    if (request.lines.empty()) {
        ++reversals_dropped_;
        return;
    }
    const std::uint32_t order = request.order;
    hold_return(std::move(request));
    review(moment, order, std::nullopt, step);
}

void Customers::review(
    const Moment& moment, std::uint32_t order, std::optional<std::uint32_t> fresh, Step& step
) {
    claimed_.assign(book_.order(order).line_count, 0);
    for (const std::uint32_t index : book_.order(order).requests) {
        CustomerRequest& request = book_.request(index);
        if (request.stage != RequestStage::held && request.stage != RequestStage::due) {
            continue;
        }
        clip_to_claimable(request);
        if (request.lines.empty()) {
            request.stage = RequestStage::dropped;
            --returns_held_;
            continue;
        }
        if (request.stage == RequestStage::held && is_shipped(request)) {
            if (fresh == index) {
                request.stage = RequestStage::due;
                ask_return(moment, index);
                continue;
            }
            request.stage = RequestStage::due;
            step.set_timer(return_timer(index), moment.now + request.delay);
        }
        for (const LineUnits part : request.lines) {
            claimed_[part.line] += part.units;
        }
    }
}

/// Units that can still come, or have come, and are not asked back or claimed by an earlier return.
void Customers::clip_to_claimable(CustomerRequest& request) {
    const auto lines = book_.lines_of(request.order);
    for (LineUnits& part : request.lines) {
        const OrderLine& line = lines[part.line];
        const std::int32_t shippable = std::max(line.units - line.cancelled, line.fulfilled);
        const std::int32_t possible = shippable - line.returned - claimed_[part.line];
        if (part.units > possible) {
            part.units = std::max(possible, 0);
            note_loss(request);
        }
    }
    drop_empty(request.lines);
}

bool Customers::is_shipped(const CustomerRequest& request) const {
    const auto lines = book_.lines_of(request.order);
    return std::ranges::all_of(request.lines, [&](const LineUnits& part) {
        return part.units <= lines[part.line].returnable() - claimed_[part.line];
    });
}

void Customers::ask_return(const Moment& moment, std::uint32_t index) {
    CustomerRequest& request = book_.request(index);
    if (request.stage != RequestStage::due) {
        return;  // Dropped meanwhile.
    }
    const auto lines = book_.lines_of(request.order);
    const bool shipped = std::ranges::all_of(request.lines, [&](const LineUnits& part) {
        return part.units <= lines[part.line].returnable();
    });
    if (!shipped) {
        request.stage = RequestStage::held;  // The seller has corrected what it shipped.
        return;
    }
    --returns_held_;
    book_.ask(index, moment.now);
    acts_.push_back({CustomerAct::Kind::send_back, index});
}

void Customers::note_loss(CustomerRequest& request) {
    if (!request.clipped) {
        request.clipped = true;
        ++reversals_dropped_;
    }
}

}  // namespace drydock::mocks::channels
