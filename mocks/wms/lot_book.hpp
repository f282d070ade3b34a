#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace drydock::mocks::wms {

struct LotUnits {
    std::string lot;
    std::int32_t units = 0;
};

/// Which lots of the lot-tracked SKUs lie in the warehouse; the oldest leaves first. What lies of a
/// tracked SKU is the sum of its lots.
class LotBook {
public:
    /// `tracked_ppm`: of all SKUs, by their codes: a product is tracked or it is not, in every run.
    explicit LotBook(std::uint32_t tracked_ppm) : tracked_ppm_{tracked_ppm} {}

    /// A new SKU of that code; to be called once for each, in their order.
    void add(std::string_view code);

    [[nodiscard]] bool tracks(std::uint32_t sku) const { return shelves_[sku].tracked; }
    /// Units of a lot arrive; an empty name is the lot that came last. Nothing for SKUs that are
    /// not tracked.
    void receive(std::uint32_t sku, std::int32_t units, std::string_view lot = {});
    /// The oldest units leave. Empty for SKUs that are not tracked.
    std::vector<LotUnits> take(std::uint32_t sku, std::int32_t units);

private:
    struct Shelf {
        bool tracked = false;
        std::deque<LotUnits> lots;
    };
    std::uint32_t tracked_ppm_;
    std::vector<Shelf> shelves_;
};

}  // namespace drydock::mocks::wms
