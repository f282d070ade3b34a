#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/time.hpp"

namespace drydock::sim {

/// Deadlines of calls. Almost no call times out, so a deadline must not cost a place in the event
/// queue: calls with one and the same time-out end in the order in which they began, so that each
/// such class is a line of its own, and only the head of a line needs an event.
class TimeOuts {
public:
    struct Deadline {
        std::int64_t at_ns = 0;
        std::uint64_t order = 0;  ///< Place in the event queue.
        std::uint64_t exchange = 0;
    };

    /// The class of that time-out. Few are worth one: those of configuration. Nullopt for any more,
    /// for which the caller keeps an event a call.
    [[nodiscard]] std::optional<std::uint32_t> class_of(Duration timeout);

    /// `at_ns` is not before that of earlier calls of this class. True when the line was empty, so
    /// that its head has no event yet.
    [[nodiscard]] bool add(std::uint32_t class_index, const Deadline& deadline);

    [[nodiscard]] const Deadline& head(std::uint32_t class_index) const {
        return classes_[class_index].line.front();
    }
    /// Drops the head, and all after it that `is_over` says have ended. The new head needs an
    /// event.
    template <class IsOver>
    [[nodiscard]] std::optional<Deadline> advance(std::uint32_t class_index, IsOver is_over) {
        std::deque<Deadline>& line = classes_[class_index].line;
        do {
            line.pop_front();
        } while (!line.empty() && is_over(line.front().exchange));
        return line.empty() ? std::nullopt : std::optional{line.front()};
    }

private:
    static constexpr std::size_t class_count_max = 32;
    struct Class {
        Duration timeout;
        std::deque<Deadline> line;
    };
    std::vector<Class> classes_;
};

}  // namespace drydock::sim
