#include "app/live_verdict.hpp"

#include <gtest/gtest.h>

namespace drydock::app {
namespace {

std::string verdict(const std::string& outcome) {
    return R"({"outcome": ")" + outcome +
           R"(", "scenario": "short-peak", "end": "2011-11-28T17:02:00",
        "expectations": [
            {"text": "lost_orders == 0", "result": "failed", "observed_text": "1"}],
        "oracles": [
            {"oracle": "lost_orders", "applicable": true, "count": 1,
             "worst": [{"key": "579003", "explanation": "accepted, and nowhere since"}]},
            {"oracle": "unsettled_orders", "applicable": false, "count": 0, "worst": []}]})";
}

TEST(LiveVerdictTest, a_verdict_is_shown_with_its_worst_offenders) {
    const auto read = read_live_verdict(verdict("failed"));
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->code, ExitCode::failed);
    EXPECT_NE(read->text.find("579003  accepted, and nowhere since"), std::string::npos);
    EXPECT_NE(read->text.find("not settled yet"), std::string::npos);
}

TEST(LiveVerdictTest, the_exit_code_is_that_of_the_outcome) {
    EXPECT_EQ(read_live_verdict(verdict("passed"))->code, ExitCode::passed);
    EXPECT_EQ(read_live_verdict(verdict("inconclusive"))->code, ExitCode::inconclusive);
    EXPECT_EQ(read_live_verdict(verdict("interrupted"))->code, ExitCode::inconclusive);
}

TEST(LiveVerdictTest, what_is_no_verdict_is_an_error) {
    EXPECT_FALSE(read_live_verdict("not json"));
    EXPECT_FALSE(read_live_verdict("{}"));
}

}  // namespace
}  // namespace drydock::app
