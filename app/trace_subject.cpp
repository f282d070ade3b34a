#include "app/trace_subject.hpp"

#include <string>

namespace drydock::app {

reports::TraceSubject trace_subject_of(
    const harness::Scenario& scenario, const harness::RehearsalPlan& plan
) {
    reports::TraceSubject subject;
    subject.seed = scenario.seed;
    subject.calendar = plan.calendar;
    subject.runtime = plan.roles.runtime;
    subject.channels = {plan.roles.storefront, plan.roles.marketplace};
    for (const harness::SystemSpec& system : scenario.landscape.systems) {
        subject.systems.push_back(system.name);
    }
    for (const harness::FaultSpec& fault : scenario.faults) {
        subject.faults.push_back({fault.id, std::string{harness::to_text(fault.kind)}});
    }
    return subject;
}

}  // namespace drydock::app
