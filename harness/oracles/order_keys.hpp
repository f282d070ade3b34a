#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange.hpp"
#include "core/landscape/demand.hpp"

namespace drydock::harness {

/// Tells which order a request is about by what it says: the order's number, or the number of a
/// parcel, a label or a record that an earlier request has tied to an order.
class OrderKeys {
public:
    explicit OrderKeys(const Demand& demand);

    /// The order's index in the demand; none when the request names none, or one not known yet.
    [[nodiscard]] std::optional<std::uint32_t> find(const Request& request) const;
    /// From now on other keys that this request names mean `order`, too.
    void learn(const Request& request, std::uint32_t order);

private:
    /// Where a key's text stands, and whose it is.
    struct Entry {
        std::uint32_t begin = 0;  ///< In texts_.
        std::uint32_t size = 0;
        std::uint32_t order = 0;
    };
    /// Open addressing: a key that is not known costs one line of the processor's cache, and most
    /// of those that a request names are not.
    struct Slot {
        std::uint32_t hash = 0;   ///< The upper half of it.
        std::uint32_t entry = 0;  ///< From 1; 0 for a free slot.
    };

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const;
    void learn(std::string_view key, std::uint32_t order);
    [[nodiscard]] std::optional<std::uint32_t> find_in_odoo_call(Value arguments) const;
    [[nodiscard]] std::optional<std::uint32_t> find_in_path(std::string_view path) const;
    /// Of that key, or the free one where it would be.
    [[nodiscard]] std::size_t slot_of(std::string_view key, std::uint64_t hash) const;
    void widen();

    std::vector<Slot> slots_;  ///< A power of two, half of them free at least.
    std::vector<Entry> entries_;
    std::string texts_;
};

}  // namespace drydock::harness
