#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

/// The `drydock` command as a shell sees it: exit codes, messages and files. Runs in the root of
/// the repository, for its scenarios.
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

class CommandTest : public testing::Test {
protected:
    struct Said {
        int code = -1;
        std::string out;
        std::string error;
    };

    CommandTest() {
        std::string pattern = (fs::path{testing::TempDir()} / "drydock-command-XXXXXX").string();
        EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
        scratch_ = pattern;
    }
    ~CommandTest() override { fs::remove_all(scratch_); }

    [[nodiscard]] fs::path scratch(const std::string& name) const { return scratch_ / name; }

    [[nodiscard]] pid_t start(std::vector<std::string> words) const {
        words.insert(words.begin(), DRYDOCK_COMMAND);
        std::vector<char*> arguments;
        for (std::string& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto redirect = [](const fs::path& path, int to) {
                ::dup2(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), to);
            };
            redirect(scratch("stdout"), STDOUT_FILENO);
            redirect(scratch("stderr"), STDERR_FILENO);
            ::execv(arguments.front(), arguments.data());
            ::_exit(127);
        }
        return child;
    }

    [[nodiscard]] Said end_of(pid_t child) const {
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        Said said;
        said.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
        said.out = text_of(scratch("stdout"));
        said.error = text_of(scratch("stderr"));
        return said;
    }

    [[nodiscard]] Said run(std::vector<std::string> words) const {
        return end_of(start(std::move(words)));
    }

    /// The small scenario with other order data.
    [[nodiscard]] Said validate_with_orders(const fs::path& orders) const {
        return run({"validate", small, "--set", "workload.orders=" + fs::absolute(orders).string()}
        );
    }

    /// The small scenario with some text in place of other text, and its paths made absolute.
    [[nodiscard]] std::string changed_scenario(const std::string& from, const std::string& to)
        const {
        std::string text = text_of(small);
        const auto replace = [&](const std::string& old, const std::string& fresh) {
            const std::size_t at = text.find(old);
            EXPECT_NE(at, std::string::npos) << old;
            text.replace(at, old.size(), fresh);
        };
        const std::string folder = fs::absolute("scenarios").string() + "/";
        for (const std::string path :
             {"data/order_lines", "data/products", "landscapes/", "strategies/"}) {
            replace(" " + path, " " + folder + path);
        }
        replace(from, to);
        std::ofstream{scratch("changed.yaml")} << text;
        return scratch("changed.yaml").string();
    }

    static constexpr const char* small = "scenarios/season-small.yaml";

private:
    fs::path scratch_;
};

/// The message names what is wrong, and nothing has run.
void expect_refused(int code, const std::string& error, const std::string& words) {
    EXPECT_EQ(code, 2) << error;
    EXPECT_NE(error.find(words), std::string::npos) << error;
}

TEST_F(CommandTest, BadUsageIsRefused) {
    EXPECT_EQ(run({}).code, 2);
    const Said unknown = run({"run", small, "--speed", "2"});
    expect_refused(unknown.code, unknown.error, "--speed");
    const Said seed = run({"run", small, "--seed", "many"});
    expect_refused(seed.code, seed.error, "--seed");
}

