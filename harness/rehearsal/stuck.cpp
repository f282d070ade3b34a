#include "harness/rehearsal/stuck.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "harness/season/stages.hpp"

namespace drydock::harness {

namespace {

/// Rules that must hold in the end only: what breaks them has not happened yet.
constexpr std::array<std::string_view, 3> rules_of_the_end{
    "lost_orders", "unsettled_orders", "parcels_in_flight"};

/// The first stage that each order has begun and not ended, by place in the OrderIndex; empty for
/// none.
std::vector<std::string_view> stages_not_ended(const Evidence& evidence) {
    std::vector<std::string_view> stages(evidence.index.order_count());
    for (const StageName& name : stage_names) {
        for (const StageWait& wait : waits_of(evidence, name.stage)) {
            if (!wait.to && stages[wait.order].empty()) {
                stages[wait.order] = name.name;
            }
        }
    }
    return stages;
}

}  // namespace

void tell_where_stuck(const Evidence& evidence, Verdict& verdict) {
    std::vector<std::string_view> stages;
    for (Finding& finding : verdict.findings) {
        const bool of_the_end =
            std::ranges::find(rules_of_the_end, finding.oracle) != rules_of_the_end.end();
        if (!of_the_end || finding.offenders.empty()) {
            continue;
        }
        if (stages.empty()) {
            stages = stages_not_ended(evidence);
        }
        for (Offender& offender : finding.offenders) {
            const auto order = evidence.index.find(offender.key);
            if (!order) {
                continue;
            }
            // Past the invoice there is what the channel, the customer or the returns desk waits
            // for; the explanation says which.
            offender.stage = stages[*order].empty() ? "after" : stages[*order];
            const ChannelOrder* const sold = evidence.index.channel_order(*order);
            if (sold != nullptr && !verdict.phases.spans.empty()) {
                offender.phase = to_text(phase_at(verdict.phases.spans, sold->placed));
            }
        }
    }
}

}  // namespace drydock::harness
