#include "harness/oracles/finding.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace drydock::harness {

Finding make_finding(std::string_view oracle, std::vector<Offender> offenders) {
    std::ranges::sort(offenders, [](const Offender& left, const Offender& right) {
        return std::tie(right.severity, left.key, left.explanation) <
               std::tie(left.severity, right.key, right.explanation);
    });
    Finding finding;
    finding.oracle = oracle;
    finding.count = offenders.size();
    finding.offenders = std::move(offenders);
    return finding;
}

Finding not_applicable(std::string_view oracle) {
    Finding finding;
    finding.oracle = oracle;
    finding.applicable = false;
    return finding;
}

}  // namespace drydock::harness
