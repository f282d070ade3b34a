#include "harness/campaign/fork_pool.hpp"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "core/calendar.hpp"

namespace drydock::harness {
namespace {

std::map<std::uint64_t, ForkedResult> run_all(
    std::vector<std::function<std::string()>> work, ForkPoolSettings settings
) {
    std::map<std::uint64_t, ForkedResult> results;
    std::uint64_t next = 0;
    run_forked(
        settings,
        [&]() -> std::optional<ForkedTask> {
            if (next == work.size()) {
                return std::nullopt;
            }
            const std::uint64_t id = next++;
            return ForkedTask{id, work[id]};
        },
        [&](ForkedResult result) {
            const std::uint64_t id = result.id;
            results.emplace(id, std::move(result));
        },
        [] { return false; }
    );
    return results;
}

ForkPoolSettings two_jobs() {
    ForkPoolSettings settings;
    settings.jobs = 2;
    settings.limit = one_minute;
    return settings;
}

TEST(ForkPoolTest, every_task_gives_what_it_returned_however_long) {
    std::vector<std::function<std::string()>> work;
    for (int index = 0; index < 7; ++index) {
        work.emplace_back([index] {
            return std::string(100'000U * static_cast<unsigned>(index), 'x');
        });
    }
    const auto results = run_all(work, two_jobs());
    ASSERT_EQ(results.size(), 7U);
    for (const auto& [id, result] : results) {
        EXPECT_EQ(result.end, ForkedResult::End::finished);
        EXPECT_EQ(result.output.size(), 100'000U * id);
    }
}

TEST(ForkPoolTest, a_child_that_dies_takes_nobody_along_and_leaves_its_last_words) {
    const auto results = run_all(
        {[]() -> std::string {
             std::cerr << "bad order 536365" << std::endl;
             std::abort();
         },
         []() -> std::string { throw std::runtime_error{"no more memory"}; },
         [] { return std::string{"fine"}; }},
        two_jobs()
    );
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(results.at(0).end, ForkedResult::End::crashed);
    EXPECT_NE(results.at(0).last_words.find("bad order 536365"), std::string::npos);
    EXPECT_NE(results.at(0).last_words.find("Aborted"), std::string::npos);
    EXPECT_EQ(results.at(1).end, ForkedResult::End::crashed);
    EXPECT_NE(results.at(1).last_words.find("no more memory"), std::string::npos);
    EXPECT_EQ(results.at(2).output, "fine");
}

TEST(ForkPoolTest, a_child_that_hangs_is_ended) {
    ForkPoolSettings settings = two_jobs();
    settings.limit = one_second / 5;
    const auto results = run_all(
        {[] {
            std::this_thread::sleep_for(std::chrono::hours{1});
            return std::string{};
        }},
        settings
    );
    EXPECT_EQ(results.at(0).end, ForkedResult::End::timed_out);
}

TEST(ForkPoolTest, when_stopped_children_are_ended_and_nobody_is_told) {
    std::uint64_t started = 0;
    std::uint64_t told = 0;
    bool stop = false;
    run_forked(
        two_jobs(),
        [&]() -> std::optional<ForkedTask> {
            const std::uint64_t id = started++;
            return ForkedTask{id, [id] {
                                  if (id > 0) {
                                      std::this_thread::sleep_for(std::chrono::hours{1});
                                  }
                                  return std::string{};
                              }};
        },
        [&](const ForkedResult&) {
            ++told;
            stop = true;
        },
        [&] { return stop; }
    );
    EXPECT_EQ(told, 1U);
}

}  // namespace
}  // namespace drydock::harness
