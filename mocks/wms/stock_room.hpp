#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/landscape/demand.hpp"
#include "core/text_table.hpp"
#include "mocks/wms/order_book.hpp"

namespace drydock::mocks::wms {

/// Some units of one order line, on their way through the warehouse.
struct Pick {
    std::uint32_t line = 0;  ///< Index into the OrderBook.
    std::int32_t units = 0;
    std::uint32_t instead = no_index;  ///< The SKU that is sent in place of the line's.

    friend bool operator==(Pick, Pick) = default;
};

/// What one SKU has. 0 <= reserved <= on_hand.
struct StockItem {
    std::int64_t on_hand = 0;   ///< Units, until they leave the building.
    std::int64_t reserved = 0;  ///< Of these: allocated, being picked, or packed.
    bool moved = false;         ///< Ever anything but empty.
};

/// The stock of a warehouse and the lines that wait for it. A SKU is its place in the demand's
/// products; only storable ones are kept here.
class StockRoom {
public:
    explicit StockRoom(std::shared_ptr<const Demand> demand);

    /// The SKU of that code; nullopt when the warehouse does not keep it.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view code) const;
    [[nodiscard]] bool keeps(std::uint32_t sku) const;
    [[nodiscard]] std::string_view code_of(std::uint32_t sku) const;
    [[nodiscard]] std::uint32_t sku_count() const {
        return static_cast<std::uint32_t>(items_.size());
    }
    [[nodiscard]] std::int64_t free_units(std::uint32_t sku) const {
        return items_[sku].on_hand - items_[sku].reserved;
    }
    [[nodiscard]] const StockItem& item(std::uint32_t sku) const { return items_[sku]; }

    /// Goods arrive.
    void receive(std::uint32_t sku, std::int32_t units);
    /// Reserved units are free again.
    void release(std::uint32_t sku, std::int32_t units);
    /// Reserved units leave the building, or turn out not to be there.
    void take_out(std::uint32_t sku, std::int32_t units);

    /// Free units are set aside.
    void reserve(std::uint32_t sku, std::int32_t units);
    /// Free units turn out not to be there.
    void lose(std::uint32_t sku, std::int32_t units);
    /// A SKU near that one of which so many units are free; nullopt when there is none.
    [[nodiscard]] std::optional<std::uint32_t> find_substitute(
        std::uint32_t sku, std::int32_t units
    ) const;

    /// The line has units that wait for stock. It stays until it has none.
    void await(std::uint32_t sku, std::uint32_t line);

    /// Some line waits for a SKU of which there is free stock.
    [[nodiscard]] bool can_allocate() const { return !ready_.empty(); }
    /// Gives all free stock to the lines that wait for it, the earliest arrival first. Returns what
    /// each line got, in the order of the lines.
    [[nodiscard]] std::vector<Pick> allocate(OrderBook& orders);

private:
    struct Shelf {
        std::vector<std::uint32_t> waiting;  ///< Lines, ascending: the earliest arrival first.
        bool ready = false;                  ///< In ready_.
    };
    void note_ready(std::uint32_t sku);
    void allocate_sku(std::uint32_t sku, OrderBook& orders, std::vector<Pick>& picks);

    std::shared_ptr<const Demand> demand_;
    std::vector<StockItem> items_;
    std::vector<Shelf> shelves_;
    std::vector<std::uint32_t> ready_;
    TextTable by_code_;
};

}  // namespace drydock::mocks::wms
