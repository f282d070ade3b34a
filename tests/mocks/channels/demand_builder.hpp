#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>

#include "core/calendar.hpp"
#include "core/landscape/demand.hpp"

namespace drydock::mocks::testing {

/// Instant of a run by its distance from the start.
[[nodiscard]] inline Instant after(Duration distance) {
    return Instant{} + distance;
}

/// Writes a demand line by line. Orders and reversals are added in the order of time.
class DemandBuilder {
public:
    std::shared_ptr<Demand> demand = std::make_shared<Demand>();

    SkuId product(std::string sku, std::int32_t stock, ProductKind kind = ProductKind::storable) {
        demand->products.push_back({.sku = std::move(sku), .name = "", .price = {}, .kind = kind});
        demand->stock_initial_units.push_back(stock);
        return SkuId{static_cast<std::uint32_t>(demand->products.size() - 1)};
    }
    /// Of channel 0. Returns the demand's index.
    std::uint32_t order(Instant at, std::string number, std::initializer_list<DemandLine> lines) {
        const auto first = static_cast<std::uint32_t>(demand->lines.size());
        demand->lines.insert(demand->lines.end(), lines);
        demand->orders.push_back(
            {.at = at,
             .number = std::move(number),
             .customer = 17850,
             .country = "United Kingdom",
             .channel = 0,
             .lines = {first, static_cast<std::uint32_t>(lines.size())}}
        );
        return static_cast<std::uint32_t>(demand->orders.size() - 1);
    }
    void cancel(
        Instant at,
        std::string number,
        std::uint32_t order_index,
        std::initializer_list<ReversalLine> lines
    ) {
        reverse(at, std::move(number), order_index, lines, ReversalKind::cancel_request);
    }
    void give_back(
        Instant at,
        std::string number,
        std::uint32_t order_index,
        std::initializer_list<ReversalLine> lines
    ) {
        reverse(at, std::move(number), order_index, lines, ReversalKind::return_request);
    }

private:
    void reverse(
        Instant at,
        std::string number,
        std::uint32_t order_index,
        std::initializer_list<ReversalLine> lines,
        ReversalKind kind
    ) {
        const auto first = static_cast<std::uint32_t>(demand->reversal_lines.size());
        demand->reversal_lines.insert(demand->reversal_lines.end(), lines);
        demand->reversals.push_back(
            {.at = at,
             .number = std::move(number),
             .order = order_index,
             .kind = kind,
             .lines = {first, static_cast<std::uint32_t>(lines.size())}}
        );
    }
};

}  // namespace drydock::mocks::testing
