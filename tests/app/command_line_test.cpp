#include "app/command_line.hpp"

#include <gtest/gtest.h>

namespace drydock::app {
namespace {

Say said(std::vector<std::string> words) {
    const Command command = read_command_line(std::move(words));
    const Say* const say = std::get_if<Say>(&command);
    return say == nullptr ? Say{"", -1} : *say;
}

RunOptions run_of(std::vector<std::string> words) {
    const Command command = read_command_line(std::move(words));
    const RunOptions* const run = std::get_if<RunOptions>(&command);
    EXPECT_NE(run, nullptr);
    return run == nullptr ? RunOptions{} : *run;
}

TEST(CommandLineTest, ReadsARunWithAllItsOptions) {
    const RunOptions run =
        run_of({"run",        "a.yaml", "--seed",     "7",          "--scale",
                "10",         "--from", "2011-11-01", "--to",       "2011-12-10",
                "--strategy", "b.yaml", "--set",      "x.y=1",      "--set",
                "z=2",        "--out",  "there",      "--no-color", "--verify-determinism"});
    EXPECT_EQ(run.scenario.file, "a.yaml");
    EXPECT_EQ(run.scenario.seed, 7U);
    EXPECT_EQ(run.scenario.scale, 10U);
    EXPECT_EQ(run.scenario.from, "2011-11-01");
    EXPECT_EQ(run.scenario.to, "2011-12-10");
    EXPECT_EQ(run.scenario.strategy, "b.yaml");
    EXPECT_EQ(run.scenario.settings, (std::vector<std::string>{"x.y=1", "z=2"}));
    EXPECT_EQ(run.directory, "there");
    EXPECT_EQ(run.colour, Colour::never);
    EXPECT_EQ(run.output, Output::summary);
    EXPECT_TRUE(run.verify_determinism);
}

TEST(CommandLineTest, ASettingDoesNotSwallowTheScenario) {
    const RunOptions run = run_of({"run", "--set", "x=1", "a.yaml"});
    EXPECT_EQ(run.scenario.file, "a.yaml");
    EXPECT_EQ(run.scenario.settings, std::vector<std::string>{"x=1"});
}

TEST(CommandLineTest, ReadsWhereTracesAndMetricsGo) {
    const RunOptions run = run_of(
        {"run",
         "a.yaml",
         "--traces=t.json",
         "--otlp=http://localhost:4318",
         "--trace-share=2.5%",
         "--metrics=m.txt"}
    );
    EXPECT_EQ(run.telemetry.traces_file, "t.json");
    EXPECT_EQ(run.telemetry.otlp_url, "http://localhost:4318");
    EXPECT_EQ(run.telemetry.sampling.share_ppm, 25'000U);
    EXPECT_EQ(run.telemetry.metrics_file, "m.txt");
    EXPECT_EQ(run_of({"run", "a.yaml"}).telemetry.sampling.share_ppm, 10'000U);
    EXPECT_EQ(said({"run", "a.yaml", "--trace-share=much"}).code, 2);
    EXPECT_EQ(said({"run", "a.yaml", "--trace-share=101%"}).code, 2);
    EXPECT_EQ(said({"run", "a.yaml", "--otlp=nonsense"}).code, 2);
}

TEST(CommandLineTest, ReadsWhatIsPrinted) {
    EXPECT_EQ(run_of({"run", "a.yaml", "--json"}).output, Output::json);
    EXPECT_EQ(run_of({"run", "a.yaml", "--quiet"}).output, Output::nothing);
    EXPECT_EQ(said({"run", "a.yaml", "--quiet", "--json"}).code, 2);
}

TEST(CommandLineTest, HelpIsNoMistake) {
    const Say help = said({"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_NE(help.text.find("Exit codes"), std::string::npos);
    EXPECT_NE(help.text.find("drydock run scenarios/peak-season.yaml"), std::string::npos);
    EXPECT_EQ(help.text.find("--perturb-heap"), std::string::npos);
    EXPECT_EQ(said({"run", "--help"}).text.find("--perturb-heap"), std::string::npos);
}

TEST(CommandLineTest, MistakesExitWithTheUsageCode) {
    EXPECT_EQ(said({}).code, 2);
    EXPECT_EQ(said({"sail"}).code, 2);
    EXPECT_EQ(said({"run"}).code, 2);
    EXPECT_EQ(said({"run", "a.yaml", "--seed", "x"}).code, 2);
    EXPECT_EQ(said({"run", "a.yaml", "--seed", "-1"}).code, 2);
    EXPECT_EQ(said({"run", "a.yaml", "--speed", "2"}).code, 2);
    EXPECT_FALSE(said({"run"}).text.empty());
}

TEST(CommandLineTest, KnowsTheOtherCommands) {
    EXPECT_TRUE(std::holds_alternative<SchemaOptions>(read_command_line({"schema"})));
    const Command validate = read_command_line({"validate", "a.yaml", "--seed", "3"});
    ASSERT_TRUE(std::holds_alternative<ValidateOptions>(validate));
    EXPECT_EQ(std::get<ValidateOptions>(validate).scenario.seed, 3U);
    EXPECT_TRUE(std::holds_alternative<ExplainOptions>(read_command_line({"explain", "a.yaml"})));
}

TEST(CommandLineTest, ACertificateNeedsItsKeyAndWhoBelievesIt) {
    const RunOptions run = run_of(
        {"run",
         "a.yaml",
         "--clock",
         "real",
         "--tls-cert",
         "server.pem",
         "--tls-key",
         "server.key",
         "--ca",
         "ca.pem"}
    );
    EXPECT_EQ(run.tls.served()->certificate_file, "server.pem");
    EXPECT_EQ(run.tls.trust.authority_file, "ca.pem");
    EXPECT_FALSE(run_of({"run", "a.yaml"}).tls.served());
    EXPECT_EQ(said({"run", "a.yaml", "--tls-cert", "server.pem", "--ca", "ca.pem"}).code, 2);
    EXPECT_EQ(
        said({"run", "a.yaml", "--tls-cert", "server.pem", "--tls-key", "server.key"}).code, 2
    );
}

}  // namespace
}  // namespace drydock::app
