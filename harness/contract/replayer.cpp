#include "harness/contract/replayer.hpp"

#include <utility>

#include "harness/contract/live_limits.hpp"
#include "harness/contract/mock_server.hpp"
#include "harness/contract/race.hpp"
#include "harness/contract/references.hpp"
#include "harness/contract/texts.hpp"
#include "harness/contract/xml_rpc.hpp"

namespace drydock::harness::contract {

namespace {

constexpr std::string_view key_mark = "<api key>";
constexpr std::string_view session_name = "session_id=";

/// "session_id=abc; ..." gives "abc".
std::string session_of(const std::string& header) {
    const std::size_t at = header.find(session_name);
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t from = at + session_name.size();
    return header.substr(from, header.find(';', from) - from);
}

void replace(std::string& text, std::string_view what, const std::string& by) {
    if (const std::size_t at = text.find(what); at != std::string::npos) {
        text.replace(at, what.size(), by);
    }
}

void replace_all(std::string& text, const std::string& what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
}

/// Every string that is `what` as a whole.
void replace_values(Json& value, const std::string& what, const std::string& by) {
    if (value.is_structured()) {
        for (Json& inner : value) {
            replace_values(inner, what, by);
        }
    } else if (value == what) {
        value = by;
    }
}

/// Far above the ids that a database has: stands for a record that is missing on both sides.
constexpr std::int64_t absent_id = 1'000'000'000;

/// The uid that the recordings were made with.
constexpr std::int64_t recorded_user = 2;

/// 2026-11-21 02:00:00 UTC, the day of the recordings: for a set of them in which no header says.
constexpr UnixSeconds recorded_day = 1'795'226'400;

UnixSeconds first_date_in(const std::vector<Recording>& recordings) {
    for (const Recording& recording : recordings) {
        if (const auto date = parse_http_date(header_of(recording.response.headers, "Date"))) {
            return *date;
        }
    }
    return recorded_day;
}

}  // namespace

Replayer::Replayer(
    const std::vector<Recording>& recordings,
    Server& server,
    const Account& account,
    NotModelled not_modelled
)
    : recordings_{recordings},
      server_{server},
      account_{account},
      not_modelled_{std::move(not_modelled)},
      knowledge_{recordings},
      binding_{
          recordings.empty() ? Release::odoo_18 : recordings.front().release,
          server.is_fresh() ? Binding::Fresh::keep : Binding::Fresh::unknown},
      console_{server, account, [this](const std::string& line) { notes_.push_back(line); }},
      set_up_{knowledge_, binding_, console_},
      recorded_now_{first_date_in(recordings)} {
    if (account_.user != 0) {
        binding_.bind("res.users", recorded_user, account_.user);
    }
}

CaseReport Replayer::replay(std::size_t index) {
    const Recording& recording = recordings_[index];
    CaseReport report;
    report.name = recording.name;
    report.reason = not_modelled_(recording, knowledge_.call(index));
    if (report.reason.empty() && !server_.is_fresh()) {
        const bool clients = recording.kind == RecordingKind::concurrent ||
                             is_outrun(recording, knowledge_.call(index));
        report.reason =
            clients ? "needs concurrent clients" : kept_from_live(knowledge_.call(index));
    }
    if (!report.reason.empty()) {
        report.result = CaseResult::not_modelled;
    } else if (recording.kind == RecordingKind::concurrent) {
        race(recording, report);
    } else if (recording.kind != RecordingKind::exchange) {
        report.result = CaseResult::differs;
        report.differences.push_back({"case", "an exchange", "something that is not replayed"});
    }
    const bool sent = server_.is_fresh() || report.reason.empty();
    if (recording.kind == RecordingKind::exchange && sent) {
        exchange(index, report);
    }
    report.notes = std::exchange(notes_, {});
    mask_password(report);
    return report;
}

void Replayer::exchange(std::size_t index, CaseReport& report) {
    const Recording& recording = recordings_[index];
    const ExchangeTimes before = times_of(recording);
    // What was set up between two recordings was so before the second.
    const std::size_t notes_before = notes_.size();
    set_up_.prepare(index, [&] {
        // A session's cookie is not the same the second time.
        if (knowledge_.call(index).transport == Transport::web) {
            return false;
        }
        server_.set_time(before.own);
        Binding tried = binding_;
        if (!server_.is_fresh() && !lacking(index).empty()) {
            return false;
        }
        const auto answer = ask(index);
        return answer && compare_response(
                             recording,
                             knowledge_.call(index),
                             without_proxies(recording, *answer),
                             {before.recorded, server_.time()},
                             tried
                         )
                             .empty();
    });
    if (!server_.is_fresh()) {
        report.reason = lacking(index);
        if (!report.reason.empty()) {
            report.result = CaseResult::not_modelled;
            return;
        }
    }
    if (notes_.size() != notes_before) {
        // Lists go by time: what was set up was there a second before what this call makes.
        server_.set_time(server_.time() + 1);
    }
    server_.set_time(before.own);
    const auto answer = ask(index);
    if (report.result == CaseResult::not_modelled) {
        return;
    }
    if (!answer) {
        report.result = CaseResult::differs;
        report.differences.push_back({"answer", "a response", answer.error()});
        report.unanswered = answer.error();
        return;
    }
    learn_cookie(recording, *answer);
    const ExchangeTimes times{before.recorded, server_.time()};
    report.differences = compare_response(
        recording, knowledge_.call(index), without_proxies(recording, *answer), times, binding_
    );
    report.result = report.differences.empty() ? CaseResult::passed : CaseResult::differs;
}

/// With the other clients that the recorded call met.
expected<Answer, std::string> Replayer::ask(std::size_t index) {
    const RecordedRequest request = rewritten(index);
    if (is_outrun(recordings_[index], knowledge_.call(index))) {
        if (const auto rival = rival_of(read_call(request), console_)) {
            return ask_outrun(server_, request, *rival);
        }
    }
    return server_.ask(request);
}

/// On a database of its own: what clients at once leave behind was seldom recorded, and later cases
/// must not meet it.
void Replayer::race(const Recording& recording, CaseReport& report) {
    server_.set_time(times_of(recording).own);
    const auto contests = read_contests(recording);
    const std::unique_ptr<Server> own = server_.fresh_one();
    if (!contests || !own) {
        report.differences.push_back(
            {"case",
             "clients at once",
             contests ? std::string{"no server for them"} : contests.error()}
        );
    } else {
        Console console{
            *own, account_, [this](const std::string& line) { notes_.push_back(line); }};
        report.differences =
            replay_race(recording, *contests, *own, console, {recorded_now_, own->time()});
    }
    report.result = report.differences.empty() ? CaseResult::passed : CaseResult::differs;
}

ExchangeTimes Replayer::times_of(const Recording& recording) {
    const auto date = parse_http_date(header_of(recording.response.headers, "Date"));
    recorded_now_ = date.value_or(recorded_now_);
    return {recorded_now_, server_.is_fresh() ? recorded_now_ : server_.time()};
}

RecordedRequest Replayer::rewritten(std::size_t index) {
    const Recording& recording = recordings_[index];
    Call call = knowledge_.call(index);
    RecordedRequest request = recording.request;
    if (call.transport != Transport::other) {
        const std::string method = call.method;
        visit_references(
            call,
            {.on_id = [&](std::string_view model,
                          Json& id) { id = own_id(model, id.get<std::int64_t>()); },
             .on_text = [&](std::string_view, std::string_view, Json& text
                        ) { text = binding_.own_text_of(text.get<std::string>()); }}
        );
        request = with_call(std::move(request), call);
    }
    rewrite_account(request);
    rewrite_cookie(recording, request);
    return request;
}

/// The server's id; for a record that the response calls missing one that the server does not have
/// either.
std::int64_t Replayer::own_id(std::string_view model, std::int64_t recorded) const {
    if (const auto own = binding_.own_of(model, recorded)) {
        return *own;
    }
    const bool other = !server_.is_fresh() || binding_.is_taken(model, recorded);
    const bool missing = set_up_.is_missing({std::string{model}, recorded});
    return other && missing && recorded < absent_id ? recorded + absent_id : recorded;
}

/// An id of the recorded database means another record elsewhere, and is never sent there. Why the
/// case cannot be sent; empty when it can.
std::string Replayer::lacking(std::size_t index) const {
    for (const RecordKey& record : named_in(knowledge_.call(index))) {
        const bool bound = binding_.own_of(record.model, record.id).has_value();
        if (!bound && !set_up_.is_missing(record)) {
            return "needs " + record.model + " " + std::to_string(record.id) +
                   ", which only the recorded database has";
        }
    }
    return {};
}

/// A proxy before a real server writes headers of its own: of those only the type of the body is
/// Odoo's for certain.
Answer Replayer::without_proxies(const Recording& recording, Answer answer) const {
    if (server_.is_fresh()) {
        return answer;
    }
    Headers headers;
    for (const auto& [name, value] : recording.response.headers) {
        const bool type = name == "Content-Type";
        headers.emplace_back(name, type ? header_of(answer.headers, name) : value);
    }
    answer.headers = std::move(headers);
    return answer;
}

void Replayer::mask_password(CaseReport& report) const {
    if (server_.is_fresh() || account_.password.empty()) {
        return;
    }
    for (std::string& note : report.notes) {
        replace_all(note, account_.password, "***");
    }
    for (Difference& difference : report.differences) {
        replace_all(difference.expected, account_.password, "***");
        replace_all(difference.got, account_.password, "***");
    }
}

/// database, uid and password of a model's method; database, login and password of the service
/// common. A wrong one that was recorded stays wrong.
void Replayer::rewrite_arguments(Json& arguments, bool common) const {
    const Account recorded = recorded_account(recordings_.front().release);
    if (!arguments.is_array() || arguments.size() < 3) {
        return;
    }
    const bool own = common ? arguments[1] == recorded.login
                            : account_.user == 0 || arguments[1] == account_.user;
    if (arguments[0] == recorded.database) {
        arguments[0] = account_.database;
    }
    if (own && arguments[2] == recorded.password) {
        arguments[2] = account_.password;
    }
    if (common && own) {
        arguments[1] = account_.login;
    }
}

void Replayer::rewrite_account(RecordedRequest& request) const {
    for (auto& [name, value] : request.headers) {
        replace(value, key_mark, account_.api_key);
    }
    const bool common = request.path.ends_with("/common");
    if (request.body.is_string()) {
        std::string text = request.body.get<std::string>();
        replace(text, "&lt;api key&gt;", account_.api_key);
        auto call = account_.user == 0 ? std::nullopt : read_xml_call(text);
        if (call) {
            rewrite_arguments((*call)["params"], common);
            text = write_xml_call(*call);
        }
        request.body = text;
        return;
    }
    replace_values(request.body, std::string{key_mark}, account_.api_key);
    if (account_.user == 0 || !request.body.is_object() || !request.body.contains("params") ||
        !request.body["params"].is_object()) {
        return;
    }
    Json& params = request.body["params"];
    if (params.contains("args") && params.contains("service")) {
        rewrite_arguments(params["args"], params["service"] == "common");
    } else if (params.contains("login") && params.contains("db")) {
        Json arguments =
            Json::array({params["db"], params["login"], params.value("password", Json{})});
        rewrite_arguments(arguments, true);
        params["db"] = arguments[0];
        params["login"] = arguments[1];
        params["password"] = arguments[2];
    }
}

void Replayer::rewrite_cookie(const Recording& recording, RecordedRequest& request) {
    for (auto& [name, value] : request.headers) {
        const std::string session = name == "Cookie" ? session_of(value) : std::string{};
        if (session.empty()) {
            continue;
        }
        const Json& body = recording.response.body;
        const bool expired =
            body.is_object() && body.contains("error") && body["error"].value("code", 0) == 100;
        if (!cookies_.contains(session) && !expired) {
            const auto answer = server_.ask(
                {"POST",
                 "/web/session/authenticate",
                 {{"Content-Type", "application/json"}},
                 {{"jsonrpc", "2.0"},
                  {"method", "call"},
                  {"params",
                   {{"db", account_.database},
                    {"login", account_.login},
                    {"password", account_.password}}},
                  {"id", 1}}}
            );
            console_.note("set-up: log in, for a session that no recorded case opened");
            if (answer) {
                cookies_[session] = session_of(header_of(answer->headers, "Set-Cookie"));
                use_session(recording, cookies_[session]);
            }
        }
        if (const auto own = cookies_.find(session); own != cookies_.end()) {
            replace(value, session, own->second);
        }
    }
}

/// The first use of a session sets its cookie once more; the recorded one was used before where its
/// response sets none.
void Replayer::use_session(const Recording& recording, const std::string& session) {
    if (header_of(recording.response.headers, "Set-Cookie").empty()) {
        (void)server_.ask(
            {"POST",
             "/web/dataset/call_kw",
             {{"Content-Type", "application/json"}, {"Cookie", "session_id=" + session}},
             {{"jsonrpc", "2.0"},
              {"method", "call"},
              {"params",
               {{"model", "res.users"},
                {"method", "context_get"},
                {"args", Json::array()},
                {"kwargs", Json::object()}}},
              {"id", 1}}}
        );
    }
}

void Replayer::learn_cookie(const Recording& recording, const Answer& answer) {
    const std::string recorded = session_of(header_of(recording.response.headers, "Set-Cookie"));
    const std::string own = session_of(header_of(answer.headers, "Set-Cookie"));
    if (!recorded.empty() && !own.empty()) {
        cookies_[recorded] = own;
    }
}

}  // namespace drydock::harness::contract
