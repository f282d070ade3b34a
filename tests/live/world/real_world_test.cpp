#include "live/world/real_world.hpp"

#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "live/http/simple_client.hpp"
#include "tests/sim/toy_nodes.hpp"

namespace drydock::live {
namespace {

using sim::toy::at;
using sim::toy::Client;
using sim::toy::one_millisecond;
using sim::toy::Server;

/// One client and one server of the virtual World's tests, on sockets.
struct LivePair : sim::toy::Pair {
    std::unique_ptr<RealWorld> open() {
        auto made = std::make_unique<RealWorld>(RealWorldSettings{});
        made->add_system("client", [this] { return std::make_unique<Client>(client, plan); }, {});
        made->add_system(
            "server", [this] { return std::make_unique<Server>(server, think); }, door
        );
        made->connect(client_id, server_id, link);
        made->plan_faults(faults);
        const auto listening = made->listen();
        EXPECT_TRUE(listening) << (listening ? "" : listening.error());
        return made;
    }
    std::unique_ptr<RealWorld> run_live(Duration end = 20 * one_second) {
        auto made = open();
        made->run_until(at(end));
        return made;
    }
    [[nodiscard]] Delivery delivery(std::size_t index) const {
        return client.ends.at(index).outcome.delivery;
    }
};

TEST(RealWorldTest, a_call_takes_link_and_service_time_and_the_run_ends_when_nothing_is_left) {
    LivePair pair;
    pair.service(50 * one_millisecond);
    pair.link.latency = 20 * one_millisecond;
    pair.call(10 * one_millisecond, "/orders");
    const auto world = pair.run_live();
    ASSERT_EQ(pair.client.ends.size(), 1U);
    EXPECT_EQ(pair.delivery(0), Delivery::answered);
    EXPECT_EQ(pair.server.requests.at(0).path, "/orders");
    EXPECT_GE(pair.client.ends[0].at, at(100 * one_millisecond));
    EXPECT_LT(pair.client.ends[0].at, at(5 * one_second));
    EXPECT_EQ(world->traffic()[2].answered_2xx, 1U);
}

TEST(RealWorldTest, nothing_leaves_before_its_records_are_written) {
    /// Writes when told to.
    class SlowJournal final : public Journal {
    public:
        explicit SlowJournal(Ticket& written) : written_{written} {}
        Ticket append(const std::vector<Record>& records) override {
            appended_ += records.size();
            return appended_;
        }
        [[nodiscard]] Ticket durable() const override { return written_; }
        void listen(Listener listener) override { listener_ = std::move(listener); }
        [[nodiscard]] expected<Ticket, JournalError> flush() override { return appended_; }
        [[nodiscard]] expected<Ticket, JournalError> replay(const Reader&) override { return 0; }
        void write() {
            written_ = appended_;
            listener_(written_);
        }

    private:
        Ticket& written_;
        Ticket appended_ = 0;
        Listener listener_;
    };
    LivePair pair;
    pair.call(10 * one_millisecond);
    RealWorld world;
    world.add_system(
        "client", [&] { return std::make_unique<Client>(pair.client, pair.plan); }, {}
    );
    world.add_system(
        "server", [&] { return std::make_unique<Server>(pair.server); }, pair.door
    );
    Journal::Ticket written = 0;
    auto journal = std::make_unique<SlowJournal>(written);
    SlowJournal& disk = *journal;
    world.keep_records(LivePair::server_id, std::move(journal));
    ASSERT_TRUE(world.listen());
    world.run_until(at(400 * one_millisecond));
    EXPECT_EQ(pair.server.requests.size(), 1U);
    EXPECT_TRUE(pair.client.ends.empty());
    disk.write();
    world.run_until(at(20 * one_second));
    EXPECT_EQ(pair.client.ends.size(), 1U);
}

/// Writes down what it is told of each exchange, and names its span after its place.
class Diary final : public ExchangeObserver {
public:
    void on_call(Instant, const ExchangeView& view) override {
        lines.push_back(view.is_foreign ? "foreign call" : "call");
        paths.push_back(view.request.path);
        header = std::string{view.request.header("traceparent")};
        context = view.context;
    }
    void on_arrival(Instant, std::uint32_t) override { lines.push_back("arrival"); }
    void on_handled(Instant, std::uint32_t, Instant) override { lines.push_back("handled"); }
    void on_reply(Instant, std::uint32_t, std::uint16_t status) override {
        lines.push_back("reply " + std::to_string(status));
    }
    void on_fault(Instant, std::uint32_t, std::uint32_t fault) override {
        lines.push_back("fault " + std::to_string(fault));
    }
    void on_end(Instant, std::uint32_t, const Outcome& outcome) override {
        lines.push_back(outcome.answered() ? "end" : "failed end");
    }
    [[nodiscard]] std::optional<TraceContext> context_of(std::uint32_t place) const override {
        return TraceContext{trace_of(1, "order"), span_of(trace_of(1, "order"), place), true};
    }

