#include "harness/scenario/scenario_format.hpp"

#include <vector>

#include "core/landscape/fault_catalogue.hpp"
#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

namespace {

using enum ValueType;

std::vector<std::string_view> names_of_kinds() {
    std::vector<std::string_view> names;
    for (const FaultFacts& facts : fault_catalogue()) {
        names.push_back(facts.name);
    }
    return names;
}

Mapping stock_format() {
    Describe<WorkloadSpec> keys{"stock", "Stock at the start and weekly receipts."};
    keys.value(
        "cover",
        days,
        &WorkloadSpec::stock_cover_days,
        "At the start there is what is sold so long."
    );
    keys.value(
            "receipts_min",
            percent,
            &WorkloadSpec::receipt_cover_percent_min,
            "A receipt brings at least this of what will be sold until the next, drawn per product."
    )
        .bounds(0, 1'000);
    keys.value(
            "receipts_max", percent, &WorkloadSpec::receipt_cover_percent_max, "And at most this."
    )
        .bounds(0, 1'000);
    return keys.take();
}

Mapping workload_format() {
    Describe<WorkloadSpec> keys{"workload", "Where orders come from and which are replayed."};
    keys.value("orders", file, &WorkloadSpec::orders, "Order lines, CSV or CSV in xz.").must();
    keys.value("products", file, &WorkloadSpec::products, "Products, the same.").must();
    keys.value("from", date_time, &WorkloadSpec::from, "Orders at or after this.").must();
    keys.value("to", date_time, &WorkloadSpec::to, "And before this.").must();
    keys.value("scale", whole, &WorkloadSpec::scale, "Copies of the demand, each jittered.")
        .bounds(1, 10'000);
    keys.value(
            "jitter",
            duration,
            &WorkloadSpec::jitter_max,
            "Times of all copies but the first move by up to this, within the window."
    )
        .bounds(Duration{}, 30 * one_day);
    keys.value(
        "malformed_max",
        share,
        &WorkloadSpec::malformed_ppm_max,
        "A larger share of broken lines stops the run."
    );
    keys.value(
        "storefront_country",
        text,
        &WorkloadSpec::storefront_country,
        "Orders from here go to the storefront, all others to the marketplace."
    );
    keys.texts(
        "only_orders",
        &WorkloadSpec::only_orders,
        &OrderNumberSpec::text,
        "Numbers of the only orders that are placed; stock is planned for all."
    );
    keys.section(
        "stock", stock_format(), [](WorkloadSpec & spec) -> auto& { return spec; }, "Goods."
    );
    return keys.take();
}

Mapping fault_format() {
    Describe<FaultSpec> keys{"fault", "Something that goes wrong for a time."};
    keys.value("id", text, &FaultSpec::id, "In timeline, verdict and draws; unique.").must();
    keys.choice("kind", names_of_kinds(), &FaultSpec::kind, "What goes wrong: faults.md.").must();
    keys.value("from", date_time, &FaultSpec::from, "Start; without it the workload's.");
    keys.value("to", date_time, &FaultSpec::to, "End; without it the workload's.");
    keys.value("system", text, &FaultSpec::system, "Where; for links the receiver of requests.")
        .must();
    keys.value("sender", text, &FaultSpec::sender, "Links: the sender of requests; none is any.");
    keys.value("operation", text, &FaultSpec::operation, "Only requests of this operation.");
    keys.value("share", share, &FaultSpec::share_ppm, "Of the requests.");
    keys.value("factor", factor, &FaultSpec::factor_permille, "slow_down: times the service time.")
        .bounds(1'000, 1'000'000);
    keys.value("delay", duration, &FaultSpec::delay, "By kind: faults.md.");
    keys.value("copies", whole, &FaultSpec::copies, "duplicate: so many more.").bounds(1, 100);
    keys.value("status", whole, &FaultSpec::status, "error_rate: of the answer.").bounds(400, 599);
    keys.value(
        "bandwidth",
        bandwidth,
        &FaultSpec::bandwidth_bytes_per_second,
        "bandwidth: of each exchange alone."
    );
    keys.value("field", text, &FaultSpec::field, "field_...: the name of a member, at any depth.");
    return keys.take();
}

Mapping describe_scenario() {
    Describe<Scenario> keys{"scenario", "Everything that one rehearsal needs."};
    keys.value("name", text, &Scenario::name, "In verdicts.").must();
    keys.value("description", text, &Scenario::description, "What it is for.");
    keys.value("seed", whole, &Scenario::seed, "Of all draws.");
    keys.section("workload", workload_format(), &Scenario::workload, "Orders and stock.").must();
    Field& landscape =
        keys.section("landscape", landscape_format(), &Scenario::landscape, "Systems and links.");
    landscape.required = landscape.own_file = true;
    keys.section(
            "strategy", strategy_format(), &Scenario::strategy, "Policy of the integration runtime."
    )
        .own_file = true;
    keys.list("faults", fault_format(), &Scenario::faults, "id", "What goes wrong, and when.");
    keys.texts(
        "expect",
        &Scenario::expectations,
        &ExpectationSpec::text,
        "What must hold: \"lost_orders == 0\", \"p95(order_to_release, phase=recovery) < 10min\"; "
        "after "
        "\"key\" it is listed first, after \"warn\" it fails nothing."
    );
    keys.value(
        "settle_within",
        duration,
        &Scenario::settle_within,
        "After the last order or fault the run goes on at most this long."
    );
    keys.value("gauge_interval", duration, &Scenario::gauge_interval, "Between two readings.")
        .bounds(one_second, 30 * one_day);
    return keys.take();
}

}  // namespace

std::span<const std::string_view> fault_kinds() {
    static const std::vector<std::string_view> names = names_of_kinds();
    return names;
}

const Mapping& scenario_format() {
    static const Mapping format = describe_scenario();
    return format;
}

}  // namespace drydock::harness
