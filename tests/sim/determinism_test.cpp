#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "sim/divergence.hpp"
#include "sim/virtual_world.hpp"
#include "tests/sim/toy_nodes.hpp"

namespace drydock::sim {
namespace {

using toy::at;
using toy::one_millisecond;
using toy::Pair;

/// Chance on the link, at the door and in the faults.
void make_lively(Pair& pair) {
    pair.link = {.latency = one_millisecond, .jitter_max = 10 * one_millisecond};
    pair.door.workers = 2;
    pair.door.service_times = {
        {.operation = "*",
         .base = {
             .minimum = one_millisecond,
             .p50 = 20 * one_millisecond,
             .p95 = 200 * one_millisecond,
             .p99 = 400 * one_millisecond,
             .maximum = one_second}}};
    pair.fault(FaultKind::error_rate, Duration::zero(), one_hour, {.share_ppm = 100'000});
    pair.fault(
        FaultKind::duplicate, Duration::zero(), one_hour, {.id = "twice", .share_ppm = 100'000}
    );
    for (int call = 0; call < 300; ++call) {
        pair.call(call * 50 * one_millisecond, std::to_string(call));
    }
}

struct LivelyRun {
    std::uint64_t fingerprint;
    std::string log;
};

LivelyRun run_lively(const VirtualWorldSettings& settings) {
    Pair pair;
    make_lively(pair);
    pair.settings = settings;
    const auto world = pair.world();
    std::ostringstream log;
    StepLogWriter writer{log};
    world->trace_steps(&writer);
    world->run_until(at(one_hour));
    return {world->fingerprint(), log.str()};
}

TEST(DeterminismTest, one_seed_is_one_run) {
    const LivelyRun first = run_lively({.seed = 7});
    const LivelyRun second = run_lively({.seed = 7});
    EXPECT_EQ(first.fingerprint, second.fingerprint);
    EXPECT_EQ(first.log, second.log);
}

TEST(DeterminismTest, another_seed_is_another_run) {
    EXPECT_NE(run_lively({.seed = 7}).fingerprint, run_lively({.seed = 8}).fingerprint);
}

TEST(DeterminismTest, running_ahead_of_simgrid_changes_nothing) {
    EXPECT_EQ(
        run_lively({.seed = 7}).fingerprint,
        run_lively({.seed = 7, .run_ahead_events_max = 0}).fingerprint
    );
}

TEST(DeterminismTest, tracing_changes_nothing) {
    Pair pair;
    make_lively(pair);
    pair.settings.seed = 7;
    EXPECT_EQ(pair.run()->fingerprint(), run_lively({.seed = 7}).fingerprint);
}

std::vector<std::string> order_of_ties(const VirtualWorldSettings& settings) {
    Pair pair;
    pair.settings = settings;
    for (int call = 0; call < 20; ++call) {
        pair.call(one_second, std::to_string(call + 10));
    }
    pair.door.workers = 20;
    pair.run();
    std::vector<std::string> order;
    for (const toy::Seen::Request& request : pair.server.requests) {
        order.push_back(request.path);
    }
    return order;
}

TEST(DeterminismTest, ties_keep_the_order_of_their_causes) {
    const auto order = order_of_ties({});
    EXPECT_EQ(order.size(), 20U);
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(DeterminismTest, ties_are_permuted_by_seed) {
    const auto plain = order_of_ties({});
    const auto first = order_of_ties({.permute_ties_seed = 1});
    const auto again = order_of_ties({.permute_ties_seed = 1});
    const auto other = order_of_ties({.permute_ties_seed = 2});
    EXPECT_EQ(first, again);
    EXPECT_NE(first, plain);
    EXPECT_NE(first, other);
    EXPECT_TRUE(std::is_permutation(first.begin(), first.end(), plain.begin(), plain.end()));
}

/// Numbers its timers by a count that outlives the run: what a forgotten global does.
class Forgetful final : public Node {
public:
    explicit Forgetful(int& global) : global_{global} {}
    void on_start(const Moment& moment, Step& step) override {
        step.set_timer(TimerId{0}, moment.now + one_second);
    }
    void on_timer(const Moment& moment, TimerId timer, Step& step) override {
        const std::uint64_t next = timer.value + 1;
        if (next > 100) {
            return;
        }
        const Duration drift{++global_ > 150 ? 1 : 0};
        step.set_timer(TimerId{next}, moment.now + one_second + drift);
    }
    void on_request(const Moment&, const Incoming&, Step&) override {}
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 1> names{"any"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }

private:
    int& global_;
};

TEST(DeterminismTest, a_planted_divergence_is_found_and_named) {
    int global = 0;
    std::array<std::stringstream, 2> logs;
    std::array<FingerprintLog, 2> fingerprints;
    for (std::size_t run = 0; run < logs.size(); ++run) {
        for (const bool with_text : {true, false}) {
            global = run == 0 ? 0 : 100;
            VirtualWorld world;
            world.add_system(
                "forgetful", [&global] { return std::make_unique<Forgetful>(global); }, {}
            );
            StepLogWriter writer{logs.at(run)};
            world.trace_steps(
                with_text ? static_cast<StepTracer*>(&writer) : &fingerprints.at(run)
            );
            world.run_until(at(one_hour));
        }
    }
    // Step 1 is the start; timer 0 makes the first count, so the 51st count is in step 52.
    const auto divergence = find_divergence(logs[0], logs[1], 3);
    ASSERT_TRUE(divergence.has_value());
    EXPECT_EQ(divergence->step, 52U);
    EXPECT_EQ(divergence->before.size(), 3U);
    EXPECT_EQ(
        first_difference(fingerprints[0].fingerprints(), fingerprints[1].fingerprints()), 52U
    );
    const std::string text = describe(*divergence);
    EXPECT_NE(text.find("the runs differ from step 52 on"), std::string::npos) << text;
    EXPECT_NE(text.find("forgetful timer 50 -> [timer 51 at 52.000000000 s]"), std::string::npos);
    EXPECT_NE(text.find("forgetful timer 50 -> [timer 51 at 52.000000001 s]"), std::string::npos);
}

TEST(DeterminismTest, a_run_that_ends_early_differs_where_it_ends) {
    std::istringstream left{"1 aa x\n2 bb y\n"};
    std::istringstream right{"1 aa x\n"};
    const auto divergence = find_divergence(left, right);
    ASSERT_TRUE(divergence.has_value());
    EXPECT_EQ(divergence->step, 2U);
    EXPECT_EQ(divergence->left, "2 bb y");
    EXPECT_TRUE(divergence->right.empty());
    EXPECT_EQ(first_difference({1, 2}, {1}), 2U);
    EXPECT_EQ(first_difference({1, 2}, {1, 2}), std::nullopt);
}

}  // namespace
}  // namespace drydock::sim
