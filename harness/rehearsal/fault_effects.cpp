#include "harness/rehearsal/fault_effects.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

#include "harness/rehearsal/twins.hpp"

namespace drydock::harness {

namespace {

/// What the ledgers say of each order, by its place in the demand.
class OrderOutcomes {
public:
    OrderOutcomes(const Evidence& evidence, const std::vector<Finding>& findings)
        : evidence_{evidence} {
        for (std::uint32_t place = 0; place < evidence.demand.orders.size(); ++place) {
            places_.emplace(evidence.demand.orders[place].number, place);
        }
        for (const Parcel& parcel : evidence.books.parcels) {
            order_of_parcel_.emplace(parcel.number, parcel.order);
        }
        const std::size_t count = evidence.demand.orders.size();
        damaged_.resize(count);
        label_taken_back_.resize(count);
        for (const Finding& finding : findings) {
            for (const Offender& offender : finding.offenders) {
                mark(offender.key, damaged_);
            }
        }
        for (const std::string_view parcel : labels_taken_back(evidence)) {
            mark(parcel, label_taken_back_);
        }
    }

    [[nodiscard]] bool damaged(std::uint32_t place) const { return damaged_[place]; }

    /// A person got it at `at` or later.
    [[nodiscard]] bool parked_after(std::uint32_t place, Instant at) const {
        const auto order = index_of(place);
        return order &&
               std::ranges::any_of(evidence_.index.exceptions(*order), [&](std::uint32_t position) {
                   return evidence_.books.exceptions[position].opened >= at;
               });
    }

    [[nodiscard]] bool twin_taken_back(std::uint32_t place, FaultPlace where) const {
        if (where == FaultPlace::carrier) {
            return label_taken_back_[place];
        }
        const auto order = index_of(place);
        return where == FaultPlace::elsewhere && order &&
               sale_orders_taken_back(evidence_, *order) > 0;
    }

private:
    [[nodiscard]] std::optional<std::uint32_t> index_of(std::uint32_t place) const {
        return evidence_.index.find(evidence_.demand.orders[place].number);
    }

    /// `key` is the number of an order or of a parcel; of anything else nothing is known.
    void mark(std::string_view key, std::vector<bool>& places) const {
        const auto parcel = order_of_parcel_.find(key);
        const auto place = places_.find(parcel == order_of_parcel_.end() ? key : parcel->second);
        if (place != places_.end()) {
            places[place->second] = true;
        }
    }

    const Evidence& evidence_;
    // Looked up only, never walked.
    std::unordered_map<std::string_view, std::uint32_t> places_;
    std::unordered_map<std::string_view, std::string_view> order_of_parcel_;
    std::vector<bool> damaged_;
    std::vector<bool> label_taken_back_;
};

/// Faults that make one event two.
bool doubles(const FaultReport& fault) {
    return fault.kind == "duplicate" || fault.kind == "replay";
}

FaultEffect effect_of(
    const FaultMeeting& meeting,
    const FaultReport& fault,
    const OrderOutcomes& orders,
    bool to_runtime
) {
    const bool has_order = meeting.order != nobody;
    if (has_order && orders.damaged(meeting.order)) {
        return FaultEffect::damage;
    }
    const bool went_wrong = !meeting.ended_well || meeting.altered || !meeting.arrived;
    if (has_order && went_wrong && !meeting.settled_later &&
        orders.parked_after(meeting.order, meeting.at)) {
        return FaultEffect::parked;
    }
    if (has_order && went_wrong && orders.twin_taken_back(meeting.order, fault.place)) {
        return FaultEffect::compensated;
    }
    if (doubles(fault) && meeting.ended_well) {
        return FaultEffect::deduplicated;
    }
    if (!meeting.ended_well && meeting.done && meeting.settled_later && to_runtime) {
        return FaultEffect::deduplicated;
    }
    const bool made_good = meeting.altered ? meeting.settled_later
                                           : went_wrong && (meeting.settled_later || has_order);
    return made_good ? FaultEffect::absorbed : FaultEffect::none;
}

/// The fault that had begun last when the runtime turned something away, if that was on or not got
/// over yet.
FaultReport* blamed_for(Instant at, std::vector<FaultReport>& faults) {
    FaultReport* blamed = nullptr;
    for (FaultReport& fault : faults) {
        const Instant over =
            fault.recovered == Recovered::never ? Instant::max() : fault.to + fault.time_to_recover;
        const bool is_later = blamed == nullptr || blamed->from < fault.from;
        if (fault.from <= at && at <= over && is_later) {
            blamed = &fault;
        }
    }
    return blamed;
}

}  // namespace

void attribute_effects(
    const Evidence& evidence,
    const std::vector<Finding>& findings,
    const ExchangeLog& log,
    std::vector<FaultReport>& faults
) {
    const OrderOutcomes orders{evidence, findings};
    std::vector<std::set<std::string_view>> damaged(faults.size());
    for (const FaultMeeting& meeting : log.meetings()) {
        FaultReport& fault = faults.at(meeting.fault);
        const bool to_runtime = meeting.to == log.runtime();
        const FaultEffect effect = effect_of(meeting, fault, orders, to_runtime);
        ++fault.effects.counts[static_cast<std::size_t>(effect)];
        if (effect == FaultEffect::damage) {
            damaged[meeting.fault].insert(evidence.demand.orders[meeting.order].number);
        }
    }
    for (const GatewayRefusal& refusal : log.refusals()) {
        if (FaultReport* const fault = blamed_for(refusal.at, faults)) {
            ++fault->effects.counts[static_cast<std::size_t>(FaultEffect::refused_upstream)];
        }
    }
    for (std::size_t place = 0; place < faults.size(); ++place) {
        faults[place].effects.known = true;
        for (const std::string_view number : damaged[place]) {
            auto& shown = faults[place].effects.damaged_orders;
            if (shown.size() < damaged_orders_max) {
                shown.emplace_back(number);
            }
        }
    }
}

}  // namespace drydock::harness