TEST_F(CommandTest, HelpNamesExamplesAndExitCodes) {
    const Said help = run({"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_NE(help.out.find("Exit codes"), std::string::npos);
    EXPECT_EQ(help.error, "");
}

TEST_F(CommandTest, AMissingScenarioIsRefused) {
    const Said said = run({"run", "scenarios/no-such.yaml"});
    expect_refused(said.code, said.error, "scenarios/no-such.yaml");
}

TEST_F(CommandTest, AnUnknownKeyIsRefused) {
    const Said said = run({"run", small, "--set", "strategy.dedupe.enabled=false"});
    expect_refused(said.code, said.error, "dedupe");
}

TEST_F(CommandTest, AValueOfTheWrongTypeIsRefused) {
    const Said said = run({"run", small, "--set", "strategy.dedup.enabled=7"});
    expect_refused(said.code, said.error, "strategy.dedup.enabled");
}

TEST_F(CommandTest, AWindowThatEndsBeforeItBeginsIsRefused) {
    const Said said = run({"run", small, "--from", "2011-11-26", "--to", "2011-11-23"});
    EXPECT_EQ(said.code, 2);
    EXPECT_NE(said.error, "");
    const Said date = run({"run", small, "--from", "2011-02-30"});
    expect_refused(date.code, date.error, "2011-02-30");
}

TEST_F(CommandTest, AnExpectationThatCannotBeReadIsRefused) {
    const Said said = run({"validate", changed_scenario("lost_orders == 0", "lost_ordres == 0")});
    expect_refused(said.code, said.error, "lost_ordres");
    EXPECT_NE(said.error.find("lost_orders"), std::string::npos);
}

TEST_F(CommandTest, MissingOrderDataIsRefused) {
    const Said said = validate_with_orders(scratch("no-orders.csv"));
    expect_refused(said.code, said.error, "no-orders.csv");
}

TEST_F(CommandTest, TruncatedOrderDataIsRefused) {
    const std::string whole = text_of("scenarios/data/order_lines.csv.xz");
    std::ofstream{scratch("cut.csv.xz"), std::ios::binary} << whole.substr(0, whole.size() / 2);
    const Said said = validate_with_orders(scratch("cut.csv.xz"));
    expect_refused(said.code, said.error, "cut.csv.xz");
}

TEST_F(CommandTest, OrderDataWithABrokenLineIsRefused) {
    std::ofstream{scratch("broken.csv")}
        << "invoice,stock_code,quantity,invoice_date,price,customer_id,country\n"
        << "578736,23084,120,2011-11-25T11:33:00,1.79,12681,France\n"
        << "578737,23084,many,2011-11-25T11:34:00,1.79,12681,France\n";
    const Said said = validate_with_orders(scratch("broken.csv"));
    expect_refused(said.code, said.error, "broken.csv");
}

TEST_F(CommandTest, ABrokenLineBelowTheShareIsNamedAndTheRestGoesOn) {
    std::ofstream orders{scratch("one-broken.csv")};
    orders << "invoice,stock_code,quantity,invoice_date,price,customer_id,country\n";
    for (int line = 0; line < 2'000; ++line) {
        orders << 600'000 + line << ",85123A," << (line == 7 ? "six" : "6")
               << ",2011-11-23T10:00:00,2.55,17850,United Kingdom\n";
    }
    orders.close();
    const Said said = validate_with_orders(scratch("one-broken.csv"));
    EXPECT_EQ(said.code, 0);
    EXPECT_NE(
        said.error.find(":9: left out: quantity \"six\" is no whole number"), std::string::npos
    ) << said.error;
    EXPECT_NE(said.out.find("1999 orders"), std::string::npos) << said.out;
}

TEST_F(CommandTest, AValidScenarioIsSaidToBeValid) {
    const Said said = run({"validate", small});
    EXPECT_EQ(said.code, 0) << said.error;
    EXPECT_NE(said.out.find("valid"), std::string::npos);
}

TEST_F(CommandTest, TheSchemaIsJson) {
    const Said said = run({"schema"});
    EXPECT_EQ(said.code, 0);
    EXPECT_TRUE(nlohmann::json::accept(said.out));
}

TEST_F(CommandTest, ExplainTellsAboutTheFaults) {
    const Said said = run({"explain", small});
    EXPECT_EQ(said.code, 0) << said.error;
    EXPECT_NE(said.out.find("odoo-update"), std::string::npos);
}

TEST_F(CommandTest, JsonIsTheVerdictAndNothingElse) {
    const Said said = run({"run", small, "--json", "--out", scratch("result").string()});
    EXPECT_TRUE(said.code == 0 || said.code == 1) << said.error;
    EXPECT_EQ(said.error, "");
    const auto json = nlohmann::json::parse(said.out, nullptr, false);
    ASSERT_FALSE(json.is_discarded());
    EXPECT_EQ(json["outcome"], said.code == 0 ? "passed" : "failed");
    EXPECT_EQ(text_of(scratch("result") / "verdict.json"), said.out);
    for (const char* const name :
         {"scenario.yaml", "timeline.csv", "differences.csv", "series.json", "run.json"}) {
        EXPECT_FALSE(text_of(scratch("result") / name).empty()) << name;
    }
}

TEST_F(CommandTest, TheScenarioOfAResultFindsItsDataFromAnywhere) {
    static_cast<void>(run({"run", small, "--quiet", "--out", scratch("result").string()}));
    const Said said = run({"validate", (scratch("result") / "scenario.yaml").string()});
    EXPECT_EQ(said.code, 0) << said.error;
}

TEST_F(CommandTest, TwoRunsOfOneSeedGiveTheSameBytes) {
    const Said first = run({"run", small, "--json", "--out", scratch("one").string()});
    const Said second = run({"run", small, "--json", "--out", scratch("two").string()});
    EXPECT_EQ(first.out, second.out);
    EXPECT_EQ(text_of(scratch("one") / "timeline.csv"), text_of(scratch("two") / "timeline.csv"));
    EXPECT_EQ(text_of(scratch("one") / "series.json"), text_of(scratch("two") / "series.json"));
}

TEST_F(CommandTest, AReportIsOnePageBesideTheResultOrWhereItIsWanted) {
    static_cast<void>(run({"run", small, "--quiet", "--out", scratch("result").string()}));
    const Said said = run({"report", scratch("result").string()});
    EXPECT_EQ(said.code, 0) << said.error;
    EXPECT_EQ(said.out, (scratch("result") / "report.html").string() + "\n");
    const std::string page = text_of(scratch("result") / "report.html");
    EXPECT_TRUE(page.starts_with("<!doctype html>"));
    EXPECT_LT(page.size(), 2'000'000U);
    const Said again =
        run({"report", scratch("result").string(), "--out", scratch("page.html").string()});
    EXPECT_EQ(again.code, 0) << again.error;
    EXPECT_EQ(text_of(scratch("page.html")), page);
}

TEST_F(CommandTest, ADirectoryWithoutAResultHasNoReport) {
    const Said said = run({"report", scratch("nothing").string()});
    EXPECT_EQ(said.code, 2);
    EXPECT_NE(said.error.find("verdict.json, comparison.json or runs.jsonl"), std::string::npos);
}

TEST_F(CommandTest, QuietPrintsNothing) {
    const Said said = run({"run", small, "--quiet", "--out", scratch("result").string()});
    EXPECT_EQ(said.out, "");
    EXPECT_EQ(said.error, "");
}

TEST_F(CommandTest, AProtectionSwitchedOffMakesTheVerdictFail) {
    const Said said = run(
        {"run",
         small,
         "--set",
         "strategy.look_up.enabled=false",
         "--out",
         scratch("result").string()}
    );
    EXPECT_EQ(said.code, 1) << said.error;
    EXPECT_NE(said.out.find("FAILED  season-small"), std::string::npos);
    EXPECT_NE(said.out.find("✗ doubled_orders == 0"), std::string::npos);
    EXPECT_EQ(said.out.find('\033'), std::string::npos);
}

TEST_F(CommandTest, AnExpectationWithoutDataIsInconclusive) {
    const std::string file =
        changed_scenario("expect:\n", "expect:\n  - time_to_recover(answers-of-odoo-lost) < 1h\n");
    const Said said = run({"run", file, "--out", scratch("result").string()});
    EXPECT_EQ(said.code, 3) << said.error;
}

TEST_F(CommandTest, AResultThatCannotBeWrittenSaysWhatToDo) {
    std::ofstream{scratch("in-the-way")} << "a file";
    const Said said = run({"run", small, "--quiet", "--out", scratch("in-the-way").string()});
    EXPECT_EQ(said.code, 4);
    EXPECT_NE(said.error.find("in-the-way"), std::string::npos);
    EXPECT_NE(said.error.find("--out"), std::string::npos);
}

TEST_F(CommandTest, ControlCWritesWhatIsKnownUntilThen) {
    const pid_t child =
        start({"run", "scenarios/two-years.yaml", "--out", scratch("result").string()});
    // Reading two years of orders takes a while; the first line of progress says that it goes on.
    for (int tenth = 0; tenth < 600 && text_of(scratch("stdout")).empty(); ++tenth) {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    ::kill(child, SIGINT);
    const Said said = end_of(child);
    EXPECT_EQ(said.code, 130) << said.error;
    const auto json =
        nlohmann::json::parse(text_of(scratch("result") / "verdict.json"), nullptr, false);
    ASSERT_FALSE(json.is_discarded());
    EXPECT_EQ(json["outcome"], "interrupted");
}

TEST_F(CommandTest, DeterminismIsVerifiedOverTwoProcesses) {
    const Said said =
        run({"run", small, "--verify-determinism", "--out", scratch("result").string()});
    EXPECT_TRUE(said.code == 0 || said.code == 1) << said.error;
    EXPECT_NE(said.error.find("both runs took the same"), std::string::npos) << said.error;
    EXPECT_FALSE(text_of(scratch("result") / "verdict.json").empty());
}

}  // namespace
