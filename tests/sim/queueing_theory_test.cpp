#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string_view>

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "sim/virtual_world.hpp"

// Waits in the accept queue of a door against the formulas of queueing theory: M/M/c by Erlang C,
// M/D/1 by Pollaczek-Khinchine. Source: L. Kleinrock, Queueing Systems I (1975), 3.5 and 5.6.

namespace drydock::sim {
namespace {

constexpr SystemId station_id{1};
constexpr Duration mean_service{1'000'000'000};

/// An exponential draw, to the nanosecond. The word's upper 53 bits fill a double exactly.
Duration exponential(Duration mean, const Draws& draws, Stream stream, std::uint64_t entity) {
    const double uniform =
        (static_cast<double>(draws.word(stream, entity, 0) >> 11U) + 0.5) * 0x1p-53;
    return Duration{std::llround(-std::log(uniform) * static_cast<double>(mean.count()))};
}

/// Calls the station `count` times, at exponential intervals.
class Arrivals final : public Node {
public:
    Arrivals(std::uint64_t count, Duration interval) : count_{count}, interval_{interval} {}

    void on_start(const Moment& moment, Step& step) override { plan_next(moment, step); }
    void on_timer(const Moment& moment, TimerId timer, Step& step) override {
        Call& call = step.calls.emplace_back();
        call.id = CallId{timer.value};
        call.request.to = station_id;
        call.request.method = Method::post;
        call.timeout = 365 * one_day;
        plan_next(moment, step);
    }
    void on_request(const Moment&, const Incoming& incoming, Step& step) override {
        step.reply(incoming.exchange, {});
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 1> names{"none"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }

private:
    void plan_next(const Moment& moment, Step& step) {
        if (planned_ == count_) {
            return;
        }
        ++planned_;
        step.set_timer(
            TimerId{planned_},
            moment.now + exponential(interval_, moment.draws, Stream{"arrival"}, planned_)
        );
    }

    std::uint64_t count_;
    Duration interval_;
    std::uint64_t planned_ = 0;
};

/// Holds its worker for an exponential time, or lets the door's service time be all.
class Station final : public Node {
public:
    explicit Station(bool exponential_service) : exponential_service_{exponential_service} {}

    void on_request(const Moment& moment, const Incoming& incoming, Step& step) override {
        if (!exponential_service_) {
            step.reply(incoming.exchange, {});
            return;
        }
        const Duration service =
            exponential(mean_service, moment.draws, Stream{"service"}, incoming.exchange.value);
        step.set_timer(TimerId{incoming.exchange.value}, moment.now + service);
    }
    void on_timer(const Moment&, TimerId timer, Step& step) override {
        step.reply(ExchangeId{timer.value}, {});
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 1> names{"serve"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }

private:
    bool exponential_service_;
};

struct Queue {
    std::uint32_t workers = 1;
    double utilisation = 0.7;
    bool exponential_service = true;
};

/// Mean wait before service, in service times, over a million requests.
double mean_wait(const Queue& queue) {
    constexpr std::uint64_t requests = 1'000'000;
    const auto interval = Duration{std::llround(
        static_cast<double>(mean_service.count()) / (queue.utilisation * queue.workers)
    )};
    DoorSettings door{
        .workers = queue.workers,
        .accept_queue_max = 1'000'000,
        .service_times = {},
        .rate_limits = {}};
    if (!queue.exponential_service) {
        door.service_times = {{.operation = "*", .base = Quantiles::constant(mean_service)}};
    }
    VirtualWorld world{{}};
    world.add_system(
        "arrivals", [&] { return std::make_unique<Arrivals>(requests, interval); }, {}
    );
    world.add_system(
        "station", [&] { return std::make_unique<Station>(queue.exponential_service); }, door
    );
    world.connect(SystemId{0}, station_id, {});
    world.plan_faults({});
    world.run_until(Instant{} + 100 * 365 * one_day);
    for (const TrafficCount& count : world.traffic()) {
        if (count.operation == "serve") {
            EXPECT_EQ(count.answered_2xx, requests);
            return static_cast<double>(count.waited.count()) /
                   static_cast<double>(mean_service.count()) / static_cast<double>(requests);
        }
    }
    ADD_FAILURE() << "no traffic at the station";
    return 0;
}

/// Erlang C: the mean wait of M/M/c in service times.
double erlang_c_wait(std::uint32_t workers, double utilisation) {
    const double load = utilisation * workers;
    double term = 1;
    double sum = 0;
    for (std::uint32_t busy = 0; busy < workers; ++busy) {
        sum += term;
        term *= load / (busy + 1);
    }
    const double all_busy = term / (1 - utilisation);
    return all_busy / (sum + all_busy) / (workers * (1 - utilisation));
}

TEST(QueueingTheoryTest, one_worker_with_exponential_service_waits_as_m_m_1) {
    const double expected = 0.7 / (1 - 0.7);
    EXPECT_NEAR(erlang_c_wait(1, 0.7), expected, 1e-12);
    EXPECT_NEAR(mean_wait({.workers = 1, .utilisation = 0.7}) / expected, 1.0, 0.02);
}

TEST(QueueingTheoryTest, four_workers_with_exponential_service_wait_as_m_m_c) {
    EXPECT_NEAR(mean_wait({.workers = 4, .utilisation = 0.75}) / erlang_c_wait(4, 0.75), 1.0, 0.02);
}

TEST(QueueingTheoryTest, one_worker_with_constant_service_waits_as_m_d_1) {
    const double expected = 0.8 / (2 * (1 - 0.8));
    EXPECT_NEAR(
        mean_wait({.workers = 1, .utilisation = 0.8, .exponential_service = false}) / expected,
        1.0,
        0.02
    );
}

}  // namespace
}  // namespace drydock::sim
