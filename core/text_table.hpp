#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace drydock {

/// Numbers by text: of a product by its SKU, of an order by its number. Nothing is ever taken out.
/// A look-up of a text of up to eight bytes, as nearly all SKUs are, touches one slot and no text.
class TextTable {
public:
    /// Room for so many texts, so that adding them moves nothing.
    void reserve(std::size_t count);

    /// Keeps `number` under `text`. False, and nothing changes, when there is one already.
    bool add(std::string_view text, std::uint32_t number);

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const {
        if (slots_.empty()) {
            return std::nullopt;
        }
        const Slot& slot = slots_[place_of(text)];
        return slot.used ? std::optional{slot.number} : std::nullopt;
    }
    [[nodiscard]] std::size_t size() const { return count_; }

private:
    struct Slot {
        std::uint64_t head = 0;  ///< The first eight bytes, of a shorter text all of them.
        std::uint32_t size = 0;
        std::uint32_t number = 0;
        std::uint32_t tail = 0;  ///< Where in `tails_` the bytes after the first eight begin.
        bool used = false;
    };

    /// The slot that holds `text`, or the free one that is to hold it. There is always a free one.
    [[nodiscard]] std::size_t place_of(std::string_view text) const;
    [[nodiscard]] static std::uint64_t hash_of(std::uint64_t head, std::string_view text);
    void grow(std::size_t slot_count);

    std::vector<Slot> slots_;  ///< None, or a power of two of them, at most half of them used.
    std::string tails_;
    std::size_t count_ = 0;
};

}  // namespace drydock
