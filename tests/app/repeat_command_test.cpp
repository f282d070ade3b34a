#include "app/repeat_command.hpp"

#include <gtest/gtest.h>

namespace drydock::app {
namespace {

TEST(RepeatCommandTest, NamesEverythingThatTheOutcomeDependsOn) {
    ScenarioOptions options;
    options.file = "scenarios/peak-season.yaml";
    EXPECT_EQ(repeat_command(options, 7), "drydock run scenarios/peak-season.yaml --seed 7");
    options.strategy = "my direct.yaml";
    options.scale = 10;
    options.from = "2011-11-01";
    options.to = "2011-12-10";
    options.settings = {"strategy.dedup.enabled=false"};
    EXPECT_EQ(
        repeat_command(options, 8),
        "drydock run scenarios/peak-season.yaml --strategy 'my direct.yaml' --seed 8 --scale 10 "
        "--from 2011-11-01 --to 2011-12-10 --set strategy.dedup.enabled=false"
    );
}

TEST(RepeatCommandTest, QuotesForTheShell) {
    EXPECT_EQ(shell_word("plain-word_1.yaml"), "plain-word_1.yaml");
    EXPECT_EQ(shell_word(""), "''");
    EXPECT_EQ(shell_word("a;b"), "'a;b'");
    EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
}

}  // namespace
}  // namespace drydock::app
