#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/books.hpp"
#include "core/landscape/demand.hpp"
#include "core/text_table.hpp"

namespace drydock::mocks::channels {

/// The stock that a channel believes in, and sells from. At the start what lies in the warehouse,
/// published before go-live; later what the seller sets. Sales take from it, nothing else does: a
/// cancelled unit comes back only with the seller's next level.
class Shelf {
public:
    /// `demand` outlives this.
    explicit Shelf(const Demand& demand);

    [[nodiscard]] std::optional<SkuId> find(std::string_view sku) const;

    /// Takes up to `units` of what is believed to be there. Returns how many; services and test
    /// products never run out.
    [[nodiscard]] std::int32_t take(SkuId sku, std::int32_t units);
    void set(SkuId sku, std::int64_t units);
    [[nodiscard]] std::int64_t level(SkuId sku) const { return levels_[sku.value]; }

    /// The seller has set levels of so many products in one message.
    void note_publication(Instant at, std::uint32_t sku_count) {
        publications_.push_back({at, sku_count});
    }
    [[nodiscard]] std::size_t publication_count() const { return publications_.size(); }

    void write_books(SystemId channel, Books& books) const;

private:
    struct Publication {
        Instant at;
        std::uint32_t sku_count = 0;
    };
    const Demand& demand_;
    std::vector<std::int64_t> levels_;  ///< Units by SkuId. Not positive: nothing to sell.
    TextTable by_sku_;
    std::vector<Publication> publications_;
};

}  // namespace drydock::mocks::channels
