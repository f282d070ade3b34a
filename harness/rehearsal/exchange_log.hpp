#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/exchange_observer.hpp"
#include "core/landscape/demand.hpp"
#include "core/landscape/fault_plan.hpp"
#include "harness/oracles/order_keys.hpp"
#include "harness/rehearsal/probes.hpp"

namespace drydock::harness {

/// No order, no work, no request: one past the last that there can be.
inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// One request that a fault met, and what became of it.
struct FaultMeeting {
    Instant at{};
    std::uint64_t content = 0;     ///< hash_request() of it.
    std::uint32_t fault = 0;       ///< Its place in the plan.
    std::uint32_t order = nobody;  ///< The place of its order in the demand.
    /// The meeting before of the same exchange, and the same of the same work while not settled.
    std::uint32_t of_exchange = nobody;
    std::uint32_t of_work = nobody;
    SystemId to{};
    bool arrived = false;
    bool done = false;        ///< The system answered 2xx, whether or not the answer got through.
    bool ended_well = false;  ///< Its caller heard of success.
    bool altered = false;     ///< The fault changes what answers say.
    bool said_again = false;  ///< The same request left again.
    bool settled_later = false;  ///< A later request of the same work ended well.
};

/// The runtime turned a request away: 429 or 503, by itself.
struct GatewayRefusal {
    Instant at{};
    std::uint32_t order = nobody;
};

struct ExchangeLogSettings {
    SystemId runtime{};
    SystemId storefront{};
    /// Beyond so many meetings, and so many jobs and events, nothing more is followed.
    /// Assumption: ten times a peak season; 64 and 48 bytes each.
    std::size_t meetings_max = 500'000;
    std::size_t works_max = 1'000'000;
};

/// Follows every exchange of a run with faults: which fault met which request, whether what that
/// was for was done after all, what the runtime asked for each order, and which rare branches it
/// took. A work is one job of the runtime, or one event of a partner, with all its tries.
class ExchangeLog final : public ExchangeObserver {
public:
    /// Neither is kept.
    ExchangeLog(const Demand& demand, const FaultPlan& plan, const ExchangeLogSettings& settings);

    void on_call(Instant now, const ExchangeView& view) override;
    void on_arrival(Instant now, std::uint32_t place) override;
    void on_handled(Instant, std::uint32_t, Instant) override {}
    void on_reply(Instant now, std::uint32_t place, std::uint16_t status) override;
    void on_fault(Instant now, std::uint32_t place, std::uint32_t fault) override;
    void on_end(Instant now, std::uint32_t place, const Outcome& outcome) override;

    [[nodiscard]] SystemId runtime() const { return settings_.runtime; }
    [[nodiscard]] const std::vector<FaultMeeting>& meetings() const { return meetings_; }
    [[nodiscard]] const std::vector<GatewayRefusal>& refusals() const { return refusals_; }
    /// Calls of the runtime to its partners, by place of the order in the demand.
    [[nodiscard]] std::span<const std::uint32_t> calls_by_order() const { return calls_by_order_; }
    /// What the exchanges tell; probes_of() adds the rest.
    [[nodiscard]] const ProbeCounts& probes() const { return probes_; }
    /// When the storefront first told of each order with success, by place in the demand;
    /// Instant::max() for never.
    [[nodiscard]] std::span<const Instant> first_told() const { return first_told_; }

private:
    struct Open {
        Instant sent{};
        std::uint64_t content = 0;
        std::uint32_t work = nobody;
        std::uint32_t order = nobody;
        std::uint32_t last_meeting = nobody;
        SystemId from{};
        SystemId to{};
        bool is_copy = false;
        bool arrived = false;
        bool done = false;
    };
    struct Work {
        Instant ended{};
        std::uint64_t content = 0;  ///< Of its last request.
        std::uint32_t order = nobody;
        std::uint32_t last_unsettled = nobody;  ///< Meeting.
        std::uint32_t calls_untold = 0;         ///< Made while its order was not known.
        bool begun = false;                     ///< It has made a request.
        bool begun_again = false;               ///< More than one.
        bool under_way = false;
        bool failed = false;
        bool unknown = false;
    };
    /// How the calls of the runtime to one system go.
    struct Remote {
        Instant ended{};
        std::uint32_t failures = 0;  ///< In a row.
    };

    [[nodiscard]] std::uint32_t work_of(const ExchangeView& view);
    void tell_order(const ExchangeView& view, Work& work);
    void probe_call(Instant now, const ExchangeView& view, const Work& work);
    void take_event(const Open& open);
    void end_of_call(Instant now, const Open& open, const Outcome& outcome);
    void settle(const Open& open, Work& work);
    void count(Probe probe) { ++probes_[static_cast<std::size_t>(probe)]; }

    ExchangeLogSettings settings_;
    OrderKeys keys_;
    std::vector<bool> altering_;  ///< By fault: it changes what answers say.
    std::vector<Open> open_;      ///< By place.
    std::vector<Work> works_;
    /// By system, then by number. Looked up only, never walked.
    std::vector<std::unordered_map<std::uint64_t, std::uint32_t>> work_numbers_;
    std::vector<Remote> remotes_;  ///< By system.
    std::vector<FaultMeeting> meetings_;
    std::vector<GatewayRefusal> refusals_;
    std::vector<std::uint32_t> calls_by_order_;
    std::vector<Instant> first_told_;
    std::vector<Instant> last_sent_;  ///< Of events that the runtime has taken, by order.
    ProbeCounts probes_{};
};

}  // namespace drydock::harness
