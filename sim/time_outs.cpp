#include "sim/time_outs.hpp"

#include "core/check.hpp"

namespace drydock::sim {

std::optional<std::uint32_t> TimeOuts::class_of(Duration timeout) {
    for (std::uint32_t index = 0; index < classes_.size(); ++index) {
        if (classes_[index].timeout == timeout) {
            return index;
        }
    }
    if (classes_.size() == class_count_max) {
        return std::nullopt;
    }
    classes_.push_back({timeout, {}});
    return static_cast<std::uint32_t>(classes_.size() - 1);
}

bool TimeOuts::add(std::uint32_t class_index, const Deadline& deadline) {
    std::deque<Deadline>& line = classes_[class_index].line;
    DRYDOCK_CHECK(line.empty() || line.back().at_ns <= deadline.at_ns);
    line.push_back(deadline);
    return line.size() == 1;
}

}  // namespace drydock::sim
