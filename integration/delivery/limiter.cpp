#include "integration/delivery/limiter.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace drydock::integration {

void Limiter::ended(bool dropped) {
    DRYDOCK_CHECK(in_flight_ > 0);
    constexpr std::uint32_t one_call_permille = 1'000;
    if (dropped) {
        const std::uint64_t lower =
            std::uint64_t{limit_permille_} * settings_.decrease_permille / 1'000;
        limit_permille_ = std::max(one_call_permille, static_cast<std::uint32_t>(lower));
    } else if (2 * in_flight_ * one_call_permille >= limit_permille_) {
        limit_permille_ = std::min(
            settings_.concurrency_max * one_call_permille, limit_permille_ + one_call_permille
        );
    }
    --in_flight_;
}

}  // namespace drydock::integration
