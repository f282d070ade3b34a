#include "reports/metrics/business_metrics.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "harness/oracles/backlog.hpp"

namespace drydock::reports {

namespace {

MetricFamily family(std::string_view name, std::string_view help, MetricType type) {
    const std::string_view unit = name.ends_with("_seconds") ? "seconds" : "";
    return {name, help, type, unit, {}};
}

void add_number(
    MetricsSnapshot& snapshot, std::string_view name, std::string_view help, std::uint64_t value
) {
    MetricFamily one = family(name, help, MetricType::gauge);
    one.samples.push_back({{}, static_cast<std::int64_t>(value)});
    snapshot.families.push_back(std::move(one));
}

/// Parcels on their way without a posted invoice of their order for each.
std::uint64_t shipments_not_invoiced(const harness::Evidence& evidence) {
    std::uint64_t count = 0;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const auto shipped =
            std::ranges::count_if(evidence.index.parcels(order), [&](std::uint32_t parcel) {
                return evidence.books.parcels[parcel].shipped.has_value();
            });
        const auto posted =
            std::ranges::count_if(evidence.index.invoices(order), [&](std::uint32_t place) {
                const Invoice& invoice = evidence.books.invoices[place];
                return invoice.posted && invoice.kind == InvoiceKind::invoice;
            });
        count += static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(shipped - posted, 0));
    }
    return count;
}

/// Age of the oldest order that was accepted and that neither the warehouse nor a person has.
Duration oldest_order(const harness::Evidence& evidence, Instant now) {
    Duration oldest{};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        const ChannelOrder* const placed = evidence.index.channel_order(order);
        if (placed != nullptr && placed->accepted && !placed->cancelled &&
            evidence.index.warehouse_orders(order).empty() && !evidence.index.owned(order)) {
            oldest = std::max(oldest, now - placed->placed);
        }
    }
    return oldest;
}

void add_orders(
    MetricsSnapshot& snapshot,
    const harness::Evidence& evidence,
    const std::vector<std::string>& systems
) {
    std::map<std::size_t, std::pair<std::int64_t, std::int64_t>> counts;
    for (const ChannelOrder& order : evidence.books.channel_orders) {
        auto& [placed, accepted] = counts[order.channel.value];
        ++placed;
        accepted += order.accepted ? 1 : 0;
    }
    MetricFamily placed =
        family("drydock_orders_placed", "Orders placed at a channel.", MetricType::counter);
    MetricFamily accepted = family(
        "drydock_orders_accepted",
        "Orders that the seller's side has taken responsibility for.",
        MetricType::counter
    );
    for (const auto& [channel, count] : counts) {
        placed.samples.push_back({{{"channel", systems.at(channel)}}, count.first});
        accepted.samples.push_back({{{"channel", systems.at(channel)}}, count.second});
    }
    snapshot.families.push_back(std::move(placed));
    snapshot.families.push_back(std::move(accepted));
}

}  // namespace

void add_exception_metrics(MetricsSnapshot& snapshot, const Books& books) {
    std::map<std::string, std::int64_t> open;
    for (const OwnedException& exception : books.exceptions) {
        open[exception.owner] += exception.closed ? 0 : 1;
    }
    MetricFamily exceptions =
        family("drydock_exceptions_open", "Exceptions that wait for a person.", MetricType::gauge);
    for (const auto& [owner, count] : open) {
        exceptions.samples.push_back({{{"owner", owner}}, count});
    }
    snapshot.families.push_back(std::move(exceptions));
}

void add_business_metrics(
    MetricsSnapshot& snapshot,
    const harness::Evidence& evidence,
    const std::vector<std::string>& systems,
    Instant now
) {
    add_orders(snapshot, evidence, systems);
    add_number(
        snapshot,
        "drydock_orders_pending_sync",
        "Orders accepted, and neither in Odoo nor with a person.",
        harness::orders_unbooked(evidence).length_at(now)
    );
    add_number(
        snapshot,
        "drydock_orders_awaiting_release",
        "Orders confirmed in Odoo, and neither with the warehouse nor with a person.",
        harness::orders_unreleased(evidence).length_at(now)
    );
    add_number(
        snapshot,
        "drydock_shipments_not_invoiced",
        "Parcels shipped without a posted invoice.",
        shipments_not_invoiced(evidence)
    );
    add_number(
        snapshot,
        "drydock_invoices_blocked",
        "Invoices that are still drafts.",
        static_cast<std::uint64_t>(std::ranges::count_if(
            evidence.books.invoices,
            [](const Invoice& invoice) { return !invoice.posted && !invoice.cancelled; }
        ))
    );
    MetricFamily age = family(
        "drydock_order_age_max_seconds",
        "Age of the oldest accepted order that the warehouse does not have.",
        MetricType::gauge
    );
    age.samples.push_back({{}, oldest_order(evidence, now)});
    snapshot.families.push_back(std::move(age));
    add_exception_metrics(snapshot, evidence.books);
}

void add_runtime_metrics(MetricsSnapshot& snapshot, const std::vector<Gauge>& gauges) {
    constexpr std::string_view queue_suffix = "_queue";
    constexpr std::string_view breaker_suffix = "_breaker_open";
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> counters{{
        {"retries", "drydock_retries"},
        {"refused_429", "drydock_requests_refused"},
        {"duplicates", "drydock_duplicates"},
    }};
    MetricFamily queues =
        family("drydock_queue_depth", "What waits in the runtime, by queue.", MetricType::gauge);
    MetricFamily breakers = family(
        "drydock_breaker_open", "1 while the connector's breaker is open.", MetricType::gauge
    );
    std::vector<MetricFamily> counts;
    for (const Gauge& gauge : gauges) {
        const auto* const counter = std::ranges::find(
            counters, gauge.name, &std::pair<std::string_view, std::string_view>::first
        );
        if (counter != counters.end()) {
            counts.push_back(family(
                counter->second, "Counted by the runtime since its start.", MetricType::counter
            ));
            counts.back().samples.push_back({{}, gauge.value});
        } else if (gauge.name.ends_with(breaker_suffix)) {
            std::string connector{gauge.name.substr(0, gauge.name.size() - breaker_suffix.size())};
            breakers.samples.push_back({{{"connector", std::move(connector)}}, gauge.value});
        } else {
            const bool is_queue = gauge.name.ends_with(queue_suffix);
            const std::size_t cut = is_queue ? queue_suffix.size() : 0;
            std::string queue{gauge.name.substr(0, gauge.name.size() - cut)};
            queues.samples.push_back({{{"queue", std::move(queue)}}, gauge.value});
        }
    }
    snapshot.families.push_back(std::move(queues));
    snapshot.families.push_back(std::move(breakers));
    std::ranges::move(counts, std::back_inserter(snapshot.families));
}

}  // namespace drydock::reports
