#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "sim/virtual_world.hpp"

// The back-off model that AWS published, on the virtual World: 100 clients write one record behind
// an optimistic lock, over a network of N(10, 2), with base 5 and cap 2,000. Source of model and
// answers: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015), and
// aws-samples/aws-arch-backoff-simulator.

namespace drydock::sim {
namespace {

constexpr SystemId server_id{0};
constexpr std::uint64_t clients = 100;
constexpr std::uint64_t runs = 20;
constexpr double base = 5;
constexpr double cap = 2000;
/// The model counts time in units without a name; one is a millisecond here.
constexpr double unit_ns = 1e6;

enum class BackOff : std::uint8_t { none, exponential, full_jitter, equal_jitter, decorrelated };

double uniform(const Draws& draws, Stream stream, std::uint64_t entity, std::uint64_t number) {
    return (static_cast<double>(draws.word(stream, entity, number) >> 11U) + 0.5) * 0x1p-53;
}

/// One way over the network: |N(10, 2)|, by Box and Muller.
double network_delay(const Draws& draws, std::uint64_t client, std::uint64_t number) {
    constexpr double pi = 3.14159265358979323846;
    const double radius = std::sqrt(-2 * std::log(uniform(draws, Stream{"u1"}, client, number)));
    const double angle = 2 * pi * uniform(draws, Stream{"u2"}, client, number);
    return std::abs(10 + 2 * radius * std::cos(angle));
}

/// A record with a version: a write with another version than the record's fails.
class LockServer final : public Node {
public:
    explicit LockServer(std::uint64_t& calls) : calls_{calls} {}

    void on_request(const Moment&, const Incoming& incoming, Step& step) override {
        Response response;
        const std::string& path = incoming.request.path;
        if (path == "/read") {
            response.status = static_cast<std::uint16_t>(200 + version_);
        } else {
            ++calls_;
            const bool matches = path == "/write/" + std::to_string(version_);
            version_ += matches ? 1U : 0U;
            response.status = matches ? 204 : 409;
        }
        step.reply(incoming.exchange, std::move(response));
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 1> names{"any"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }

private:
    std::uint64_t& calls_;
    std::uint64_t version_ = 0;
};

/// Reads, writes, and when its write came too late backs off and begins again.
class LockClient final : public Node {
public:
    LockClient(std::uint64_t number, BackOff back_off, std::uint64_t& done)
        : number_{number}, back_off_{back_off}, done_{done} {}

    void on_start(const Moment& moment, Step& step) override { wait(moment, 0, step); }
    void on_timer(const Moment& moment, TimerId, Step& step) override {
        switch (next_) {
            case Next::send_read:
                send(step, "/read");
                break;
            case Next::use_version:
                next_ = Next::send_write;
                wait(moment, 0, step);
                break;
            case Next::send_write:
                send(step, "/write/" + std::to_string(version_));
                break;
            case Next::begin_again:
                next_ = Next::send_read;
                wait(moment, pause(moment.draws), step);
                break;
        }
    }
    void on_outcome(const Moment& moment, const Outcome& outcome, Step& step) override {
        const std::uint16_t status = outcome.response.status;
        if (next_ == Next::send_read) {
            version_ = status - 200U;
            next_ = Next::use_version;
        } else if (status == 204) {
            ++done_;
            return;
        } else {
            next_ = Next::begin_again;
        }
        wait(moment, 0, step);
    }
    void on_request(const Moment&, const Incoming& incoming, Step& step) override {
        step.reply(incoming.exchange, {});
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 1> names{"any"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }

private:
    enum class Next : std::uint8_t { send_read, use_version, send_write, begin_again };

    /// For `pause`, and one way over the network.
    void wait(const Moment& moment, double pause, Step& step) {
        const double delay = network_delay(moment.draws, number_, ++draws_made_);
        step.set_timer(
            TimerId{++timers_}, moment.now + Duration{std::llround((pause + delay) * unit_ns)}
        );
    }
    void send(Step& step, std::string path) {
        Call& call = step.calls.emplace_back();
        call.id = CallId{++calls_made_};
        call.request.to = server_id;
        call.request.method = Method::post;
        call.request.path = std::move(path);
        call.timeout = one_hour;
    }
    double pause(const Draws& draws) {
        ++attempts_;
        const double bound = std::min(cap, base * std::exp2(static_cast<double>(attempts_)));
        const double drawn = uniform(draws, Stream{"pause"}, number_, attempts_);
        switch (back_off_) {
            case BackOff::none:
                return 0;
            case BackOff::exponential:
                return bound;
            case BackOff::full_jitter:
                return bound * drawn;
            case BackOff::equal_jitter:
                return bound / 2 + bound / 2 * drawn;
            case BackOff::decorrelated:
                last_pause_ = std::min(cap, base + (last_pause_ * 3 - base) * drawn);
                return last_pause_;
        }
        return 0;
    }

    std::uint64_t number_;
    BackOff back_off_;
    std::uint64_t& done_;
    Next next_ = Next::send_read;
    std::uint64_t version_ = 0;
    std::uint64_t attempts_ = 0;
    double last_pause_ = base;
    std::uint64_t draws_made_ = 0;
    std::uint64_t timers_ = 0;
    std::uint64_t calls_made_ = 0;
};

/// Writes that the server was asked for until every client has made its own, mean of all runs.
double mean_calls(BackOff back_off) {
    std::uint64_t calls = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        std::uint64_t done = 0;
        VirtualWorldSettings settings;
        settings.seed = run + 1;
        VirtualWorld world{settings};
        world.add_system(
            "server",
            [&] { return std::make_unique<LockServer>(calls); },
            {.workers = 1, .accept_queue_max = 1'000, .service_times = {}, .rate_limits = {}}
        );
        for (std::uint64_t client = 1; client <= clients; ++client) {
            world.add_system(
                "client" + std::to_string(client),
                [&, client] { return std::make_unique<LockClient>(client, back_off, done); },
                {}
            );
        }
        world.plan_faults({});
        world.run_until(Instant{} + 30 * one_day);
        EXPECT_EQ(done, clients);
    }
    return static_cast<double>(calls) / static_cast<double>(runs);
}

TEST(BackOffKnownAnswerTest, no_back_off) {
    EXPECT_NEAR(mean_calls(BackOff::none) / 2405, 1.0, 0.05);
}
TEST(BackOffKnownAnswerTest, exponential_without_jitter) {
    EXPECT_NEAR(mean_calls(BackOff::exponential) / 1849, 1.0, 0.05);
}
TEST(BackOffKnownAnswerTest, full_jitter) {
    EXPECT_NEAR(mean_calls(BackOff::full_jitter) / 795, 1.0, 0.05);
}
TEST(BackOffKnownAnswerTest, equal_jitter) {
    EXPECT_NEAR(mean_calls(BackOff::equal_jitter) / 812, 1.0, 0.05);
}
TEST(BackOffKnownAnswerTest, decorrelated_jitter) {
    EXPECT_NEAR(mean_calls(BackOff::decorrelated) / 1003, 1.0, 0.05);
}

}  // namespace
}  // namespace drydock::sim
