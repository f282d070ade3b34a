#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"

namespace drydock::harness {

namespace {

struct LabelCount {
    std::uint64_t live = 0;
    const Parcel* parcel = nullptr;
    std::string_view tracking_last;
};

}  // namespace

Finding duplicate_labels(const Evidence& evidence) {
    std::unordered_map<std::string_view, LabelCount> by_parcel;  // Looked up; iterated nowhere.
    by_parcel.reserve(evidence.books.parcels.size());
    for (const Parcel& parcel : evidence.books.parcels) {
        by_parcel[parcel.number].parcel = &parcel;
    }
    std::vector<std::string_view> labelled;  // In the order of their first live label.
    for (const Label& label : evidence.books.labels) {
        if (label.voided) {
            continue;
        }
        LabelCount& count = by_parcel[label.parcel];
        if (++count.live == 1) {
            labelled.push_back(label.parcel);
        }
        count.tracking_last = label.tracking;
    }
    std::vector<Offender> offenders;
    for (const std::string_view parcel : labelled) {
        const LabelCount& count = by_parcel.at(parcel);
        const std::string order = count.parcel == nullptr ? "" : " of order " + count.parcel->order;
        if (count.live > 1) {
            offenders.push_back(
                {std::string{parcel},
                 count.live - 1,
                 fmt::format(
                     "{} labels paid for one parcel{}, the last {}",
                     count.live,
                     order,
                     count.tracking_last
                 )}
            );
        } else if (count.parcel == nullptr || count.parcel->cancelled) {
            offenders.push_back(
                {std::string{parcel},
                 1,
                 fmt::format(
                     "label {} paid for a parcel{} that {}",
                     count.tracking_last,
                     order,
                     count.parcel == nullptr ? "the warehouse does not know" : "was cancelled"
                 )}
            );
        }
    }
    return make_finding("duplicate_labels", std::move(offenders));
}

}  // namespace drydock::harness
