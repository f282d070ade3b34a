#include "harness/live/served_systems.hpp"

#include <algorithm>

#include "harness/scenario/scenario_format.hpp"

namespace drydock::harness {

std::string_view kind_name(const SystemSpec& system) {
    return system_kinds()[system.settings.index()];
}

bool same_systems(const Scenario& left, const Scenario& right) {
    return std::ranges::equal(
        left.landscape.systems,
        right.landscape.systems,
        [](const SystemSpec& one, const SystemSpec& other) {
            return one.name == other.name && one.settings.index() == other.settings.index() &&
                   one.external.url == other.external.url &&
                   one.external.database == other.external.database;
        }
    );
}

}  // namespace drydock::harness
