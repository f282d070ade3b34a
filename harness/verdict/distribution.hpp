#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time.hpp"

namespace drydock::harness {

/// Many durations of one kind, and their quantiles.
class Distribution {
public:
    Distribution() = default;
    Distribution(std::string name, std::vector<Duration> samples);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::uint64_t count() const { return samples_.size(); }

    /// By nearest rank: the smallest sample that at least `permille` of all do not exceed. 0 gives
    /// the smallest, 1000 the largest; none when there are no samples.
    [[nodiscard]] std::optional<Duration> quantile(std::uint32_t permille) const;

private:
    std::string name_;
    std::vector<Duration> samples_;  ///< Ascending.
};

}  // namespace drydock::harness
