#include "harness/contract/replayer.hpp"

#include <utility>

#include "harness/contract/mock_server.hpp"
#include "harness/contract/references.hpp"
#include "harness/contract/texts.hpp"

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
      set_up_{knowledge_, binding_, console_} {}

CaseReport Replayer::replay(std::size_t index) {
    const Recording& recording = recordings_[index];
    CaseReport report;
    report.name = recording.name;
    report.reason = not_modelled_(recording, knowledge_.call(index));
    if (!report.reason.empty()) {
        report.result = CaseResult::not_modelled;
    } else if (recording.kind != RecordingKind::exchange) {
        report.result = CaseResult::differs;
        report.differences.push_back({"case", "an exchange", "something that is not replayed"});
    }
    if (recording.kind == RecordingKind::exchange) {
        exchange(index, report);
    }
    report.notes = std::exchange(notes_, {});
    return report;
}

void Replayer::exchange(std::size_t index, CaseReport& report) {
    const Recording& recording = recordings_[index];
    const ExchangeTimes before = times_of(recording);
    server_.set_time(before.own);
    set_up_.prepare(index);
    const auto answer = server_.ask(rewritten(index));
    if (report.result == CaseResult::not_modelled) {
        return;
    }
    if (!answer) {
        report.result = CaseResult::differs;
        report.differences.push_back({"answer", "a response", answer.error()});
        return;
    }
    learn_cookie(recording, *answer);
    const ExchangeTimes times{before.recorded, server_.time()};
    report.differences =
        compare_response(recording, knowledge_.call(index), *answer, times, binding_);
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
            {.on_id =
                 [&](std::string_view model, Json& id) {
                     id = binding_.own_of(model, id.get<std::int64_t>())
                              .value_or(id.get<std::int64_t>());
                 },
             .on_text = [&](std::string_view, std::string_view, Json& text
                        ) { text = binding_.own_text_of(text.get<std::string>()); }}
        );
        request = with_call(std::move(request), call);
    }
    rewrite_account(request, call);
    rewrite_cookie(recording, request);
    return request;
}

void Replayer::rewrite_account(RecordedRequest& request, Call&) {
    const Account recorded = recorded_account(recordings_.front().release);
    for (auto& [name, value] : request.headers) {
        replace(value, key_mark, account_.api_key);
    }
    if (request.body.is_string()) {
        std::string text = request.body.get<std::string>();
        replace(text, "&lt;api key&gt;", account_.api_key);
        request.body = text;
        return;
    }
    replace_values(request.body, std::string{key_mark}, account_.api_key);
    if (account_.database != recorded.database) {
        replace_values(request.body, recorded.database, account_.database);
    }
    if (account_.password != recorded.password || account_.login != recorded.login) {
        replace_values(request.body, recorded.login, account_.password);
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
            }
        }
        if (const auto own = cookies_.find(session); own != cookies_.end()) {
            replace(value, session, own->second);
        }
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
