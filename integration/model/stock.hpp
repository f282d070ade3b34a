#pragma once

#include <cstdint>
#include <vector>

namespace drydock::integration {

/// Stock as the runtime computes it: what lies in the warehouse less what open orders have claimed.
/// Units by catalogue index. Remembers which products changed since each channel was last told.
class Stock {
public:
    static constexpr std::size_t listener_count = 2;

    void add_on_hand(std::uint32_t product, std::int64_t units);
    void add_reserved(std::uint32_t product, std::int64_t units);

    [[nodiscard]] std::int64_t on_hand(std::uint32_t product) const;
    /// What may be promised: on hand less reserved less `buffer`, not below 0.
    [[nodiscard]] std::int64_t available(std::uint32_t product, std::int64_t buffer) const;

    /// Up to `count_max` products whose stock changed since they were last taken for `listener`, in
    /// the order of their change; they count as told.
    [[nodiscard]] std::vector<std::uint32_t> take_changed(
        std::size_t listener, std::size_t count_max
    );
    [[nodiscard]] bool has_changes(std::size_t listener) const {
        return !changed_[listener].empty();
    }
    /// Counts as changed again, for a listener that could not be told.
    void mark(std::size_t listener, std::uint32_t product);

private:
    struct Level {
        std::int64_t on_hand = 0;
        std::int64_t reserved = 0;
        std::uint8_t listed = 0;  ///< A bit a listener: already in its list.
    };
    Level& level(std::uint32_t product);
    void changed(std::uint32_t product);

    std::vector<Level> levels_;
    std::vector<std::uint32_t> changed_[listener_count];
};

}  // namespace drydock::integration
