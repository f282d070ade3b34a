#include "app/trace_sender.hpp"

#include <atomic>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "live/http/io_threads.hpp"
#include "live/http/server.hpp"

namespace drydock::app {
namespace {

const std::vector<std::string> channels{"storefront"};

std::vector<reports::Span> one_span() {
    reports::Span span;
    span.trace.words[0] = 1;
    span.id.word = 2;
    span.name = "create order";
    return {span};
}

TEST(TraceSenderTest, spans_arrive_while_the_world_goes_on_and_are_made_on_its_thread) {
    live::http::IoThreads threads{1};
    std::atomic<int> posts{0};
    auto receiver =
        live::http::Server::open(threads, {}, [&posts](Request&&, live::http::Answerer&& answerer) {
            ++posts;
            answerer.answer({});
        });
    ASSERT_TRUE(receiver);
    TelemetryOptions options;
    options.otlp_url = fmt::format("http://127.0.0.1:{}", (*receiver)->port());
    live::RealWorld world{{.serves = true}};
    ASSERT_TRUE(world.listen());
    bool made_elsewhere = false;
    int pieces = 0;
    TraceSender sender{
        world,
        [&, here = std::this_thread::get_id()](std::size_t) {
            made_elsewhere = made_elsewhere || std::this_thread::get_id() != here;
            return pieces++ < 3 ? one_span() : std::vector<reports::Span>{};
        },
        options,
        channels};
    world.watch(1'000, [&posts](const RunStatus&) {
        return posts >= 3 ? RunDecision::stop : RunDecision::go_on;
    });
    const Duration long_enough = one_minute;
    EXPECT_LT(world.run_until(Instant{long_enough}).now, Instant{long_enough});
    EXPECT_EQ(posts, 3);
    EXPECT_FALSE(made_elsewhere);
    sender.stop();
    const auto told = sender.finish();
    ASSERT_TRUE(told) << told.error();
    EXPECT_NE(told->find("3 spans to"), std::string::npos) << *told;
}

TEST(TraceSenderTest, what_is_left_at_the_end_follows_into_the_same_file) {
    const auto file =
        std::filesystem::temp_directory_path() / fmt::format("drydock-sender-{}.json", ::getpid());
    TelemetryOptions options;
    options.traces_file = file.string();
    live::RealWorld world{{.serves = true}};
    ASSERT_TRUE(world.listen());
    TraceSender sender{
        world, [](std::size_t) { return std::vector<reports::Span>{}; }, options, channels};
    world.run_until(Instant{one_second / 2});
    sender.stop();
    EXPECT_FALSE(std::filesystem::exists(file.string() + ".new"));
    sender.take(one_span());
    ASSERT_TRUE(sender.finish());
    EXPECT_GT(std::filesystem::file_size(file), 100U);
    std::filesystem::remove(file);
}

TEST(TraceSenderTest, a_world_without_a_span_leaves_a_file_of_before_alone) {
    TelemetryOptions options;
    options.traces_file = "/no/such/folder/traces.json";
    live::RealWorld world{{.serves = true}};
    ASSERT_TRUE(world.listen());
    TraceSender sender{
        world, [](std::size_t) { return std::vector<reports::Span>{}; }, options, channels};
    world.run_until(Instant{one_second / 2});
    sender.stop();
    EXPECT_EQ(sender.finish(), std::string{});
}

}  // namespace
}  // namespace drydock::app
