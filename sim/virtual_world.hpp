#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/draws.hpp"
#include "core/exchange_observer.hpp"
#include "core/landscape/door.hpp"
#include "core/landscape/fault_timeline.hpp"
#include "core/landscape/link.hpp"
#include "core/landscape/response_faults.hpp"
#include "core/world.hpp"
#include "sim/event_queue.hpp"
#include "sim/exchange_pool.hpp"
#include "sim/journal.hpp"
#include "sim/simgrid_clock.hpp"
#include "sim/time_outs.hpp"
#include "sim/trace.hpp"
#include "sim/traffic.hpp"

namespace drydock::sim {

struct VirtualWorldSettings {
    std::uint64_t seed = 0;
    /// Things that happen at one instant happen in an order drawn from this, not in that of their
    /// causes. What a system does then must not depend on the order.
    std::optional<std::uint64_t> permute_ties_seed{};
    /// Records are counted in any case; kept only where the fault plan has a crash, or everywhere.
    enum class Journals : std::uint8_t { where_needed, everywhere };
    Journals journals = Journals::where_needed;
    /// Events that may be handled before SimGrid's clock follows, while nothing is being
    /// transferred. An alarm of SimGrid costs about 300 ns. 0: its clock is that of every event.
    std::uint32_t run_ahead_events_max = 1'024;
};

/// The World on the virtual clock: weeks in seconds, the same bits for the same seed.
///
/// Several may be made in one process, one after the other; SimGrid's platform is shared.
class VirtualWorld final : public World {
public:
    explicit VirtualWorld(const VirtualWorldSettings& settings = {});

    SystemId add_system(std::string name, NodeMaker maker, const DoorSettings& door) override;
    /// A connection with a bandwidth: both ids below bandwidth_systems_max.
    void connect(SystemId one, SystemId other, const LinkSettings& link) override;
    void plan_faults(const FaultPlan& plan) override;
    void read_gauges_every(Duration interval, GaugeReader reader) override;
    void watch(std::uint64_t steps_max, Watcher watcher) override;
    /// May be called again with a later end, to go on.
    RunStatus run_until(Instant end) override;
    /// While a system is down: the Node that will be started, with its records restored.
    [[nodiscard]] const Node& node(SystemId system) const override;
    [[nodiscard]] const WallClock& clock(SystemId system) const override;
    [[nodiscard]] std::uint64_t fingerprint() const override { return fingerprint_; }

    /// Told of every Step from now on; null for nobody. Outlives the run.
    void trace_steps(StepTracer* tracer) { tracer_ = tracer; }

    /// Told of every exchange from now on, after those that are told already. Outlives the run.
    void observe_exchanges(ExchangeObserver& observer) { observers_.push_back(&observer); }

    /// By system, then by operation.
    [[nodiscard]] std::vector<TrafficCount> traffic() const;
    [[nodiscard]] std::vector<SystemCount> system_counts() const;
    /// Exchanges that each fault met, in the plan's order.
    [[nodiscard]] std::span<const std::uint64_t> fault_hits() const;

private:
    enum class EventKind : std::uint8_t {
        fault_edge,
        start,
        timer,
        request_leaves,  ///< Onto a link with a bandwidth.
        request_arrives,
        service_ends,
        gateway_answers,
        response_leaves,  ///< Onto a link with a bandwidth.
        cut_off,          ///< The caller sees its connection end, while the system goes on.
        outcome_arrives,
        deadlines,  ///< The head of a line of TimeOuts.
        deadline,   ///< Of one call.
        gauges,
        step_leaves,  ///< Its records are durable at last.
    };
    /// Replies and calls of a Step whose records, or those of one before it, are not durable yet.
    struct HeldStep {
        std::vector<Reply> replies;
        std::vector<Call> calls;
        std::vector<std::uint64_t> call_contents;
    };
    struct System {
        std::string name{};
        NodeMaker maker{};
        std::unique_ptr<Node> node{};
        Door door;
        ResponseFaults answers{};
        WallClock clock{};
        std::vector<std::uint32_t> clock_faults{};  ///< By which it is wrong now, by index.
        Journal journal{};
        std::vector<TrafficCount> traffic{};  ///< By operation.
        SystemCount count{};
        std::uint16_t life = 0;  ///< One more at each crash.
        std::uint16_t crashes_now = 0;
        std::uint32_t crash_fault = 0;
        Duration disk_delay{};  ///< Until records are durable.
        /// Faults that stop it at the next record that it keeps, by index; and those that have.
        std::vector<std::uint32_t> disk_faults{};
        std::vector<std::uint32_t> stopped_by{};
        bool keeps_journal = false;
        std::deque<HeldStep> held{};  ///< In the order in which they leave.
        Instant held_until{};         ///< The last of them leaves then.
    };
    /// A request that will arrive once more at the end of a fault.
    struct Replay {
        std::uint32_t fault = 0;
        std::uint64_t content = 0;
        std::uint64_t entity = 0;
        Request request;
        Operation operation;
        SystemId from;
    };
    struct Connection {
        SystemId one;
        SystemId other;
        LinkSettings settings;
    };

