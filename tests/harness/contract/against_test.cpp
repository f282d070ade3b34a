#include <mutex>

#include <gtest/gtest.h>

#include "core/document_text.hpp"
#include "harness/contract/contract_run.hpp"
#include "harness/contract/live_limits.hpp"
#include "harness/contract/live_server.hpp"
#include "harness/contract/mock_server.hpp"
#include "live/http/server.hpp"
#include "tests/harness/contract/recorded.hpp"

namespace drydock::harness::contract {
namespace {

namespace http = live::http;

/// The mock behind a socket: what a real Odoo is to the replay.
class ServedMock {
public:
    ServedMock() : mock_{make_mock_server(Release::odoo_18)} {
        auto server = http::Server::open(
            threads_,
            {.broken_json = http::ServerSettings::BrokenJson::told},
            [this](Request&& request, http::Answerer&& answerer) {
                answerer.answer(answer_of(request));
            }
        );
        server_ = std::move(*server);
    }

    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(server_->port());
    }
    [[nodiscard]] std::vector<std::string> bodies() {
        const std::lock_guard lock{mutex_};
        return bodies_;
    }

private:
    Response answer_of(const Request& request) {
        const std::lock_guard lock{mutex_};
        bodies_.emplace_back(request.body_text());
        RecordedRequest recorded{"POST", request.path, {}, {}};
        for (const Header& header : request.headers) {
            recorded.headers.emplace_back(header.name, header.value);
        }
        recorded.body = Json::parse(std::string{request.body_text()}, nullptr, false);
        Response response;
        if (const auto answer = mock_->ask(recorded)) {
            response.status = static_cast<std::uint16_t>(answer->status);
            for (const auto& [name, value] : answer->headers) {
                if (name != "Content-Length" && name != "Connection") {
                    response.headers.push_back({name, value});
                }
            }
            response.raw = make_bytes(std::string{answer->text});
        }
        return response;
    }

    std::mutex mutex_;
    std::unique_ptr<Server> mock_;
    std::vector<std::string> bodies_;
    http::IoThreads threads_{1};
    std::unique_ptr<http::Server> server_;
};

Account account_of(std::string password = "admin") {
    Account account = recorded_account(Release::odoo_18);
    account.password = std::move(password);
    return account;
}

ContractRun run_against(const std::string& url) {
    ContractRun run = mock_run();
    const auto live = open_live_server(url, account_of());
    run.account_18 = account_of();
    run.account_18.user = live ? live->user : 0;
    run.open_server = [url](Release) -> std::unique_ptr<Server> {
        auto again = open_live_server(url, account_of());
        return again ? std::move(again->server) : nullptr;
    };
    return run;
}

TEST(Against, RealServerIsAskedForItsReleaseAndLoggedInTo) {
    ServedMock served;
    const auto live = open_live_server(served.url(), account_of());
    ASSERT_TRUE(live.has_value()) << live.error();
    EXPECT_EQ(live->series, "18.0");
    EXPECT_EQ(live->user, 2);
}

TEST(Against, RefusedLoginIsSaidWithoutThePassword) {
    ServedMock served;
    const auto live = open_live_server(served.url(), account_of("wrong-secret"));
    ASSERT_FALSE(live.has_value());
    EXPECT_NE(live.error().find("login refused"), std::string::npos);
    EXPECT_EQ(live.error().find("wrong-secret"), std::string::npos);
}

TEST(Against, ServerThatIsNotThereIsSaid) {
    std::string url;
    {
        ServedMock served;
        url = served.url();
    }
    const auto live = open_live_server(url, account_of());
    ASSERT_FALSE(live.has_value());
    EXPECT_NE(live.error().find(url), std::string::npos);
}

TEST(Against, RecordsAreMadeAndReadOverHttp) {
    ServedMock served;
    const std::vector<Recording> recordings{
        recorded_call("a1", "res.partner", "create", {{{"name", "ACME"}}}, 70),
        recorded_call(
            "a2", "res.partner", "read", {{70}, {"name"}}, {{{"id", 70}, {"name", "ACME"}}}
        ),
        recorded_call("a3", "res.partner", "write", {{70}, {{"name", "New"}}}, true),
        recorded_call(
            "a4", "res.partner", "read", {{70}, {"name"}}, {{{"id", 70}, {"name", "Other"}}}
        )};
    const auto reports = run_contract(recordings, run_against(served.url()));
    ASSERT_EQ(reports.size(), 4U);
    EXPECT_EQ(reports[0].result, CaseResult::passed);
    EXPECT_EQ(reports[1].result, CaseResult::passed);
    EXPECT_EQ(reports[2].result, CaseResult::passed);
    EXPECT_EQ(reports[3].result, CaseResult::differs);
}

TEST(Against, IdOfTheRecordedDatabaseIsNeverSent) {
    ServedMock served;
    const std::vector<Recording> recordings{
        recorded_call("a1", "account.journal", "read", {{987'654}, {"code"}}, {{{"id", 987'654}}})};
    const auto reports = run_contract(recordings, run_against(served.url()));
    ASSERT_EQ(reports.size(), 1U);
    EXPECT_EQ(reports[0].result, CaseResult::not_modelled);
    EXPECT_EQ(
        reports[0].reason, "needs account.journal 987654, which only the recorded database has"
    );
    for (const std::string& body : served.bodies()) {
        EXPECT_EQ(body.find("987654"), std::string::npos) << body;
    }
}

TEST(Against, UsersAndSettingsAreLeftAlone) {
    Call call;
    call.model = "res.users";
    call.method = "write";
    EXPECT_FALSE(kept_from_live(call).empty());
    call.method = "read";
    EXPECT_TRUE(kept_from_live(call).empty());
    call.model = "ir.config_parameter";
    call.method = "set_param";
    EXPECT_FALSE(kept_from_live(call).empty());
    call.model = "res.partner";
    call.method = "search_count";
    call.positional = Json::array({Json::array()});
    EXPECT_FALSE(kept_from_live(call).empty());
}

}  // namespace
}  // namespace drydock::harness::contract
