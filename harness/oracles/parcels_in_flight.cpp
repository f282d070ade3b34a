#include <algorithm>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"

namespace drydock::harness {

Finding parcels_in_flight(const Evidence& evidence) {
    if (!evidence.settled) {
        return not_applicable("parcels_in_flight");
    }
    std::vector<Offender> offenders;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        if (evidence.index.owned_open(order)) {
            continue;
        }
        const auto shipped =
            std::ranges::count_if(evidence.index.parcels(order), [&](std::uint32_t position) {
                return evidence.books.parcels[position].shipped.has_value();
            });
        const auto validated =
            std::ranges::count_if(evidence.index.pickings(order), [&](std::uint32_t position) {
                return !evidence.books.pickings[position].incoming;
            });
        if (shipped > validated) {
            offenders.push_back(
                {std::string{evidence.index.number(order)},
                 static_cast<std::uint64_t>(shipped - validated),
                 fmt::format(
                     "{} parcels have left, Odoo has validated {} deliveries", shipped, validated
                 )}
            );
        }
    }
    return make_finding("parcels_in_flight", std::move(offenders));
}

}  // namespace drydock::harness
