#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/landscape/demand.hpp"
#include "harness/live/external.hpp"
#include "harness/live/odoo_access.hpp"

namespace drydock::harness {

/// Collects what was found out about one system.
class FindingNotes {
public:
    FindingNotes(std::vector<DoctorFinding>& findings, std::string system)
        : findings_{findings}, system_{std::move(system)} {}

    void add(std::string_view check, DoctorFinding::Result result, std::string text) {
        findings_.push_back({system_, check, result, std::move(text), false});
    }
    void add_forceable(std::string_view check, std::string text) {
        findings_.push_back({system_, check, DoctorFinding::Result::bad, std::move(text), true});
    }

private:
    std::vector<DoctorFinding>& findings_;
    std::string system_;
};

/// Looks at an Odoo that answers: version, credentials, whether it is safe to test, and whether it
/// has what the demand needs. Changes nothing there.
void examine_odoo(OdooAccess& odoo, const Demand& demand, FindingNotes& notes);

}  // namespace drydock::harness
