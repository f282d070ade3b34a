// Writes the journal of a runtime that died in the middle of a scenario: runs it on the virtual
// clock and keeps the runtime's records as the real clock would.
// Usage: drydock_open_orders SCENARIO JOURNAL
#include <iostream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/rehearsal/rehearsal.hpp"
#include "harness/scenario/scenario_file.hpp"
#include "live/journal/sqlite_journal.hpp"

namespace {

using namespace drydock;

/// Keeps the records of one system.
class RecordKeeper final : public sim::StepTracer {
public:
    RecordKeeper(SystemId system, live::Journal& journal) : system_{system}, journal_{journal} {}
    void on_step(std::uint64_t, std::uint64_t, const sim::StepView& view) override {
        if (view.system == system_ && !view.step.records.empty()) {
            last_ = journal_.append(view.step.records);
        }
    }
    [[nodiscard]] live::Journal::Ticket last() const { return last_; }

private:
    SystemId system_;
    live::Journal& journal_;
    live::Journal::Ticket last_ = 0;
};

int fail(std::string_view why) {
    std::cerr << "drydock_open_orders: " << why << "\n";
    return 4;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        return fail("usage: drydock_open_orders SCENARIO JOURNAL");
    }
    const auto scenario = harness::load_scenario(argv[1]);
    if (!scenario) {
        return fail(harness::to_text(scenario.error().front()));
    }
    const auto plan = harness::plan_rehearsal(*scenario);
    if (!plan) {
        return fail(plan.error().front());
    }
    auto workload =
        harness::load_workload(scenario->workload, scenario->seed, harness::folder_of(argv[1]));
    if (!workload) {
        return fail(workload.error().message);
    }
    const auto journal = live::SqliteJournal::open({.file = argv[2]});
    if (!journal) {
        return fail(journal.error().detail);
    }
    RecordKeeper keeper{plan->roles.runtime, **journal};
    harness::RehearsalHooks hooks;
    hooks.tracer = &keeper;
    std::size_t accepted = 0;
    std::size_t invoiced = 0;
    hooks.at_end = [&](const harness::Evidence& evidence, const auto&, Instant) {
        for (const ChannelOrder& order : evidence.books.channel_orders) {
            accepted += order.accepted ? 1U : 0U;
        }
        invoiced = evidence.books.invoices.size();
    };
    (void)harness::rehearse(*scenario, std::move(*workload), *plan, hooks);
    if (const auto flushed = (*journal)->flush(); !flushed) {
        return fail(flushed.error().detail);
    }
    std::cout << fmt::format(
        "{} orders accepted, {} invoiced, {} records\n", accepted, invoiced, keeper.last()
    );
}
