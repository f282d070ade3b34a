#include <array>
#include <string_view>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"

namespace drydock::harness {

namespace {

constexpr std::array<std::string_view, 5> milestone_texts{
    "nothing", "shipped", "in transit", "out for delivery", "delivered"};

std::string_view text_of(Milestone milestone) {
    return milestone_texts[static_cast<std::size_t>(milestone)];
}

}  // namespace

Finding milestone_regressions(const Evidence& evidence) {
    std::vector<Offender> offenders;
    for (const ChannelOrder& sold : evidence.books.channel_orders) {
        for (const ChannelFulfilment& fulfilment : sold.fulfilments) {
            Milestone furthest = Milestone::none;
            std::uint64_t regressions = 0;
            std::string explanation;
            for (const auto& [milestone, at] : fulfilment.milestones) {
                if (milestone < furthest) {
                    ++regressions;
                    explanation = fmt::format(
                        "order {}: told \"{}\" after \"{}\"",
                        sold.number,
                        text_of(milestone),
                        text_of(furthest)
                    );
                } else {
                    furthest = milestone;
                }
            }
            if (regressions > 0) {
                offenders.push_back({fulfilment.reference, regressions, std::move(explanation)});
            }
        }
    }
    return make_finding("milestone_regressions", std::move(offenders));
}

}  // namespace drydock::harness
