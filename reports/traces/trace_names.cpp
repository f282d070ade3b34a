#include "reports/traces/trace_names.hpp"

#include <string>

#include "core/draws.hpp"

namespace drydock::reports {

bool is_in_trace_share(std::uint64_t seed, std::uint32_t share_ppm, std::string_view order_number) {
    return Draws{seed}.happens(share_ppm, Stream{"trace.share"}, hash_text(0, order_number), 0);
}

TraceNames::TraceNames(const Demand& demand, std::uint64_t seed, std::uint32_t share_ppm)
    : seed_{seed} {
    orders_.reserve(demand.orders.size());
    for (const DemandOrder& order : demand.orders) {
        orders_.push_back(trace_of(seed, order.number));
        in_share_.push_back(is_in_trace_share(seed, share_ppm, order.number));
        by_word_.emplace(orders_.back().words[0], static_cast<std::uint32_t>(orders_.size() - 1));
    }
}

std::optional<std::uint32_t> TraceNames::find(const TraceId& trace) const {
    const auto found = by_word_.find(trace.words[0]);
    const bool is_ours = found != by_word_.end() && orders_[found->second] == trace;
    return is_ours ? std::optional{found->second} : std::nullopt;
}

TraceContext TraceNames::loose(std::uint32_t place) const {
    // No order's number has a space in it.
    const TraceId trace = trace_of(seed_, "exchange " + std::to_string(++loose_count_));
    return {trace, span_of(trace, place), false};
}

TraceParents::TraceParents(const Demand& demand, const TraceNames& names)
    : names_{names}, keys_{demand} {}

void TraceParents::on_call(Instant, const ExchangeView& view) {
    if (view.is_foreign) {
        return;
    }
    if (at_place_.size() <= view.place) {
        at_place_.resize(view.place + std::size_t{1});
    }
    const auto order = keys_.find(view.request);
    if (!order) {
        at_place_[view.place] = names_.loose(view.place);
        return;
    }
    keys_.learn(view.request, *order);
    const TraceId& trace = names_.of(*order);
    at_place_[view.place] = {trace, span_of(trace, ++span_count_), true};
}

std::optional<TraceContext> TraceParents::context_of(std::uint32_t place) const {
    return place < at_place_.size() ? std::optional{at_place_[place]} : std::nullopt;
}

}  // namespace drydock::reports
