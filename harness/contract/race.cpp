#include "harness/contract/race.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "harness/contract/race_field.hpp"
#include "harness/contract/values.hpp"

namespace drydock::harness::contract {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view database_error = "psycopg2.errors.SerializationFailure";

/// Within the recorded 20 to 600 ms; the last client is the quickest: of "validate_vs_cancel_order"
/// the cancellation was answered first. Source: recordings i001 to i030, "ms" and "ms_per_round".
constexpr Duration service_min = 100ms;
constexpr Duration service_step = 20ms;

/// Assumption: clients lose their step, so that calls of one meet some calls of the others. With no
/// pause each call would meet all others, which the recorded shares of retries (1 in 7) exclude.
constexpr Duration pause_min = 150ms;
constexpr Duration pause_step = 70ms;

/// How a call ended here.
struct OwnEnding {
    const Call& call;
    Outcome outcome;

    [[nodiscard]] std::string error() const {
        return outcome.success ? std::string{} : outcome.error_name + ": " + outcome.error_message;
    }
    [[nodiscard]] std::string brief() const {
        const std::string& name = outcome.error_name;
        return name.substr(name.rfind('.') + 1) + ": " +
               outcome.error_message.substr(0, brief_length_max);
    }
    [[nodiscard]] std::string text() const {
        return outcome.success ? "ok " + outcome.result.dump() : error();
    }
};

std::vector<Difference> compare_ending(
    const RecordedEnding& recorded,
    const OwnEnding& own,
    const ExchangeTimes& times,
    Binding& binding
) {
    const Difference whole{"", recorded.text(), own.text()};
    if (recorded.error.empty() != own.outcome.success) {
        return {whole};
    }
    if (!recorded.error.empty()) {
        const std::string error = recorded.brief ? own.brief() : own.error();
        return same_text(recorded.error, error, binding) ? std::vector<Difference>{}
                                                         : std::vector<Difference>{whole};
    }
    if (recorded.shown == RecordedEnding::Result::any) {
        return {};
    }
    ValueComparer values{times, binding};
    values.compare_result(own.call, recorded.result, own.outcome.result);
    return values.take();
}

/// Each recorded ending has one of its own here. Of one that has none, the difference to the
/// nearest that is left.
std::vector<Difference> compare_endings(
    const std::vector<RecordedEnding>& recorded,
    const std::vector<OwnEnding>& endings,
    const ExchangeTimes& times,
    Binding& binding
) {
    std::vector<const OwnEnding*> left;
    for (const OwnEnding& ending : endings) {
        left.push_back(&ending);
    }
    std::vector<const RecordedEnding*> unmatched;
    for (const RecordedEnding& expected : recorded) {
        const auto same = std::find_if(left.begin(), left.end(), [&](const OwnEnding* own) {
            Binding tried = binding;
            return compare_ending(expected, *own, times, tried).empty();
        });
        if (same == left.end()) {
            unmatched.push_back(&expected);
            continue;
        }
        (void)compare_ending(expected, **same, times, binding);
        left.erase(same);
    }
    std::vector<Difference> differences;
    for (const RecordedEnding* expected : unmatched) {
        auto nearest = std::find_if(left.begin(), left.end(), [&](const OwnEnding* own) {
            return own->outcome.success == expected->error.empty();
        });
        nearest = nearest == left.end() ? left.begin() : nearest;
        if (nearest == left.end()) {
            differences.push_back({"outcome", expected->text(), "no more calls"});
            continue;
        }
        for (Difference& difference : compare_ending(*expected, **nearest, times, binding)) {
            difference.path = difference.path.empty() ? "outcome" : "outcome " + difference.path;
            differences.push_back(std::move(difference));
        }
        left.erase(nearest);
    }
    for (const OwnEnding* own : left) {
        differences.push_back({"outcome", "no more calls", own->text()});
    }
    return differences;
}

std::vector<RaceClient> clients_of(std::vector<std::vector<RecordedRequest>> requests) {
    std::vector<RaceClient> clients;
    for (std::vector<RecordedRequest>& calls : requests) {
        const auto before = static_cast<std::int64_t>(clients.size());
        const auto behind = static_cast<std::int64_t>(requests.size()) - 1 - before;
        clients.push_back(
            {std::move(calls), service_min + behind * service_step, pause_min + before * pause_step}
        );
    }
    return clients;
}

/// One round: its differences, and the number of tries beyond the first ones.
std::pair<std::vector<Difference>, unsigned> race_round(
    const std::vector<RaceClient>& clients,
    const Contest::Round& round,
    Server& server,
    const ExchangeTimes& times,
    Binding& binding
) {
    const auto answers = server.race(clients, std::nullopt);
    if (!answers) {
        return {{{"answer", "a response", answers.error()}}, 0};
    }
    std::vector<Call> calls;
    std::vector<const RaceEnding*> all;
    for (std::size_t client = 0; client < clients.size(); ++client) {
        for (std::size_t index = 0; index < (*answers)[client].size(); ++index) {
            calls.push_back(read_call(clients[client].requests[index]));
            all.push_back(&(*answers)[client][index]);
        }
    }
    unsigned tries_more = 0;
    std::vector<OwnEnding> endings;
    for (std::size_t index = 0; index < all.size(); ++index) {
        const auto& [answer, tries] = *all[index];
        const Json body = read_body(answer.headers, answer.text);
        endings.push_back({calls[index], read_outcome(calls[index], answer.status, body)});
        tries_more += tries - 1;
    }
    std::vector<Difference> differences = compare_endings(round.sums, endings, times, binding);
    if (!round.details.empty()) {
        auto more = compare_endings(round.details, endings, times, binding);
        std::move(more.begin(), more.end(), std::back_inserter(differences));
    }
    return {std::move(differences), tries_more};
}

}  // namespace

