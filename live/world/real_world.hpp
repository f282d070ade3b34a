#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/draws.hpp"
#include "core/exchange_observer.hpp"
#include "core/landscape/door.hpp"
#include "core/landscape/fault_timeline.hpp"
#include "core/landscape/link.hpp"
#include "core/landscape/response_faults.hpp"
#include "core/landscape/traffic.hpp"
#include "core/world.hpp"
#include "live/http/client.hpp"
#include "live/http/io_threads.hpp"
#include "live/http/server.hpp"
#include "live/http/url.hpp"
#include "live/journal/journal.hpp"
#include "live/world/inbox.hpp"
#include "live/world/time_histogram.hpp"
#include "live/world/timed_queue.hpp"

namespace drydock::live {

struct RealWorldSettings {
    std::uint64_t seed = 0;
    /// Where the run's clock stands when the run begins. A scenario's day starts at midnight, its
    /// demand at noon: nobody waits for noon.
    Instant start{};
    std::string address = "127.0.0.1";
    /// By system; 0, or none: the operating system chooses.
    std::vector<std::uint16_t> ports{};
    /// Systems that run elsewhere, in place of the Nodes that add_system() is given.
    std::map<SystemId, http::Url> peers{};
    std::optional<http::ServerIdentity> identity{};  ///< TLS for all systems here.
    http::Trust trust{};                             ///< Of what they call.
    std::size_t io_thread_count = 1;
    /// Goes on although nothing is left to happen: somebody may call.
    bool serves = false;
    /// Who sends the requests that no system of this World has sent.
    SystemId stranger{};
};

/// The World's own health. A run that did things late has measured itself.
struct RealWorldHealth {
    std::uint64_t events = 0;
    Duration late_p50{};  ///< At least half of the events were no later; an eighth too high.
    Duration late_p99{};
    Duration late_max{};
    Duration busy{};  ///< Of the one thread that runs the Nodes.
    Duration run{};   ///< Of which that was.
};

/// How long callers waited for one operation of a system, from the instant at which a call was due
/// until its end, however late it left: a caller that could not send in time has waited, too.
struct ResponseTimes {
    std::string_view operation{};
    std::uint64_t calls = 0;
    Duration p50{};
    Duration p99{};
    Duration max{};
};

/// The World on the real clock: every system listens on a socket of its own, calls go over sockets,
/// and time is the machine's. One thread, that of run_until(), runs all Nodes; others move bytes
/// and write journals.
///
/// Doors, links and faults are those of the virtual World; what they decide is done to sockets: a
/// lost acknowledgement is a connection broken off with RST after the Node has handled the request,
/// an outage of everything closes the listener. A link's bandwidth is shared by its messages one
/// after the other.
class RealWorld final : public World {
public:
    explicit RealWorld(const RealWorldSettings& settings = {});
    ~RealWorld() override;

    /// A system that runs elsewhere is called there, and its books are its own affair.
    SystemId add_system(std::string name, NodeMaker maker, const DoorSettings& door) override;
    void connect(SystemId one, SystemId other, const LinkSettings& link) override;
    void plan_faults(const FaultPlan& plan) override;
    /// Where the records of a system go, in place of memory. Before listen().
    void keep_records(SystemId system, std::unique_ptr<Journal> journal);
    void read_gauges_every(Duration interval, GaugeReader reader) override;
    /// Called five times a second, too.
    void watch(std::uint64_t steps_max, Watcher watcher) override;
    /// Told of every exchange, on the thread of the run. Before it; outlives the World.
    void observe_exchanges(ExchangeObserver& observer) { observers_.push_back(&observer); }

    /// Tells the Nodes their records and opens the sockets. Once, before the run. The error is for
    /// the operator.
    [[nodiscard]] expected<void, std::string> listen();
    [[nodiscard]] http::Url url(SystemId system) const;

