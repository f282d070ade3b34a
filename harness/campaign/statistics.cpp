#include "harness/campaign/statistics.hpp"

#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

#include "core/check.hpp"

namespace drydock::harness {

Interval interval_of(const std::vector<double>& values, double confidence) {
    DRYDOCK_CHECK(confidence > 0.0 && confidence < 1.0);
    Interval interval;
    interval.count = values.size();
    const auto count = static_cast<double>(values.size());
    for (const double value : values) {
        interval.mean += value / count;
    }
    if (values.size() < 2) {
        interval.half_width = std::numeric_limits<double>::infinity();
        return interval;
    }
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - interval.mean) * (value - interval.mean);
    }
    const double deviation = std::sqrt(squares / (count - 1.0));
    const boost::math::students_t distribution{count - 1.0};
    const double t = boost::math::quantile(distribution, 0.5 + confidence / 2.0);
    interval.half_width = t * deviation / std::sqrt(count);
    return interval;
}

std::vector<std::size_t> pareto_front(const std::vector<std::vector<double>>& points) {
    const auto dominates = [](const std::vector<double>& left, const std::vector<double>& right) {
        bool better = false;
        for (std::size_t index = 0; index < left.size(); ++index) {
            if (left[index] > right[index]) {
                return false;
            }
            better = better || left[index] < right[index];
        }
        return better;
    };
    std::vector<std::size_t> front;
    for (std::size_t index = 0; index < points.size(); ++index) {
        bool dominated = false;
        for (const std::vector<double>& other : points) {
            dominated = dominated || dominates(other, points[index]);
        }
        if (!dominated) {
            front.push_back(index);
        }
    }
    return front;
}

}  // namespace drydock::harness
