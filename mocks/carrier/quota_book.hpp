#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/calendar.hpp"
#include "mocks/carrier/carrier_settings.hpp"

namespace drydock::mocks::carrier {

/// How many calls of each operation are left until midnight, by the carrier's own day.
class QuotaBook {
public:
    /// Names in `settings` that are none of `operations` have no effect.
    QuotaBook(const CarrierSettings& settings, std::span<const std::string_view> operations);

    /// Takes one call. How long until midnight when none is left; a refused call costs none.
    [[nodiscard]] std::optional<Duration> take(std::uint16_t operation, Instant now);

private:
    struct Quota {
        std::uint16_t operation = 0;
        std::uint32_t calls_max = 0;
        std::uint32_t calls = 0;
    };
    Calendar calendar_;
    std::vector<Quota> quotas_;
    Instant midnight_{};  ///< The day that is counted ends here.
};

}  // namespace drydock::mocks::carrier
