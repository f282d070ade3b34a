#include "harness/contract/mock_server.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/calendar.hpp"
#include "core/check.hpp"
#include "core/document_text.hpp"
#include "core/draws.hpp"
#include "mocks/odoo/odoo.hpp"

namespace drydock::harness::contract {

namespace {

constexpr const char* key_of_all = "0123456789abcdef0123456789abcdef01234567";

mocks::OdooSettings settings_of(Release release) {
    mocks::OdooSettings settings;
    const Account account = recorded_account(release);
    settings.database = account.database;
    settings.login = account.login;
    settings.password = account.password;
    settings.version =
        release == Release::odoo_18 ? mocks::OdooVersion::v18 : mocks::OdooVersion::v19;
    const char* const owner = release == Release::odoo_18 ? "integration" : "admin";
    settings.api_keys.push_back({owner, account.api_key});
    return settings;
}

class MockServer final : public Server {
public:
    explicit MockServer(Release release)
        : release_{release}, node_{settings_of(release), std::make_shared<const Demand>()} {
        Step step;
        node_.on_start(moment(), step);
    }

    void set_time(UnixSeconds now) override { now_ = std::max(now_, Instant{now * one_second}); }
    [[nodiscard]] UnixSeconds time() const override { return now_.time_since_epoch() / one_second; }
    [[nodiscard]] bool is_fresh() const override { return true; }

    [[nodiscard]] expected<Answer, std::string> ask(const RecordedRequest& recorded) override {
        const auto request = request_of(recorded);
        if (!request) {
            return unexpected<std::string>{"no method " + recorded.method};
        }
        Step step;
        const ExchangeId exchange{++exchanges_};
        node_.on_request(moment(), {exchange, SystemId{1}, *request, now_}, step);
        return answer_of(exchange, step);
    }

    [[nodiscard]] std::unique_ptr<Server> fresh_one() const override {
        auto server = make_mock_server(release_);
        server->set_time(time());
        return server;
    }

    [[nodiscard]] expected<std::vector<std::vector<RaceEnding>>, std::string> race(
        const std::vector<RaceClient>& clients, const std::optional<RecordedRequest>& rival
    ) override {
        Race running{clients, {}, {}, std::vector<std::vector<RaceEnding>>(clients.size())};
        for (std::size_t client = 0; client < clients.size(); ++client) {
            send_next(running, client, now_);
        }
        while (!running.tries.empty()) {
            const auto first = running.tries.begin();
            now_ = first->first.first;
            const Try due = first->second;
            running.tries.erase(first);
            if (rival && !ask(*rival)) {
                return unexpected<std::string>{"no answer to the rival"};
            }
            finish_try(running, due);
        }
        for (std::size_t client = 0; client < clients.size(); ++client) {
            if (running.endings[client].size() != clients[client].requests.size()) {
                return unexpected<std::string>{"no answer"};
            }
        }
        return std::move(running.endings);
    }

private:
    /// What ends at an instant: the first try of a request, or with a timer a later one.
    struct Try {
        std::size_t client = 0;
        std::optional<TimerId> timer{};
    };
    struct Race {
        const std::vector<RaceClient>& clients;
        /// By when they end, then in the order in which they were set.
        std::map<std::pair<Instant, std::uint64_t>, Try> tries;
        std::map<ExchangeId, std::size_t> clients_of;
        std::vector<std::vector<RaceEnding>> endings;
        std::vector<unsigned> tried = std::vector<unsigned>(clients.size());
        std::uint64_t tries_set = 0;
    };

    static void send_next(Race& race, std::size_t client, Instant now) {
        const RaceClient& sender = race.clients[client];
        if (race.endings[client].size() < sender.requests.size()) {
            race.tries.insert({{now + sender.service, ++race.tries_set}, {client}});
        }
    }

    void finish_try(Race& race, const Try& due) {
        Step step;
        const RaceClient& sender = race.clients[due.client];
        ++race.tried[due.client];
        if (due.timer) {
            node_.on_timer(moment(), *due.timer, step);
        } else if (const auto request = request_of(sender.requests[race.endings[due.client].size()])) {
            const ExchangeId exchange{++exchanges_};
            race.clients_of[exchange] = due.client;
            const Instant begun = now_ - sender.service;
            node_.on_request(moment(), {exchange, SystemId{1}, *request, begun}, step);
        }
        for (const Timer& timer : step.timers) {
            race.tries.insert({{timer.at, ++race.tries_set}, {due.client, timer.id}});
        }
        for (const Reply& reply : step.replies) {
            const std::size_t client = race.clients_of.at(reply.exchange);
            race.endings[client].push_back(
                {answer_of(reply.response), std::exchange(race.tried[client], 0U)}
            );
            send_next(race, client, now_ + race.clients[client].pause);
        }
    }

    [[nodiscard]] static std::optional<Request> request_of(const RecordedRequest& recorded) {
        const auto method = method_of(recorded.method);
        if (!method) {
            return std::nullopt;
        }
        Request request{.to = SystemId{0}, .method = *method, .path = recorded.path};
        for (const auto& [name, value] : recorded.headers) {
            request.headers.push_back({name, value});
        }
        std::string text = wire_text(recorded.body);
        if (auto document = parse_document(text)) {
            request.body = *document;
        }
        request.raw = make_bytes(std::move(text));
        return request;
    }

    [[nodiscard]] Moment moment() const { return {now_, draws_}; }

    /// A reply that comes later comes with a timer.
    expected<Answer, std::string> answer_of(ExchangeId exchange, Step& step) {
        while (true) {
            for (const Reply& reply : step.replies) {
                if (reply.exchange == exchange) {
                    return answer_of(reply.response);
                }
            }
            if (step.timers.empty()) {
                return unexpected<std::string>{"no answer"};
            }
            const Timer timer = step.timers.front();
            step.clear();
            now_ = std::max(now_, timer.at);
            node_.on_timer(moment(), timer.id, step);
        }
    }

    static Answer answer_of(const Response& response) {
        Answer answer;
        answer.status = response.status;
        for (const Header& header : response.headers) {
            answer.headers.emplace_back(header.name, header.value);
        }
        answer.text = response.body_text();
        return answer;
    }

    Release release_;
    mocks::Odoo node_;
    Draws draws_{1};
    Instant now_{};
    std::uint64_t exchanges_ = 0;
};

}  // namespace

Account recorded_account(Release release) {
    return {
        .database = release == Release::odoo_18 ? "twin" : "twin19",
        .login = "admin",
        .password = "admin",
        .api_key = key_of_all};
}

std::unique_ptr<Server> make_mock_server(Release release) {
    return std::make_unique<MockServer>(release);
}

}  // namespace drydock::harness::contract