    RunStatus run_until(Instant end) override;
    /// Why the run ended before its time: a journal cannot be written. Empty: it did not.
    [[nodiscard]] const std::string& failure() const { return failure_; }

    [[nodiscard]] const Node& node(SystemId system) const override;
    [[nodiscard]] const WallClock& clock(SystemId system) const override;
    /// Differs from run to run: sockets answer in no order.
    [[nodiscard]] std::uint64_t fingerprint() const override { return fingerprint_; }

    /// By system, then by operation.
    [[nodiscard]] std::vector<TrafficCount> traffic() const;
    [[nodiscard]] std::vector<SystemCount> system_counts() const;
    [[nodiscard]] std::span<const std::uint64_t> fault_hits() const;
    [[nodiscard]] RealWorldHealth health() const;
    /// Of one system's operations that were called.
    [[nodiscard]] std::vector<ResponseTimes> response_times(SystemId system) const;
    [[nodiscard]] const std::string& name(SystemId system) const;
    [[nodiscard]] std::size_t system_count() const { return systems_.size(); }

    /// Begins a fault now that is in no plan, until its end or clear_fault(); false when there have
    /// been too many. Not one of records. On the thread of the run, between two Steps.
    [[nodiscard]] bool inject_fault(Fault fault);
    /// Ends a fault, of the plan or injected, before its time, and keeps one that is still to come
    /// from beginning. `index`: in the plan, injected ones after it. As inject_fault().
    void clear_fault(std::uint32_t index);
    [[nodiscard]] bool fault_is_active(std::uint32_t index) const;

    /// Has `task` done between two Steps. Any thread, during the run.
    void between_steps(Task task) { inbox_.put(std::move(task)); }
    /// Sets the run's clock forward: what was due until then is done at once, and not late. Nothing
    /// if it is past that. Between two Steps.
    void skip_to(Instant at);
    /// The run's clock. The thread of the run, or before it.
    [[nodiscard]] Instant now() const { return now_; }

private:
    enum class EventKind : std::uint8_t {
        fault_edge,
        start,
        timer,
        gauges,
        watch,
        request_leaves,
        visit_arrives,  ///< A stranger's, after its link's latency.
        service_ends,
        gateway_answers,
        visit_ends,
        step_leaves,
    };
    struct HeldStep {
        std::vector<Reply> replies;
        std::vector<Call> calls;
        Journal::Ticket ticket = 0;  ///< Leaves when this record is durable,
        Instant not_before{};        ///< and not before this instant.
    };
    struct System {
        std::string name{};
        NodeMaker maker{};
        std::unique_ptr<Node> node{};
        std::unique_ptr<Door> door{};
        ResponseFaults answers{};
        WallClock clock{};
        std::vector<std::uint32_t> clock_faults{};  ///< By which it is wrong now, by index.
        std::unique_ptr<Journal> journal{};
        std::unique_ptr<http::Server> server{};
        http::Url url{};
        std::vector<TrafficCount> traffic{};  ///< By operation.
        SystemCount count{};
        std::vector<TimeHistogram> response_times{};  ///< By operation.
        std::deque<HeldStep> held{};
        Journal::Ticket durable = 0;
        Duration disk_delay{};
        std::vector<std::uint32_t> disk_faults{};
        std::vector<std::uint32_t> stopped_by{};
        std::vector<std::uint32_t> closed_by{};  ///< Faults for which it does not listen.
        std::uint16_t life = 0;
        std::uint16_t crashes_now = 0;
        bool keeps_journal = false;
        bool writes_file = false;
        bool is_peer = false;
    };
    /// Of an exchange that no observer was told of.
    static constexpr std::uint32_t no_place = std::numeric_limits<std::uint32_t>::max();
    struct CallState {
        std::uint64_t id = 0;
        std::uint64_t content = 0;
        std::uint64_t entity = 0;
        std::uint32_t place = no_place;  ///< For observers.
        Request request{};
        CallId call{};
        Instant due{};
        Instant deadline{};
        Instant leaves_at{};
        std::optional<Delivery> told{};  ///< What the landscape decided, if it is not answered.
        Operation operation{};
        SystemId from{};
        SystemId to{};
        std::uint16_t caller_life = 0;
        Link::Fate fate = Link::Fate::arrives;
        bool half_closed = false;
        bool acknowledgement_lost = false;
        bool response_lost = false;
        bool is_copy = false;  ///< Nobody listens to its answer.
    };
    enum class VisitPhase : std::uint8_t {
        on_its_way,
        at_gateway,
        waiting,
        in_service,
        at_node,
        ends
    };
    enum class Ending : std::uint8_t { answer, reset, silence };
    struct VisitState {
        std::uint64_t id = 0;
        std::uint64_t call = 0;  ///< Of CallState; 0 for a stranger's.
        std::uint64_t content = 0;
        std::uint64_t entity = 0;
        std::uint32_t place = no_place;  ///< For observers.
        http::Answerer answerer{};
        Request request{};
        Response response{};
        Instant since{};
        Operation operation{};
        SystemId from{};
        SystemId to{};
        std::uint16_t status_of_door = 0;
        VisitPhase phase = VisitPhase::on_its_way;
        Ending ending = Ending::answer;
        bool status_in_body = false;
        bool half_closed = false;
        bool acknowledgement_lost = false;
        bool response_lost = false;
        bool is_read = false;
    };
    struct Replay {
        std::uint32_t fault = 0;
        CallState call{};
    };
    /// What a Node is told: one of these, or none of them for its start.
    struct Told {
        const Incoming* request = nullptr;
        const Outcome* outcome = nullptr;
        const TimerId* timer = nullptr;
    };
    struct Connection {
        SystemId one;
        SystemId other;
        LinkSettings settings;
    };

