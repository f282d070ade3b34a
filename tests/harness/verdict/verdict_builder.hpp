#pragma once

#include <utility>

#include "core/check.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

/// A verdict with one of everything: two expectations that failed, one that passed and one without
/// data.
inline Verdict example_verdict() {
    Verdict verdict;
    verdict.scenario = "peak-season";
    verdict.strategy = "event-driven";
    verdict.seed = 7;
    verdict.from = {2011, 11, 1};
    verdict.to = {2011, 12, 10};
    verdict.calendar = Calendar{verdict.from};
    verdict.end = Instant{40 * one_day};
    verdict.steps = 1'234'567;
    verdict.exchanges = 234'567;
    verdict.fingerprint = 0xdeadbeef;
    verdict.repeat_command = "drydock run scenarios/peak-season.yaml --seed 7";
    verdict.findings = {
        make_finding("lost_orders", {}),
        make_finding(
            "doubled_orders",
            {{"536370", 2, "2 sale orders: S00007, S00008"},
             {"536365", 3, "3 sale orders: S00001, S00002, S00003"}}
        )};
    Figures& figures = verdict.figures;
    figures.orders = 1'200;
    figures.orders_accepted = 1'200;
    figures.lines = 30'000;
    figures.exceptions = 3;
    figures.exceptions_open = 1;
    figures.exceptions_by_owner = {{"catalogue", 2}, {"sales", 1}};
    figures.parcels = 1'100;
    figures.queue_length_max = 37;
    figures.queue_length_max_at = Instant{9 * one_hour};
    figures.distributions.emplace_back(
        "order_to_odoo", std::vector{Duration{one_second}, Duration{one_minute}}
    );
    figures.distributions.emplace_back("ship_to_invoice", std::vector<Duration>{});
    verdict.traffic = {
        {.system = "odoo",
         .calls = 12'000,
         .succeeded = 10'000,
         .throttled = 0,
         .failed = 1'500,
         .reset = 500},
        {.system = "wms", .calls = 2'200, .succeeded = 2'200}};
    verdict.faults = {
        {.id = "odoo-outage",
         .kind = "outage",
         .system = "odoo",
         .from = Instant{5 * one_day},
         .to = Instant{5 * one_day + 2 * one_hour},
         .hits = 41,
         .recovered = Recovered::yes,
         .time_to_recover = 92 * one_minute}};
    verdict.workload = {{"lines_read", 1'000}, {"lines_malformed", 2}};
    for (const std::string_view text :
         {"lost_orders == 0",
          "doubled_orders == 0",
          "max(order_to_odoo) < 30s",
          "p95(ship_to_invoice) < 4h"}) {
        auto expectation = parse_expectation(text, {{"odoo", "wms"}, {"odoo-outage"}});
        DRYDOCK_CHECK(expectation.has_value());
        verdict.expectations.push_back(evaluate(*expectation, verdict));
    }
    verdict.outcome = outcome_of(verdict.expectations);
    return verdict;
}

}  // namespace drydock::harness
