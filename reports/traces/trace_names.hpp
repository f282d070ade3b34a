#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/exchange_observer.hpp"
#include "core/landscape/demand.hpp"
#include "core/trace_context.hpp"
#include "harness/oracles/order_keys.hpp"

namespace drydock::reports {

/// Whether that order is of the share of orders that are traced although all went well: the same
/// ones in every run of a seed. `share_ppm`: in millionths.
[[nodiscard]] bool is_in_trace_share(
    std::uint64_t seed, std::uint32_t share_ppm, std::string_view order_number
);

/// The traces of all orders of a demand, by name.
class TraceNames {
public:
    TraceNames(const Demand& demand, std::uint64_t seed, std::uint32_t share_ppm);

    /// By the order's index in the demand.
    [[nodiscard]] const TraceId& of(std::uint32_t order) const { return orders_.at(order); }
    [[nodiscard]] bool is_in_share(std::uint32_t order) const { return in_share_.at(order); }
    /// The order whose trace that is, if it is one of ours.
    [[nodiscard]] std::optional<std::uint32_t> find(const TraceId& trace) const;
    /// For what is about no order: never the same twice, and not sampled.
    [[nodiscard]] TraceContext loose(std::uint32_t place) const;

private:
    std::uint64_t seed_;
    std::vector<TraceId> orders_;
    std::vector<bool> in_share_;
    std::unordered_map<std::uint64_t, std::uint32_t> by_word_;  ///< Looked up only, never walked.
    mutable std::uint64_t loose_count_ = 0;
};

/// Lets every exchange say which trace it is of where nobody keeps traces of ours. It says sampled
/// all the same, so that a middleware whose sampler follows its caller keeps its own spans.
class TraceParents final : public ExchangeObserver {
public:
    /// `demand` outlives the constructor only; `names` is that demand's, and outlives this.
    TraceParents(const Demand& demand, const TraceNames& names);

    void on_call(Instant now, const ExchangeView& view) override;
    void on_arrival(Instant, std::uint32_t) override {}
    void on_handled(Instant, std::uint32_t, Instant) override {}
    void on_reply(Instant, std::uint32_t, std::uint16_t) override {}
    void on_fault(Instant, std::uint32_t, std::uint32_t) override {}
    void on_end(Instant, std::uint32_t, const Outcome&) override {}
    [[nodiscard]] std::optional<TraceContext> context_of(std::uint32_t place) const override;

private:
    const TraceNames& names_;
    harness::OrderKeys keys_;
    std::vector<TraceContext> at_place_;
    std::uint64_t span_count_ = 0;
};

}  // namespace drydock::reports
