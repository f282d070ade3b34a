#include "harness/season/fault_harm.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/calendar.hpp"
#include "harness/season/stages.hpp"
#include "harness/verdict/distribution.hpp"

namespace drydock::harness {

namespace {

/// Waits of one kind, with what is usual for them.
struct Waits {
    std::vector<StageWait> all;
    Duration usual{};
};

Waits with_usual(std::vector<StageWait> all) {
    std::vector<Duration> done;
    for (const StageWait& wait : all) {
        if (wait.done) {
            done.push_back(*wait.to - wait.from);
        }
    }
    const Duration median =
        Distribution{{}, std::move(done)}.quantile(500).value_or(Duration::zero());
    return {std::move(all), std::max(5 * median, one_minute)};
}

/// From placing to the warehouse, or to where the order left that way.
std::vector<StageWait> orders_on_their_way(const Evidence& evidence) {
    std::vector<StageWait> waits;
    for (const Stage stage : {Stage::accept, Stage::book, Stage::confirm, Stage::release}) {
        for (const StageWait& wait : waits_of(evidence, stage)) {
            const auto known = std::ranges::lower_bound(waits, wait.order, {}, &StageWait::order);
            if (known == waits.end() || known->order != wait.order) {
                waits.insert(known, wait);  // Stage::accept comes first and names every order.
            } else {
                known->to = wait.to;
                known->done = wait.done;
            }
        }
    }
    return waits;
}

/// Whether most of what came in the week before, and had time enough to be through when the fault
/// began, never went on either. Then something else is the reason why others stay, too.
bool most_stay_anyway(const FaultReport& fault, const Waits& waits) {
    std::uint64_t came = 0;
    std::uint64_t stayed = 0;
    for (const StageWait& wait : waits.all) {
        if (wait.from >= fault.from - 7 * one_day && wait.from + waits.usual <= fault.from) {
            ++came;
            stayed += wait.to ? 0U : 1U;
        }
    }
    return came > 0 && stayed * 2 >= came;
}

FaultHarm harm_of(const FaultReport& fault, const Waits& waits, Instant end) {
    FaultHarm harm;
    harm.timed = (fault.to - fault.from) * 2 <= end.time_since_epoch();
    if (!harm.timed) {
        return harm;
    }
    harm.of = fault.place == FaultPlace::carrier ? "parcels" : "orders";
    std::vector<std::pair<Instant, std::int64_t>> changes;
    const bool stay_anyway = most_stay_anyway(fault, waits);
    for (const StageWait& wait : waits.all) {
        if (stay_anyway && !wait.to) {
            continue;
        }
        const Instant to = wait.to.value_or(end);
        // What was overdue when the fault began waits for something else.
        const bool met = wait.from < fault.to && wait.from + waits.usual > fault.from;
        if (met && to > fault.from && to - wait.from > waits.usual) {
            harm.worst.push_back({wait.order, wait.from, to - wait.from});
            changes.emplace_back(std::max(wait.from, fault.from), 1);
            changes.emplace_back(to, -1);
        }
    }
    harm.held_up = harm.worst.size();
    std::ranges::sort(changes);
    std::int64_t waiting = 0;
    for (const auto& [at, change] : changes) {
        waiting += change;
        if (waiting > static_cast<std::int64_t>(harm.waiting_max)) {
            harm.waiting_max = static_cast<std::uint64_t>(waiting);
            harm.waiting_max_at = at;
        }
    }
    std::ranges::sort(harm.worst, {}, [](const HeldUp& one) {
        return std::tuple{-one.waited, one.order};
    });
    harm.worst.resize(std::min(harm.worst.size(), held_up_shown_max));
    return harm;
}

}  // namespace

std::vector<FaultHarm> fault_harm(
    const Evidence& evidence, const std::vector<FaultReport>& faults, Instant end
) {
    const Waits orders = with_usual(orders_on_their_way(evidence));
    const Waits parcels = with_usual(waits_of(evidence, Stage::label));
    std::vector<FaultHarm> harms;
    harms.reserve(faults.size());
    for (const FaultReport& fault : faults) {
        const bool at_carrier = fault.place == FaultPlace::carrier;
        harms.push_back(harm_of(fault, at_carrier ? parcels : orders, end));
    }
    return harms;
}

}  // namespace drydock::harness
