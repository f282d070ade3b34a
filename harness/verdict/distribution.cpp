#include "harness/verdict/distribution.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace drydock::harness {

Distribution::Distribution(std::string name, std::vector<Duration> samples)
    : name_{std::move(name)}, samples_{std::move(samples)} {
    std::ranges::sort(samples_);
}

std::optional<Duration> Distribution::quantile(std::uint32_t permille) const {
    DRYDOCK_CHECK(permille <= 1'000);
    if (samples_.empty()) {
        return std::nullopt;
    }
    const std::size_t rank = (samples_.size() * permille + 999) / 1'000;
    return samples_[rank == 0 ? 0 : rank - 1];
}

}  // namespace drydock::harness