    std::vector<std::string> lines;
    std::vector<std::string> paths;
    std::string header;
    std::optional<TraceContext> context;
};

TEST(RealWorldTest, an_observer_is_told_of_an_exchange_and_of_the_fault_that_met_it) {
    LivePair pair;
    pair.service(10 * one_millisecond);
    pair.faults.faults.push_back(
        {.id = "errors",
         .kind = FaultKind::error_rate,
         .from = at({}),
         .to = at(10 * one_second),
         .system = LivePair::server_id,
         .status = 503}
    );
    pair.call(10 * one_millisecond, "/orders");
    const auto world = pair.open();
    Diary diary;
    world->observe_exchanges(diary);
    world->run_until(at(5 * one_second));
    EXPECT_EQ(
        diary.lines,
        (std::vector<std::string>{"call", "arrival", "fault 0", "handled", "reply 503", "end"})
    );
    EXPECT_EQ(diary.paths, std::vector<std::string>{"/orders"});
}

TEST(RealWorldTest, an_injected_fault_lasts_until_it_is_cleared) {
    LivePair pair;
    for (const int tenths : {2, 6, 10}) {
        pair.call(tenths * 100 * one_millisecond);
    }
    const auto world = pair.open();
    const auto hurry = [&](Duration until) { world->run_until(at(until)); };
    hurry(400 * one_millisecond);
    Fault errors;
    errors.id = "mine";
    errors.kind = FaultKind::error_rate;
    errors.to = at(one_hour);
    errors.system = LivePair::server_id;
    errors.status = 503;
    ASSERT_TRUE(world->inject_fault(errors));
    hurry(800 * one_millisecond);
    EXPECT_TRUE(world->fault_is_active(0));
    world->clear_fault(0);
    EXPECT_FALSE(world->fault_is_active(0));
    hurry(5 * one_second);
    ASSERT_EQ(pair.client.ends.size(), 3U);
    EXPECT_EQ(pair.client.ends[0].outcome.response.status, 200);
    EXPECT_EQ(pair.client.ends[1].outcome.response.status, 503);
    EXPECT_EQ(pair.client.ends[2].outcome.response.status, 200);
    EXPECT_EQ(world->fault_hits()[0], 1U);
}

/// Serves one Node to a caller from outside until that one is done.
void serve_stranger(LivePair& pair, const Request& request, Diary& diary) {
    pair.service(10 * one_millisecond);
    RealWorld world{{.serves = true}};
    world.add_system(
        "server", [&] { return std::make_unique<Server>(pair.server); }, pair.door
    );
    world.observe_exchanges(diary);
    ASSERT_TRUE(world.listen());
    const http::Url url = world.url(SystemId{0});
    bool stop = false;
    world.watch(1'000, [&](const RunStatus&) {
        return stop ? RunDecision::stop : RunDecision::go_on;
    });
    std::thread stranger{[&] {
        auto caller = http::SimpleClient::open();
        (void)caller->call(url, request);
        world.between_steps([&stop] { stop = true; });
    }};
    world.run_until(at(30 * one_second));
    stranger.join();
}

TEST(RealWorldTest, the_trace_of_a_stranger_is_read_and_kept_from_the_node) {
    LivePair pair;
    Request request;
    request.path = "/from-outside";
    request.headers = {
        {"Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
        {"tracestate", "vendor=1"}};
    Diary diary;
    serve_stranger(pair, request, diary);
    EXPECT_EQ(
        diary.lines, (std::vector<std::string>{"foreign call", "arrival", "handled", "reply 200"})
    );
    EXPECT_EQ(diary.header, "");
    ASSERT_TRUE(diary.context);
    EXPECT_EQ(to_hex(diary.context->trace), "0af7651916cd43dd8448eb211c80319c");
    EXPECT_EQ(to_hex(diary.context->parent), "b7ad6b7169203331");
    EXPECT_TRUE(diary.context->sampled);
}

TEST(RealWorldTest, a_call_to_a_system_elsewhere_says_which_span_it_is) {
    auto threads = http::IoThreads{1};
    std::mutex mutex;
    std::string heard;
    const auto elsewhere =
        http::Server::open(threads, {}, [&](Request&& request, http::Answerer&& answerer) {
            const std::lock_guard lock{mutex};
            heard = std::string{request.header("traceparent")};
            answerer.answer({});
        });
    ASSERT_TRUE(elsewhere);
    LivePair pair;
    pair.call(10 * one_millisecond);
    RealWorld world{
        {.peers = {{LivePair::server_id, {.host = "127.0.0.1", .port = (*elsewhere)->port()}}}}};
    world.add_system(
        "client", [&] { return std::make_unique<Client>(pair.client, pair.plan); }, {}
    );
    world.add_system(
        "server", [&] { return std::make_unique<Server>(pair.server); }, pair.door
    );
    Diary diary;
    world.observe_exchanges(diary);
    ASSERT_TRUE(world.listen());
    world.run_until(at(20 * one_second));
    const std::lock_guard lock{mutex};
    EXPECT_EQ(heard, to_traceparent(*diary.context_of(0)));
}

TEST(RealWorldTest, a_stranger_is_served_through_the_same_door) {
    LivePair pair;
    pair.service(10 * one_millisecond);
    RealWorld world{{.serves = true}};
    world.add_system(
        "server", [&] { return std::make_unique<Server>(pair.server); }, pair.door
    );
    ASSERT_TRUE(world.listen());
    const http::Url url = world.url(SystemId{0});
    bool stop = false;
    world.watch(1'000, [&](const RunStatus&) {
        return stop ? RunDecision::stop : RunDecision::go_on;
    });
    std::uint16_t status = 0;
    std::thread stranger{[&] {
        auto caller = http::SimpleClient::open();
        Request request;
        request.path = "/from-outside";
        status = caller->call(url, request).response.status;
        world.between_steps([&stop] { stop = true; });
    }};
    world.run_until(at(30 * one_second));
    stranger.join();
    EXPECT_EQ(status, 200);
    EXPECT_EQ(pair.server.requests.at(0).path, "/from-outside");
}

TEST(RealWorldTest, what_says_that_it_is_json_and_is_not_is_told_to_the_system) {
    LivePair pair;
    RealWorld world{{.serves = true}};
    world.add_system(
        "server", [&] { return std::make_unique<Server>(pair.server); }, pair.door
    );
    ASSERT_TRUE(world.listen());
    const http::Url url = world.url(SystemId{0});
    bool stop = false;
    world.watch(1'000, [&](const RunStatus&) {
        return stop ? RunDecision::stop : RunDecision::go_on;
    });
    std::uint16_t status = 0;
    std::thread stranger{[&] {
        auto caller = http::SimpleClient::open();
        Request request;
        request.path = "/jsonrpc";
        request.headers = {{"Content-Type", "application/json"}};
        request.raw = make_bytes("{\"jsonrpc\":");
        status = caller->call(url, request).response.status;
        world.between_steps([&stop] { stop = true; });
    }};
    world.run_until(at(30 * one_second));
    stranger.join();
    EXPECT_EQ(status, 200);
    ASSERT_EQ(pair.server.requests.size(), 1U);
    EXPECT_EQ(pair.server.requests.at(0).path, "/jsonrpc");
}

}  // namespace
}  // namespace drydock::live