    // The run: virtual_world.cpp.
    void prepare();
    void pump();
    void handle(const Event& event);
    void push(EventKind kind, Duration delay, std::uint64_t payload);
    void show_gauges();
    /// Tells a Node one thing, which `view` describes, and carries out what it decides.
    void tell(StepView view);
    void set_alarm(Instant at);
    /// `shown`: by the clock of the system, when it was told.
    void carry_out(SystemId id, Instant shown);
    void let_out(
        SystemId id,
        std::vector<Reply>& replies,
        std::vector<Call>& calls,
        const std::vector<std::uint64_t>& call_contents
    );
    void hold(SystemId id);
    void let_out_held(SystemId id);
    [[nodiscard]] bool reaches_end() const;

    // The landscape's faults: virtual_world_faults.cpp.
    void cross(const FaultTimeline::Edge& edge);
    void cross_records(const Fault& fault, std::uint32_t index, bool begins);
    void cross_link(const Fault& fault, const ActiveFault& active, bool begins);
    void cross_clock(const Fault& fault, std::uint32_t index, bool begins);
    void crash(SystemId id, std::uint32_t fault);
    void restart(SystemId id);
    void replay(std::uint32_t fault);

    // One exchange from call to outcome: virtual_world_exchanges.cpp.
    void send(SystemId from, Call&& call, std::uint64_t content);
    void send_copy(std::uint64_t original, std::uint64_t number, Duration delay);
    void keep_for_replay(const ExchangeState& exchange, std::uint32_t fault);
    void leave(ExchangeState& exchange, EventKind arrival);
    void start_transfer(ExchangeState& exchange);
    void end_transfer(std::uint64_t id, Duration elapsed);
    void arrive(ExchangeState& exchange);
    void begin_service(const Door::Service& service);
    void end_service(ExchangeState& exchange);
    void release_worker(ExchangeState& exchange);
    void respond(ExchangeState& exchange, Response&& response);
    void fail(ExchangeState& exchange, Delivery delivery);
    void finish(ExchangeState& exchange);
    void end_deadlines(std::uint32_t line);
    /// The caller waits no longer; what the system is at, it goes on with.
    void give_up(ExchangeState& exchange, Delivery delivery);
    void count_clock_faults(const System& system);
    [[nodiscard]] bool caller_listens(const ExchangeState& exchange) const;
    void show_call(const ExchangeState& exchange, bool is_copy) const;
    void show_end(const ExchangeState& exchange, const Outcome& outcome) const;
    /// Tells the observers which faults have met that exchange since they were told last.
    void show_faults(const ExchangeState& exchange);
    [[nodiscard]] Moment moment_of(System& system) {
        return {system.clock.read(now_), draws_, now_};
    }
    [[nodiscard]] Link& link(SystemId from, SystemId to) {
        return links_[from.value * systems_.size() + to.value];
    }
    [[nodiscard]] TrafficCount& traffic_of(const ExchangeState& exchange) {
        return systems_[exchange.to.value].traffic[exchange.operation.index];
    }

    VirtualWorldSettings settings_;
    Draws draws_;
    SimgridClock clock_;
    EventQueue queue_;
    TimeOuts time_outs_;
    ExchangePool exchanges_;
    std::vector<System> systems_;
    std::vector<Connection> connections_;
    std::vector<Link> links_;  ///< By sender of requests, then receiver.
    std::unique_ptr<FaultTimeline> faults_;
    Step step_;
    std::vector<std::uint64_t> call_contents_;
    std::vector<Replay> replays_;
    std::vector<Gauge> gauges_;
    GaugeReader gauge_reader_;
    Duration gauge_interval_{};
    Watcher watcher_;
    std::uint64_t watch_steps_max_ = 0;
    std::uint64_t watched_at_step_ = 0;
    StepTracer* tracer_ = nullptr;
    std::vector<ExchangeObserver*> observers_;
    Instant now_;
    Instant end_;
    Instant alarm_at_;
    std::uint64_t steps_ = 0;
    std::uint64_t fingerprint_ = 0;
    bool prepared_ = false;
    bool stopped_ = false;
};

}  // namespace drydock::sim
