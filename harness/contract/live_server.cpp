#include "harness/contract/live_server.hpp"

#include <optional>
#include <utility>

#include "core/document_text.hpp"
#include "harness/contract/call.hpp"
#include "live/http/simple_client.hpp"

namespace drydock::harness::contract {

namespace {

namespace http = live::http;

/// A confirmation of a large order took 13 s on the recorded server (i042); a slow one is given
/// more.
constexpr Duration answer_time_max = 120 * one_second;

/// The client writes these itself.
bool is_of_connection(const std::string& name) {
    return name == "Host" || name == "Content-Length" || name == "Connection" ||
           name == "Transfer-Encoding";
}

std::string words_of(Delivery delivery, const std::string& reason) {
    const char* const what = delivery == Delivery::refused     ? "connection refused"
                             : delivery == Delivery::timed_out ? "no answer in time"
                                                               : "connection broken off";
    return reason.empty() ? what : std::string{what} + ": " + reason;
}

class HttpServer final : public Server {
public:
    HttpServer(http::SimpleClient client, http::Url url)
        : client_{std::move(client)}, url_{std::move(url)} {}

    /// By the peer's own clock, as its last response said.
    [[nodiscard]] UnixSeconds time() const override { return now_; }
    [[nodiscard]] bool is_fresh() const override { return false; }

    [[nodiscard]] expected<Answer, std::string> ask(const RecordedRequest& recorded) override {
        const auto method = method_of(recorded.method);
        if (!method) {
            return unexpected<std::string>{"no method " + recorded.method};
        }
        Request request{.to = SystemId{0}, .method = *method, .path = recorded.path};
        for (const auto& [name, value] : recorded.headers) {
            if (!is_of_connection(name)) {
                request.headers.push_back({name, value});
            }
        }
        request.raw = make_bytes(wire_text(recorded.body));
        const http::CallResult result = client_.call(url_, request, answer_time_max);
        if (result.delivery != Delivery::answered) {
            return unexpected<std::string>{words_of(result.delivery, result.reason)};
        }
        Answer answer;
        answer.status = result.response.status;
        for (const Header& header : result.response.headers) {
            answer.headers.emplace_back(header.name, header.value);
        }
        answer.text = result.response.body_text();
        now_ = parse_http_date(header_of(answer.headers, "Date")).value_or(now_);
        return answer;
    }

private:
    http::SimpleClient client_;
    http::Url url_;
    UnixSeconds now_ = 0;
};

/// The result of a call of the service common; the error says why there is none.
expected<Json, std::string> ask_common(Server& server, const char* method, Json arguments) {
    const auto answer = server.ask(json_rpc_request("common", method, std::move(arguments)));
    if (!answer) {
        return unexpected{answer.error()};
    }
    const Json body = read_body(answer->headers, answer->text);
    if (answer->status != 200 || !body.is_object() || !body.contains("jsonrpc")) {
        return unexpected<std::string>{
            "no Odoo there: /jsonrpc answered " + std::to_string(answer->status)};
    }
    if (!body.contains("result")) {
        const Outcome outcome = read_outcome({}, answer->status, body);
        return unexpected{
            outcome.error_message.empty() ? "an error without a message" : outcome.error_message};
    }
    return body["result"];
}

}  // namespace

expected<LiveServer, std::string> open_live_server(const std::string& url, const Account& account) {
    auto peer = http::parse_url(url);
    if (!peer) {
        return unexpected{url + ": " + peer.error()};
    }
    auto client = http::SimpleClient::open();
    if (!client) {
        return unexpected{client.error()};
    }
    LiveServer live;
    live.server = std::make_unique<HttpServer>(std::move(*client), std::move(*peer));
    const auto version = ask_common(*live.server, "version", Json::array());
    if (!version) {
        return unexpected{url + ": " + version.error()};
    }
    if (version->is_object() && version->contains("server_serie") &&
        (*version)["server_serie"].is_string()) {
        live.series = (*version)["server_serie"].get<std::string>();
    }
    const auto user = ask_common(
        *live.server,
        "authenticate",
        {account.database, account.login, account.password, Json::object()}
    );
    if (!user) {
        return unexpected{url + ": " + user.error()};
    }
    if (!user->is_number_integer()) {
        return unexpected{
            url + ": login refused for user " + account.login + " in database " + account.database};
    }
    live.user = user->get<std::int64_t>();
    return live;
}

}  // namespace drydock::harness::contract