std::vector<Difference> replay_race(
    const Recording& recording,
    const std::vector<Contest>& contests,
    Server& server,
    Console& console,
    const ExchangeTimes& times
) {
    Binding binding{recording.release, Binding::Fresh::keep};
    RaceField field{console};
    std::vector<Difference> differences;
    for (const Contest& contest : contests) {
        const std::string prefix = contest.name.empty() ? "" : contest.name + ": ";
        unsigned tries_more = 0;
        for (const Contest::Round& round : contest.rounds) {
            const auto clients = clients_of(field.requests_of(contest));
            auto [found, more] = race_round(clients, round, server, times, binding);
            tries_more += more;
            for (Difference& difference : found) {
                difference.path = prefix + difference.path;
                differences.push_back(std::move(difference));
            }
        }
        console.note(prefix + std::to_string(tries_more) + " calls tried again by the server");
        if (contest.retried != (tries_more > 0)) {
            differences.push_back(
                {prefix + "tries beyond the first",
                 contest.retried ? "some" : "none",
                 std::to_string(tries_more)}
            );
        }
    }
    const auto expected = recorded_invoice_counts(recording);
    const auto counts = field.invoice_counts();
    if (!expected.empty() && expected != counts) {
        differences.push_back({"invoices per order", Json(expected).dump(), Json(counts).dump()});
    }
    return differences;
}

bool is_outrun(const Recording& recording, const Call& call) {
    if (recording.kind != RecordingKind::exchange || !call.of_model()) {
        return false;
    }
    const RecordedResponse& response = recording.response;
    const Json body = response.body.is_string()
                          ? read_body(response.headers, response.body.get<std::string>())
                          : response.body;
    const Outcome outcome = read_outcome(call, response.status, body);
    return !outcome.success && (outcome.error_name == database_error ||
                                exception_line(outcome.error_message).starts_with(database_error));
}

std::optional<RecordedRequest> rival_of(const Call& call, Console& console) {
    const Json ids = call.argument(0, "ids");
    const Json written = call.argument(1, "vals");
    if (call.method != "write" || !ids.is_array() || ids.empty() || !ids[0].is_number_integer() ||
        !written.is_object()) {
        return std::nullopt;
    }
    Json values = Json::object();
    for (const auto& [name, value] : written.items()) {
        const Json standing = console.field(call.model, ids[0].get<std::int64_t>(), name);
        if (standing.is_primitive() && !standing.is_null()) {
            values[name] = standing;
        }
    }
    if (values.empty()) {
        return std::nullopt;
    }
    return console.request(call.model, "write", Json::array({Json::array({ids[0]}), values}));
}

expected<Answer, std::string> ask_outrun(
    Server& server, const RecordedRequest& request, const RecordedRequest& rival
) {
    const auto endings = server.race({{{request}, service_min, {}}}, rival);
    if (!endings) {
        return unexpected<std::string>{endings.error()};
    }
    return endings->front().front().answer;
}

}  // namespace drydock::harness::contract
