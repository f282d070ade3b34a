#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reports/metrics/snapshot.hpp"
#include "reports/traces/span.hpp"
#include "sim/exchange_observer.hpp"

namespace drydock::reports {

/// Measures every call as its caller sees it: how long it took, how it ended, and whether the
/// system that was asked answers at all.
class ExchangeMeter final : public sim::ExchangeObserver {
public:
    /// `systems`: names by id.
    explicit ExchangeMeter(std::vector<std::string> systems);

    void on_call(Instant now, const sim::ExchangeView& view) override;
    void on_arrival(Instant, std::uint32_t) override {}
    void on_handled(Instant, std::uint32_t, Instant) override {}
    void on_reply(Instant, std::uint32_t, std::uint16_t) override {}
    void on_fault(Instant, std::uint32_t, std::uint32_t) override {}
    void on_end(Instant now, std::uint32_t place, const Outcome& outcome) override;

    /// Appends its families; spans of calls give the latencies their exemplars.
    void add_to(MetricsSnapshot& snapshot, const TraceBatch& traces) const;

private:
    struct Series {
        std::size_t system = 0;
        std::string_view operation{};
        Histogram latency;
    };
    struct Open {
        Instant sent;
        std::uint32_t series = 0;
    };
    struct Health {
        bool seen = false;
        bool good = true;
    };

    std::vector<std::string> systems_;
    std::vector<Series> series_;  ///< In the order in which they were first seen.
    /// By system, then by operation. Looked up only, never walked.
    std::vector<std::unordered_map<std::string_view, std::uint32_t>> series_of_;
    std::vector<Open> open_;                                   ///< By place.
    std::vector<std::map<std::string, std::int64_t>> errors_;  ///< By system, then by error type.
    std::vector<Health> health_;                               ///< By system: its last answer.
};

}  // namespace drydock::reports
