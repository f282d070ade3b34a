#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "live/world/real_world.hpp"
#include "tests/sim/toy_nodes.hpp"

namespace drydock::live {

using sim::toy::at;
using sim::toy::Client;
using sim::toy::one_millisecond;
using sim::toy::Pair;
using sim::toy::Server;

/// Answers how many requests it has handled, so that every answer differs.
class CountingServer final : public Node {
public:
    explicit CountingServer(sim::toy::Seen& seen) : seen_{seen} {}
    void on_request(const Moment& moment, const Incoming& incoming, Step& step) override {
        seen_.requests.push_back({moment.now, incoming.request.path});
        DocumentWriter writer;
        writer.begin_object();
        writer.field("count", ++count_);
        writer.end();
        step.reply(incoming.exchange, {.status = 200, .body = writer.finish()});
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 2> names{"read", "write"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request& request) const override {
        return {.index = static_cast<std::uint16_t>(request.method == Method::get ? 0 : 1)};
    }

private:
    sim::toy::Seen& seen_;
    std::int64_t count_ = 0;
};

struct VirtualClock {
    using World = sim::VirtualWorld;
    static std::unique_ptr<World> make() { return std::make_unique<World>(); }
    static void open(World&) {}
};

struct RealClock {
    using World = RealWorld;
    static std::unique_ptr<World> make() { return std::make_unique<World>(); }
    static void open(World& world) { ASSERT_TRUE(world.listen()); }
};

template <class WorldClock>
class ConformanceTest : public testing::Test {
protected:
    /// Runs until nothing is left to happen.
    void run() {
        world_ = WorldClock::make();
        world_->add_system(
            "client", [this] { return std::make_unique<Client>(pair_.client, pair_.plan); }, {}
        );
        world_->add_system(
            "server",
            [this]() -> std::unique_ptr<Node> {
                if (counts_) {
                    return std::make_unique<CountingServer>(pair_.server);
                }
                return std::make_unique<Server>(pair_.server, pair_.think);
            },
            pair_.door
        );
        world_->connect(Pair::client_id, Pair::server_id, pair_.link);
        world_->plan_faults(pair_.faults);
        WorldClock::open(*world_);
        world_->run_until(at(one_minute));
    }
    void during_run(FaultKind kind, Fault more = {}) {
        pair_.fault(kind, Duration::zero(), 400 * one_millisecond, std::move(more));
    }
    [[nodiscard]] const Outcome& end(std::size_t index) const {
        return pair_.client.ends.at(index).outcome;
    }
    [[nodiscard]] Duration ended(std::size_t index) const {
        return pair_.client.ends.at(index).at.time_since_epoch();
    }
    [[nodiscard]] std::uint16_t status(std::size_t index) const {
        return end(index).response.status;
    }
    [[nodiscard]] TrafficCount writes() const { return world_->traffic().at(2); }

    Pair pair_;
    bool counts_ = false;  ///< The server is a CountingServer.
    std::unique_ptr<typename WorldClock::World> world_;
};

struct ClockNames {
    template <class WorldClock>
    static std::string GetName(int) {
        return std::is_same_v<WorldClock, RealClock> ? "real" : "virtual";
    }
};
using Clocks = testing::Types<VirtualClock, RealClock>;

}  // namespace drydock::live
