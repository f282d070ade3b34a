#include "live/world/real_world.hpp"

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

}  // namespace
}  // namespace drydock::live
