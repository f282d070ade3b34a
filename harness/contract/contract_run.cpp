#include "harness/contract/contract_run.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>

#include "harness/contract/mock_server.hpp"
#include "harness/contract/not_modelled.hpp"

namespace drydock::harness::contract {

namespace {

/// Indices in the order in which the exchanges took place: by name, but for what was recorded at
/// the end of it all (a089 and a090 use what later cases made). A case in the middle of a family
/// that has a later Date than the next one was recorded a second time and stays where its name puts
/// it.
std::vector<std::size_t> recorded_order(const std::vector<Recording>& recordings) {
    std::vector<UnixSeconds> dates;
    for (const Recording& recording : recordings) {
        const auto date = parse_http_date(header_of(recording.response.headers, "Date"));
        dates.push_back(date.value_or(dates.empty() ? 0 : dates.back()));
    }
    const auto family = [&](std::size_t index) { return recordings[index].name.substr(0, 1); };
    for (std::size_t index = 1; index + 1 < dates.size(); ++index) {
        if (dates[index] > dates[index + 1] && family(index) == family(index + 1) &&
            family(index) == family(index - 1)) {
            dates[index] = dates[index - 1];
        }
    }
    std::vector<std::size_t> order(recordings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return dates[left] < dates[right];
    });
    return order;
}

/// Replays those of one release; the reports go to where the recordings stand in `indices`.
void replay_release(
    Release release,
    const std::vector<Recording>& recordings,
    const std::vector<std::size_t>& indices,
    const ContractRun& run,
    std::vector<CaseReport>& reports
) {
    if (recordings.empty()) {
        return;
    }
    const std::unique_ptr<Server> server = run.open_server(release);
    const Account& account = release == Release::odoo_18 ? run.account_18 : run.account_19;
    Replayer replayer{recordings, *server, account, run.not_modelled};
    for (std::size_t index = 0; index < recordings.size(); ++index) {
        CaseReport& report = reports[indices[index]];
        report = replayer.replay(index);
        run.on_case(report);
        if (!server->is_fresh() && !report.unanswered.empty()) {
            return;
        }
    }
}

}  // namespace

std::vector<CaseReport> run_contract(
    const std::vector<Recording>& recordings, const ContractRun& run
) {
    std::vector<CaseReport> reports(recordings.size());
    for (const Release release : {Release::odoo_18, Release::odoo_19}) {
        std::vector<Recording> part;
        std::vector<std::size_t> indices;
        for (const std::size_t index : recorded_order(recordings)) {
            if (recordings[index].release == release) {
                part.push_back(recordings[index]);
                indices.push_back(index);
            }
        }
        replay_release(release, part, indices, run, reports);
    }
    return reports;
}

ContractRun mock_run() {
    ContractRun run;
    run.not_modelled = not_modelled_of(read_not_modelled(mocks_document()));
    run.open_server = [](Release release) { return make_mock_server(release); };
    run.account_18 = recorded_account(Release::odoo_18);
    run.account_19 = recorded_account(Release::odoo_19);
    return run;
}

}  // namespace drydock::harness::contract
