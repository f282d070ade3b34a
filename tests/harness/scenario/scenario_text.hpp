#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {

/// Under this name the texts below bear their mistakes; its folder has the data.
inline constexpr const char* test_file = "scenarios/test.yaml";

/// A scenario without mistakes, 23 lines.
inline constexpr std::string_view good_scenario = R"(name: test
seed: 7
workload:
  orders: data/order_lines.csv.xz
  products: data/products.csv.xz
  from: 2011-11-01
  to: 2011-11-08
landscape:
  systems:
    runtime: {kind: runtime}
    odoo: {kind: odoo, workers: 2, service_times: {"*": 10ms}}
    wms: {kind: wms}
    carrier: {kind: carrier}
    shop: {kind: storefront}
    market: {kind: marketplace}
  links:
    - {from: runtime, to: odoo, latency: 5ms}
strategy:
  name: careful
faults:
  - {id: noon, kind: outage, system: odoo, from: 2011-11-02T12:00, to: 2011-11-02T13:00}
expect:
  - lost_orders == 0
)";

/// The good scenario with the only `from` in it replaced.
inline std::string changed(std::string_view from, std::string_view to) {
    std::string text{good_scenario};
    text.replace(text.find(from), from.size(), to);
    return text;
}

/// All complaints, without the name of the file: "4:11: ...".
inline std::vector<std::string> complaints(
    const std::string& text, const Overrides& overrides = {}
) {
    std::vector<std::string> texts;
    const auto scenario = read_scenario(text, test_file, overrides);
    if (!scenario) {
        for (const Diagnostic& diagnostic : scenario.error()) {
            const std::string line = to_text(diagnostic);
            const std::string prefix = std::string{test_file} + ":";
            texts.push_back(line.starts_with(prefix) ? line.substr(prefix.size()) : line);
        }
    }
    return texts;
}

}  // namespace drydock::harness
