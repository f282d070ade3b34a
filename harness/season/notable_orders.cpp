#include "harness/season/notable_orders.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "harness/season/stages.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

namespace {

constexpr std::size_t offenders_of_a_rule_max = 5;
constexpr std::size_t damaged_by_a_fault_max = 4;
constexpr std::size_t exceptions_max = 10;
constexpr std::size_t slowest_max = 5;

class Notables {
public:
    void add(std::uint32_t order, std::string reason) {
        const auto known = std::ranges::find(orders_, order, &NotableOrder::order);
        if (known != orders_.end()) {
            known->reasons.push_back(std::move(reason));
        } else if (orders_.size() < notable_orders_max) {
            orders_.push_back({order, {std::move(reason)}});
        }
    }
    std::vector<NotableOrder> take() { return std::move(orders_); }

private:
    std::vector<NotableOrder> orders_;
};

/// The order that an offender's key names: an order's number, or a parcel's.
std::optional<std::uint32_t> order_of(const Evidence& evidence, std::string_view key) {
    if (const auto order = evidence.index.find(key)) {
        return order;
    }
    const auto parcel = std::ranges::find(evidence.books.parcels, key, &Parcel::number);
    return parcel == evidence.books.parcels.end() ? std::nullopt
                                                  : evidence.index.find(parcel->order);
}

void add_offenders(
    const Evidence& evidence, const std::vector<Finding>& findings, Notables& notables
) {
    for (const Finding& finding : findings) {
        const std::size_t shown = std::min(finding.offenders.size(), offenders_of_a_rule_max);
        for (std::size_t index = 0; finding.applicable && index < shown; ++index) {
            const Offender& offender = finding.offenders[index];
            if (const auto order = order_of(evidence, offender.key)) {
                notables.add(*order, fmt::format("{}: {}", finding.oracle, offender.explanation));
            }
        }
    }
}

void add_damaged(
    const Evidence& evidence, const std::vector<FaultReport>& faults, Notables& notables
) {
    for (const FaultReport& fault : faults) {
        const auto& damaged = fault.effects.damaged_orders;
        const std::size_t shown = std::min(damaged.size(), damaged_by_a_fault_max);
        for (std::size_t index = 0; index < shown; ++index) {
            if (const auto order = evidence.index.find(damaged[index])) {
                notables.add(
                    *order, fmt::format("wrong in the books after a request that {} met", fault.id)
                );
            }
        }
    }
}

void add_slowest(const Evidence& evidence, Stage stage, Instant end, Notables& notables) {
    std::vector<std::pair<Duration, std::uint32_t>> slowest;
    for (const StageWait& wait : waits_of(evidence, stage)) {
        slowest.emplace_back(wait.from - wait.to.value_or(end), wait.order);
    }
    const std::size_t shown = std::min(slowest.size(), slowest_max);
    std::ranges::partial_sort(slowest, slowest.begin() + static_cast<std::ptrdiff_t>(shown));
    for (std::size_t index = 0; index < shown; ++index) {
        const auto& [negative, order] = slowest[index];
        notables.add(
            order,
            fmt::format(
                "{}: among the slowest, {}",
                stage_names[static_cast<std::size_t>(stage)].words,
                duration_text(-negative)
            )
        );
    }
}

}  // namespace

std::vector<NotableOrder> notable_orders(
    const Evidence& evidence,
    const std::vector<Finding>& findings,
    const std::vector<FaultReport>& faults,
    const std::vector<FaultHarm>& harms,
    Instant end
) {
    Notables notables;
    add_offenders(evidence, findings, notables);
    add_damaged(evidence, faults, notables);
    for (std::size_t index = 0; index < harms.size(); ++index) {
        for (const HeldUp& held : harms[index].worst) {
            notables.add(
                held.order,
                fmt::format("held up {} by {}", duration_text(held.waited), faults[index].id)
            );
        }
    }
    std::size_t shown = 0;
    for (const OwnedException& exception : evidence.books.exceptions) {
        const auto order = evidence.index.find(exception.order);
        if (order && !exception.closed && shown < exceptions_max) {
            notables.add(
                *order, fmt::format("waits for {}: {}", exception.owner, exception.reason)
            );
            ++shown;
        }
    }
    for (const Stage stage : {Stage::book, Stage::release, Stage::label, Stage::invoice}) {
        add_slowest(evidence, stage, end, notables);
    }
    return notables.take();
}

}  // namespace drydock::harness
