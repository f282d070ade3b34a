#pragma once

#include <stdexcept>
#include <string>

#include "harness/live/served_landscape.hpp"
#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {

/// Three orders, once the runtime has read what it needs of the others, and what becomes of them
/// within a few more. `faults`: lines of YAML.
inline LoadedScenario few_orders(const std::string& faults = {}) {
    const std::string text = faults + R"(
name: few-orders
workload:
  orders: data/short_peak.csv
  products: data/products.csv.xz
  from: 2011-11-28T16:58:03
  to: 2011-11-28T16:58:08
  only_orders: [579003, 579005, 579006]
landscape: landscapes/quick.yaml
strategy: strategies/quick.yaml
settle_within: 4s
gauge_interval: 1s
expect:
  - lost_orders == 0
)";
    const std::string file = "scenarios/few-orders.yaml";
    auto scenario = read_scenario(text, file);
    if (!scenario) {
        throw std::runtime_error{to_text(scenario.error().front())};
    }
    LoadedScenario loaded;
    loaded.scenario = std::move(*scenario);
    auto plan = plan_rehearsal(loaded.scenario);
    if (!plan) {
        throw std::runtime_error{plan.error().front()};
    }
    loaded.plan = std::move(*plan);
    auto workload = load_workload(loaded.scenario.workload, loaded.scenario.seed, folder_of(file));
    if (!workload) {
        throw std::runtime_error{workload.error().message};
    }
    loaded.workload = std::move(*workload);
    return loaded;
}

}  // namespace drydock::harness
