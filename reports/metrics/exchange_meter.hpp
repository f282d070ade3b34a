#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/exchange_observer.hpp"
#include "reports/metrics/snapshot.hpp"
#include "reports/traces/order_tracer.hpp"
#include "reports/traces/span.hpp"

namespace drydock::reports {

/// Measures every call as its caller sees it: how long it took, how it ended, and whether the
/// system that was asked answers at all. Calls from elsewhere are measured as the system sees them
/// that is asked.
class ExchangeMeter final : public ExchangeObserver {
public:
    /// `systems`: names by id.
    explicit ExchangeMeter(std::vector<std::string> systems);
    /// From now on latencies get the traces as exemplars that are sure to be kept. The tracer
    /// outlives this, and is told of everything before it.
    void take_exemplars_of(const OrderTracer& tracer) { tracer_ = &tracer; }

    void on_call(Instant now, const ExchangeView& view) override;
    void on_arrival(Instant, std::uint32_t) override {}
    void on_handled(Instant, std::uint32_t, Instant) override {}
    void on_reply(Instant now, std::uint32_t place, std::uint16_t status) override;
    void on_fault(Instant, std::uint32_t, std::uint32_t) override {}
    void on_end(Instant now, std::uint32_t place, const Outcome& outcome) override;

    /// Spans of calls, with their traces kept, give the latencies their exemplars: the last of each
    /// bucket.
    void take_exemplars(std::span<const Span> spans);

    /// Appends its families.
    void add_to(MetricsSnapshot& snapshot) const;

private:
    struct Series {
        std::size_t system = 0;
        std::string_view operation{};
        Histogram latency;
    };
    struct Open {
        Instant sent;
        std::uint32_t series = 0;
        bool is_foreign = false;
    };
    struct Known {
        std::string_view operation{};
        std::uint32_t series = 0;
    };
    using SeriesOfSystem = std::vector<Known>;     ///< A system has some dozens of operations.
    using SeriesOf = std::vector<SeriesOfSystem>;  ///< By system.
    struct Health {
        bool seen = false;
        bool good = true;
    };

    /// Null for an operation that was never called.
    [[nodiscard]] static const Known* find(const SeriesOfSystem& known, std::string_view operation);
    static std::uint32_t find_or_add(
        const ExchangeView& view, std::vector<Series>& series, SeriesOf& series_of
    );
    [[nodiscard]] MetricFamily latencies(
        std::string_view name, std::string_view help, const std::vector<Series>& all
    ) const;
    void add_health(MetricsSnapshot& snapshot) const;

    std::vector<std::string> systems_;
    std::unordered_map<std::string_view, std::size_t> system_numbers_;  ///< Looked up only.
    const OrderTracer* tracer_ = nullptr;
    std::vector<Series> series_;  ///< In the order in which they were first seen.
    std::vector<Series> served_;  ///< Likewise, of calls from elsewhere.
    SeriesOf series_of_;
    SeriesOf served_of_;
    std::vector<Open> open_;                                       ///< By place.
    std::vector<std::map<std::uint16_t, std::int64_t>> refusals_;  ///< By system, then by status.
    std::vector<std::map<std::string, std::int64_t>> errors_;  ///< By system, then by error type.
    std::vector<Health> health_;                               ///< By system: its last answer.
};

}  // namespace drydock::reports
