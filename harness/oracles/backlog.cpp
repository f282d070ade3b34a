#include "harness/oracles/backlog.hpp"

#include <algorithm>
#include <tuple>

namespace drydock::harness {

Backlog::Backlog(const std::vector<Wait>& waits) {
    struct Change {
        Instant at;
        std::int32_t by = 0;
    };
    std::vector<Change> changes;
    changes.reserve(2 * waits.size());
    for (const Wait& wait : waits) {
        if (wait.to && *wait.to <= wait.from) {
            continue;
        }
        changes.push_back({wait.from, 1});
        if (wait.to) {
            changes.push_back({*wait.to, -1});
        }
    }
    // At one instant those that leave go first, so that the most is never overstated.
    std::ranges::sort(changes, [](const Change& left, const Change& right) {
        return std::tie(left.at, left.by) < std::tie(right.at, right.by);
    });
    std::int64_t length = 0;
    for (const Change& change : changes) {
        length += change.by;
        const auto size = static_cast<std::uint64_t>(length);
        if (size > length_max_) {
            length_max_ = size;
            length_max_at_ = change.at;
        }
        if (levels_.empty() || levels_.back().from != change.at) {
            levels_.push_back({change.at, size});
        } else {
            levels_.back().length = size;
        }
    }
}

std::uint64_t Backlog::length_at(Instant instant) const {
    const auto after = std::ranges::upper_bound(levels_, instant, {}, &Level::from);
    return after == levels_.begin() ? 0 : std::prev(after)->length;
}

std::optional<Instant> Backlog::first_at_most(std::uint64_t length, Instant from) const {
    if (length_at(from) <= length) {
        return from;
    }
    auto level = std::ranges::upper_bound(levels_, from, {}, &Level::from);
    level = std::find_if(level, levels_.end(), [&](const Level& candidate) {
        return candidate.length <= length;
    });
    return level == levels_.end() ? std::nullopt : std::optional{level->from};
}

std::uint64_t Backlog::most_in(Instant from, Instant to) const {
    std::uint64_t most = length_at(from);
    auto level = std::ranges::upper_bound(levels_, from, {}, &Level::from);
    for (; level != levels_.end() && level->from < to; ++level) {
        most = std::max(most, level->length);
    }
    return most;
}

std::uint64_t Backlog::least_in(Instant from, Instant to) const {
    std::uint64_t least = length_at(from);
    auto level = std::ranges::upper_bound(levels_, from, {}, &Level::from);
    for (; level != levels_.end() && level->from < to; ++level) {
        least = std::min(least, level->length);
    }
    return least;
}

namespace {

/// The first of some instants.
class First {
public:
    void consider(std::optional<Instant> at) {
        if (at && (!first_ || *at < *first_)) {
            first_ = at;
        }
    }
    [[nodiscard]] std::optional<Instant> get() const { return first_; }

private:
    std::optional<Instant> first_;
};

/// When a person took the order in hand, or its customer saw it cancelled.
First taken_off(const Evidence& evidence, std::uint32_t order, const ChannelOrder& sold) {
    First first;
    for (const std::uint32_t position : evidence.index.exceptions(order)) {
        first.consider(evidence.books.exceptions[position].opened);
    }
    for (const ChannelCancel& cancel : sold.cancels) {
        if (cancel.whole_order && cancel.answer == CancelAnswer::confirmed) {
            first.consider(cancel.answered);
        }
    }
    return first;
}

bool holds_goods(const Evidence& evidence, const ChannelOrder& sold) {
    return std::ranges::any_of(sold.lines, [&](const ChannelLine& line) {
        return evidence.storable(line.sku);
    });
}

/// `wait_of(order, channel order)` gives an optional Wait.
template <class WaitOf>
Backlog backlog_of_orders(const Evidence& evidence, WaitOf wait_of) {
    std::vector<Wait> waits;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        if (const ChannelOrder* const sold = evidence.index.channel_order(order)) {
            if (const std::optional<Wait> wait = wait_of(order, *sold)) {
                waits.push_back(*wait);
            }
        }
    }
    return Backlog{waits};
}

}  // namespace

Backlog orders_unheard(const Evidence& evidence) {
    return backlog_of_orders(evidence, [&](std::uint32_t order, const ChannelOrder& sold) {
        First heard = taken_off(evidence, order, sold);
        heard.consider(sold.accepted);
        return std::optional<Wait>{{sold.placed, heard.get()}};
    });
}

Backlog orders_unbooked(const Evidence& evidence) {
    return backlog_of_orders(
        evidence,
        [&](std::uint32_t order, const ChannelOrder& sold) -> std::optional<Wait> {
            if (!sold.accepted) {
                return std::nullopt;
            }
            First booked = taken_off(evidence, order, sold);
            for (const std::uint32_t position : evidence.index.sale_orders(order)) {
                booked.consider(evidence.books.sale_orders[position].created);
            }
            return Wait{*sold.accepted, booked.get()};
        }
    );
}

Backlog orders_unreleased(const Evidence& evidence) {
    return backlog_of_orders(
        evidence,
        [&](std::uint32_t order, const ChannelOrder& sold) -> std::optional<Wait> {
            const bool has_goods = holds_goods(evidence, sold);
            First confirmed;
            for (const std::uint32_t position : evidence.index.sale_orders(order)) {
                confirmed.consider(evidence.books.sale_orders[position].confirmed);
            }
            if (!has_goods || !confirmed.get()) {
                return std::nullopt;
            }
            First released = taken_off(evidence, order, sold);
            for (const std::uint32_t position : evidence.index.warehouse_orders(order)) {
                released.consider(evidence.books.warehouse_orders[position].received);
            }
            return Wait{*confirmed.get(), released.get()};
        }
    );
}

std::vector<Wait> waits_to_release(const Evidence& evidence) {
    std::vector<Wait> waits;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const sold = evidence.index.channel_order(order);
        if (sold == nullptr) {
            continue;
        }
        First gone = taken_off(evidence, order, *sold);
        for (const std::uint32_t position : evidence.index.warehouse_orders(order)) {
            gone.consider(evidence.books.warehouse_orders[position].received);
        }
        if (!holds_goods(evidence, *sold)) {
            for (const std::uint32_t position : evidence.index.sale_orders(order)) {
                gone.consider(evidence.books.sale_orders[position].created);
            }
        }
        waits.push_back({sold->placed, gone.get()});
    }
    return waits;
}

std::vector<Wait> waits_for_label(const Evidence& evidence) {
    std::vector<Wait> waits;
    waits.reserve(evidence.books.parcels.size());
    for (const Parcel& parcel : evidence.books.parcels) {
        First done;
        done.consider(parcel.labelled);
        done.consider(parcel.shipped);
        done.consider(parcel.cancelled);
        waits.push_back({parcel.packed, done.get()});
    }
    return waits;
}

Backlog parcels_unlabelled(const Evidence& evidence) {
    return Backlog{waits_for_label(evidence)};
}

}  // namespace drydock::harness
