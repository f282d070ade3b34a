#include "harness/rehearsal/probes.hpp"

#include <span>

#include "harness/rehearsal/exchange_log.hpp"
#include "harness/rehearsal/twins.hpp"

namespace drydock::harness {

namespace {

/// Orders that were accepted before their storefront had told of them.
std::uint64_t orders_found_by_reading(const Evidence& evidence, std::span<const Instant> told) {
    std::uint64_t found = 0;
    for (std::size_t place = 0; place < told.size(); ++place) {
        const DemandOrder& placed = evidence.demand.orders[place];
        const auto order = evidence.index.find(placed.number);
        const ChannelOrder* const sold = order ? evidence.index.channel_order(*order) : nullptr;
        const bool of_storefront = placed.channel == 0;
        if (of_storefront && sold != nullptr && sold->accepted && *sold->accepted < told[place]) {
            ++found;
        }
    }
    return found;
}

}  // namespace

ProbeCounts probes_of(const Evidence& evidence, const ExchangeLog& log) {
    ProbeCounts counts = log.probes();
    const auto add = [&](Probe probe, std::uint64_t count) {
        counts[static_cast<std::size_t>(probe)] += count;
    };
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        add(Probe::twin_order_taken_back, sale_orders_taken_back(evidence, order));
    }
    add(Probe::twin_label_taken_back, labels_taken_back(evidence).size());
    for (const OwnedException& exception : evidence.books.exceptions) {
        add(Probe::exception_opened, 1);
        add(Probe::exception_closed, exception.closed ? 1 : 0);
    }
    for (const ChannelOrder& sold : evidence.books.channel_orders) {
        for (const ChannelCancel& cancel : sold.cancels) {
            add(Probe::cancel_denied, cancel.answer == CancelAnswer::denied ? 1 : 0);
            add(Probe::cancel_confirmed, cancel.answer == CancelAnswer::confirmed ? 1 : 0);
        }
    }
    add(Probe::found_by_reading, orders_found_by_reading(evidence, log.first_told()));
    return counts;
}

std::vector<std::pair<std::string, std::uint64_t>> named(const ProbeCounts& counts) {
    std::vector<std::pair<std::string, std::uint64_t>> probes;
    for (std::size_t index = 0; index < counts.size(); ++index) {
        probes.emplace_back(probe_names[index], counts[index]);
    }
    return probes;
}

}  // namespace drydock::harness
