#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "harness/contract/replayer.hpp"

namespace drydock::harness::contract {

/// Opens a server for the recordings of one release.
using OpenServer = std::function<std::unique_ptr<Server>(Release release)>;

struct ContractRun {
    NotModelled not_modelled;
    OpenServer open_server;
    Account account_18;
    Account account_19;
    /// Told of each case as soon as it is done.
    std::function<void(const CaseReport&)> on_case = [](const CaseReport&) {};
};

/// Replays all recordings in the order in which they were recorded (see docs/mocks.md), those of
/// each release against a server of its own. The reports stand in the order of the names. A server
/// that gives no answer any more ends the replay: the reports that follow have no name.
[[nodiscard]] std::vector<CaseReport> run_contract(
    const std::vector<Recording>& recordings, const ContractRun& run
);

/// Against the mock in this process, without what docs/mocks.md names as not modelled.
[[nodiscard]] ContractRun mock_run();

}  // namespace drydock::harness::contract
