#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/books.hpp"

namespace drydock::harness {

/// Positions of one ledger's entries, grouped by a dense key: the entries of key k in the order in
/// which the ledger holds them.
class Grouping {
public:
    Grouping() = default;
    /// `keys[i]` is the key of entry i, below `key_count`.
    Grouping(const std::vector<std::uint32_t>& keys, std::size_t key_count);

    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t key) const {
        return {entries_.data() + starts_[key], entries_.data() + starts_[key + 1]};
    }

private:
    std::vector<std::uint32_t> starts_{0};
    std::vector<std::uint32_t> entries_;
};

/// Every ledger's entries by order number. Each number that occurs in any ledger gets a place, from
/// 0, in the order in which the ledgers name them, channels first. Linear in the size of the books,
/// which must outlive it unchanged.
class OrderIndex {
public:
    explicit OrderIndex(const Books& books);

    [[nodiscard]] std::uint32_t order_count() const {
        return static_cast<std::uint32_t>(numbers_.size());
    }
    [[nodiscard]] std::string_view number(std::uint32_t order) const { return numbers_[order]; }
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view number) const;

    /// Null when no channel has an order of that number.
    [[nodiscard]] const ChannelOrder* channel_order(std::uint32_t order) const;
    /// Positions in the ledger of that name.
    [[nodiscard]] auto sale_orders(std::uint32_t order) const { return sale_orders_.of(order); }
    [[nodiscard]] auto invoices(std::uint32_t order) const { return invoices_.of(order); }
    [[nodiscard]] auto pickings(std::uint32_t order) const { return pickings_.of(order); }
    [[nodiscard]] auto warehouse_orders(std::uint32_t order) const {
        return warehouse_orders_.of(order);
    }
    [[nodiscard]] auto parcels(std::uint32_t order) const { return parcels_.of(order); }
    [[nodiscard]] auto exceptions(std::uint32_t order) const { return exceptions_.of(order); }

    /// An exception was raised for it, open or closed by now.
    [[nodiscard]] bool owned(std::uint32_t order) const { return !exceptions(order).empty(); }
    /// A person has it in hand now.
    [[nodiscard]] bool owned_open(std::uint32_t order) const;

private:
    template <class Entries, class NumberOf>
    [[nodiscard]] Grouping group(const Entries& entries, NumberOf number_of) const;
    void intern(std::string_view number);

    const Books& books_;
    std::vector<std::string_view> numbers_;
    std::unordered_map<std::string_view, std::uint32_t> places_;
    Grouping channel_orders_;
    Grouping sale_orders_;
    Grouping invoices_;
    Grouping pickings_;
    Grouping warehouse_orders_;
    Grouping parcels_;
    Grouping exceptions_;
};

}  // namespace drydock::harness