    // The run: real_world.cpp.
    [[nodiscard]] expected<void, std::string> open(SystemId id);
    [[nodiscard]] expected<void, std::string> restore(System& system);
    void prepare();
    void refresh_now();
    void handle(Message& message);
    void handle(const TimedEvent& event);
    void handle_visit(EventKind kind, std::uint64_t id);
    [[nodiscard]] bool idle() const;
    void push(EventKind kind, Instant at, std::uint64_t payload, std::uint32_t index = 0);
    void show_gauges();
    void call_watcher();
    [[nodiscard]] RunStatus status() const;
    void tell(SystemId id, const Told& told);
    /// `shown`: by the clock of the system, when it was told.
    void carry_out(SystemId id, Instant shown);
    void let_out(SystemId id, std::vector<Reply>& replies, std::vector<Call>& calls);
    void let_out_held(SystemId id);

    // The landscape's faults: real_world_faults.cpp.
    void cross(const FaultTimeline::Edge& edge);
    void carry_out(const FaultTimeline::Edge& edge);
    void cross_door(const Fault& fault, const ActiveFault& active, bool begins);
    void cross_records(const Fault& fault, std::uint32_t index, bool begins);
    void cross_link(const Fault& fault, const ActiveFault& active, bool begins);
    void cross_clock(const Fault& fault, std::uint32_t index, bool begins);
    void count_clock_faults(const System& system);
    void crash(SystemId id, std::uint32_t fault);
    void restart(SystemId id, std::uint32_t fault);
    void close(System& system, std::uint32_t fault);
    void reopen(System& system, std::uint32_t fault);
    void replay(std::uint32_t fault);

    // What the caller's side of an exchange does: real_world_exchanges.cpp.
    void send(SystemId from, Call&& call);
    CallState& add_call(const Call& call, SystemId from);
    void send_copy(const CallState& original, std::uint64_t number, Duration delay);
    void keep_for_replay(const CallState& call, std::uint32_t fault);
    void leave(std::uint64_t id);
    void keep_from_peer(const CallState& state);
    void finish(std::uint64_t id, http::CallResult&& result);
    [[nodiscard]] Duration transfer_time(SystemId from, SystemId to, std::uint64_t size_bytes);

