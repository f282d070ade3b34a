#pragma once

#include <cstddef>
#include <vector>

namespace drydock::harness {

/// The mean of a sample and how far the true mean may be away from it.
struct Interval {
    std::size_t count = 0;
    double mean = 0.0;
    /// Half of the interval that holds the true mean with the confidence asked for; Student's t.
    /// Infinite below two values.
    double half_width = 0.0;

    [[nodiscard]] double low() const { return mean - half_width; }
    [[nodiscard]] double high() const { return mean + half_width; }
    /// The interval lies on one side of zero: a difference is told apart from chance.
    [[nodiscard]] bool excludes_zero() const { return low() > 0.0 || high() < 0.0; }
};

/// `confidence` is above 0 and below 1.
[[nodiscard]] Interval interval_of(const std::vector<double>& values, double confidence = 0.95);

/// Points of which no other one is at least as good in every number and better in one; smaller is
/// better. Indices, ascending.
[[nodiscard]] std::vector<std::size_t> pareto_front(const std::vector<std::vector<double>>& points);

}  // namespace drydock::harness