    // What the called side does: real_world_visits.cpp.
    void welcome(ArrivedRequest&& arrived);
    void welcome_stranger(VisitState& visit, const std::optional<TraceContext>& context);
    void arrive(VisitState& visit);
    void take_up(VisitState& visit, const Door::Service& service);
    void begin_service(const Door::Service& service);
    void end_service(VisitState& visit);
    void release_worker(VisitState& visit);
    void respond(VisitState& visit, Response&& response);
    void fail(VisitState& visit, Delivery delivery);
    void end_after(VisitState& visit, Ending ending, Duration delay);
    void end(VisitState& visit);

    // Whoever looks on: real_world_observers.cpp.
    void show_call(CallState& call);
    void show_stranger(VisitState& visit, const std::optional<TraceContext>& context);
    void show_arrival(const VisitState& visit);
    void show_handled(const VisitState& visit);
    void show_reply(const VisitState& visit, std::uint16_t status);
    void show_end(const CallState& call, const Outcome& outcome);
    /// Which faults of the plan have met something since this was asked last: that exchange.
    void show_faults(std::uint32_t place);
    /// What goes with the request of the call; none when nobody traces.
    [[nodiscard]] std::optional<TraceContext> context_of(const CallState& call) const;
    [[nodiscard]] std::uint32_t take_place();
    /// The place is held by the call and by its visit, while there are such.
    void hold_place(std::uint32_t place);
    void release_place(std::uint32_t place);

    [[nodiscard]] Moment moment_of(System& system) {
        return {system.clock.read(now_), draws_, now_};
    }
    [[nodiscard]] Link& link(SystemId from, SystemId to) {
        return links_[from.value * systems_.size() + to.value];
    }
    [[nodiscard]] TrafficCount& traffic_of(SystemId to, Operation operation) {
        return systems_[to.value].traffic[operation.index];
    }

    RealWorldSettings settings_;
    Draws draws_;
    const std::string token_;  ///< Of this run: no stranger passes for one of its systems.
    // Servers, client, visits and inbox hold connections, which need the threads.
    http::IoThreads threads_;
    Inbox inbox_;
    std::vector<Message> messages_;
    TimedQueue queue_;
    std::unordered_map<std::uint64_t, CallState> calls_;  ///< By id; looked up only.
    std::map<std::uint64_t, VisitState> visits_;
    std::uint64_t exchange_count_ = 0;
    std::vector<System> systems_;
    std::vector<Connection> connections_;
    std::vector<Link> links_;       ///< By sender of requests, then receiver.
    std::vector<Instant> free_at_;  ///< Of links with a bandwidth, by sender of bytes.
    std::unique_ptr<FaultTimeline> faults_;
    std::unique_ptr<http::Client> client_;
    Step step_;
    struct FaultState {
        bool active = false;
        bool cleared = false;
    };
    std::vector<Replay> replays_;
    std::vector<FaultState> fault_states_;  ///< By fault; shorter where nothing has begun yet.
    std::vector<ExchangeObserver*> observers_;
    std::vector<std::uint8_t> holders_;  ///< By place.
    std::vector<std::uint32_t> free_places_;
    std::vector<Gauge> gauges_;
    GaugeReader gauge_reader_;
    Duration gauge_interval_{};
    Watcher watcher_;
    std::uint64_t watch_steps_max_ = 0;
    std::uint64_t watched_at_step_ = 0;
    std::chrono::steady_clock::time_point began_{};
    TimeHistogram lateness_;
    Instant cause_{};  ///< When what is being done was due.
    Duration skipped_{};
    Instant skipped_to_{};
    Duration busy_{};
    std::string failure_;
    Instant now_;
    std::uint64_t steps_ = 0;
    std::uint64_t fingerprint_ = 0;
    bool listening_ = false;
    bool prepared_ = false;
    bool stopped_ = false;
};

}  // namespace drydock::live
