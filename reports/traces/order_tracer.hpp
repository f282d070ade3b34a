#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/exchange_observer.hpp"
#include "harness/oracles/order_keys.hpp"
#include "reports/traces/trace_names.hpp"

namespace drydock::reports {

inline constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
inline constexpr Instant never = Instant::max();

/// One try of one call, as it went. Instants that did not come are `never`.
struct Attempt {
    Instant sent = never;
    Instant arrived = never;
    Instant begun = never;  ///< A worker took it up.
    Instant handled = never;
    Instant replied = never;
    Instant ended = never;  ///< Its caller has heard.
    std::uint64_t content = 0;
    std::string_view operation{};
    std::string_view path{};  ///< Valid until the try is forgotten, and in any thread.
    std::uint32_t work = nothing;
    std::uint32_t previous = nothing;  ///< The attempt before it in the same work.
    std::uint32_t fault = nothing;     ///< In faults_of() it: the last fault that met it.
    std::uint32_t context = nothing;   ///< In contexts_of() it: what a foreign caller said.
    std::uint32_t resends = 0;         ///< Tries of the same request before it.
    SystemId from;
    SystemId to;
    std::uint16_t status_sent = 0;  ///< As the system answered; 0 for none.
    std::uint16_t status = 0;       ///< As the caller saw it; 0 for none.
    Method method = Method::post;
    Delivery delivery = Delivery::answered;
    bool is_copy = false;
    bool is_foreign = false;     ///< Its caller's span is somebody else's.
    bool error_in_body = false;  ///< Answered 200, and an error all the same.

    /// The caller knows that it was done.
    [[nodiscard]] bool succeeded() const {
        return ended != never && delivery == Delivery::answered && status >= 200 && status < 300 &&
               !error_in_body;
    }
};

/// All tries that belong together: one event's deliveries, or one job of the runtime.
struct Work {
    /// A bit for what each of its tries has said, by its hash: most say something new, and are not
    /// compared with all before them.
    std::uint64_t contents = 0;
    std::uint32_t order = nothing;
    std::uint32_t last = nothing;  ///< Its last attempt, which may be forgotten.
};

/// Texts that stay where they are while others are added.
class StableTexts {
public:
    [[nodiscard]] std::string_view keep(std::string_view text);

private:
    /// A text that is longer has one of its own. Assumption: the paths of a chunk of tries.
    static constexpr std::size_t chunk_size_bytes = 16'384;
    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t used_ = chunk_size_bytes;  ///< Of the last one.
};

/// Works by their caller's own numbers. Most callers count: theirs stand in a list.
class WorkNumbers {
public:
    /// `nothing` for one that is new; to be set.
    [[nodiscard]] std::uint32_t& at(std::uint64_t number);

private:
    std::vector<std::uint32_t> counted_;
    /// Of callers whose numbers leap. Looked up only, never walked.
    std::unordered_map<std::uint64_t, std::uint32_t> others_;
};

struct MetFault {
    Instant at;
    std::uint32_t fault = 0;  ///< In the plan.
    std::uint32_t previous = nothing;
};

/// Tries with what belongs to them, by their numbers, in the order in which they were sent. They
/// stay where they are until they are forgotten.
class Attempts {
public:
    /// Tries that are forgotten at once.
    static constexpr std::uint32_t chunk_size = 256;

    [[nodiscard]] Attempt& operator[](std::uint32_t number) {
        return chunks_[number / chunk_size]->attempts[number % chunk_size];
    }
    [[nodiscard]] const Attempt& operator[](std::uint32_t number) const {
        return chunks_[number / chunk_size]->attempts[number % chunk_size];
    }
    /// The first that is not forgotten.
    [[nodiscard]] std::uint32_t first() const { return first_; }
    /// As many as there ever were.
    [[nodiscard]] std::uint32_t end() const { return end_; }
    [[nodiscard]] std::uint32_t kept_count() const { return end_ - first_; }
    /// False for `nothing`, too.
    [[nodiscard]] bool keeps(std::uint32_t number) const {
        return number >= first_ && number < end_;
    }
    /// Where Attempt::fault of that try, and Attempt::context, point into.
    [[nodiscard]] const std::vector<MetFault>& faults_of(std::uint32_t number) const {
        return chunks_[number / chunk_size]->faults;
    }
    [[nodiscard]] const std::vector<TraceContext>& contexts_of(std::uint32_t number) const {
        return chunks_[number / chunk_size]->contexts;
    }

    /// Gets the number end().
    Attempt& add(std::string_view path);
    void add_fault(std::uint32_t number, Instant now, std::uint32_t fault);
    void set_context(std::uint32_t number, const TraceContext& context);
    /// Whole chunks, of whose tries none has that number or a later one.
    void forget_before(std::uint32_t number);

private:
    struct Chunk {
        std::vector<Attempt> attempts{};
        StableTexts paths{};
        std::vector<MetFault> faults{};
        std::vector<TraceContext> contexts{};
    };

    std::vector<std::unique_ptr<Chunk>> chunks_;  ///< Null are those that are forgotten.
    std::uint32_t first_ = 0;
    std::uint32_t end_ = 0;
};

struct OrderTracerSettings {
    SystemId runtime{};
    /// Kept at once. Bounds the memory: about 200 bytes each. What comes on top is counted, and not
    /// kept.
    std::size_t attempts_max = 2'000'000;
    /// On sockets: requests say which span they are. Null where nobody would read it.
    const TraceNames* names = nullptr;
    /// Which of the processes this is whose traces join: no two have the same.
    std::uint8_t process = 0;
};

/// Numbers of the spans of one trace, for span_of(): known before any of them is written, and no
/// two of them the same, whichever processes they are of.
class SpanNumbers {
public:
    explicit constexpr SpanNumbers(std::uint8_t process) : first_{std::uint64_t{process} << 40U} {}

    [[nodiscard]] constexpr std::uint64_t client(std::uint32_t attempt) const {
        return first_ + std::uint64_t{attempt} * 4 + 1;
    }
    [[nodiscard]] constexpr std::uint64_t server(std::uint32_t attempt) const {
        return first_ + std::uint64_t{attempt} * 4 + 2;
    }
    [[nodiscard]] constexpr std::uint64_t job(std::uint32_t work) const {
        return first_ + std::uint64_t{work} * 4 + 3;
    }
    /// Of the order itself: the same for all processes.
    static constexpr std::uint64_t root = 0;

private:
    std::uint64_t first_;
};

/// Notes every try of every call that is about an order, for traces. What it costs is paid in the
/// World's observer alone.
class OrderTracer final : public ExchangeObserver {
public:
    /// `demand` outlives the constructor only.
    OrderTracer(const Demand& demand, const OrderTracerSettings& settings);

    void on_call(Instant now, const ExchangeView& view) override;
    void on_arrival(Instant now, std::uint32_t place) override;
    void on_handled(Instant now, std::uint32_t place, Instant begun) override;
    void on_reply(Instant now, std::uint32_t place, std::uint16_t status) override;
    void on_fault(Instant now, std::uint32_t place, std::uint32_t fault) override;
    void on_end(Instant now, std::uint32_t place, const Outcome& outcome) override;
    /// Of an exchange about no order, and of one that is not kept: a trace of its own, not sampled.
    [[nodiscard]] std::optional<TraceContext> context_of(std::uint32_t place) const override;

    /// The trace of the exchange at that place, if it is sure by now that it will be kept.
    [[nodiscard]] std::optional<TraceId> kept_trace_of(std::uint32_t place) const;

    /// Some are about no order.
    [[nodiscard]] const Attempts& attempts() const { return attempts_; }
    [[nodiscard]] const std::vector<Work>& works() const { return works_; }
    [[nodiscard]] std::uint64_t attempts_dropped() const { return attempts_dropped_; }

    /// Makes room for new tries: as Attempts::forget_before(). What one of them does from then on
    /// is not noted any more, and a later try of its work begins anew.
    void forget_before(std::uint32_t attempt) { attempts_.forget_before(attempt); }

private:
    [[nodiscard]] bool concerns_an_order(const ExchangeView& view) const;
    [[nodiscard]] std::uint32_t work_of(const ExchangeView& view);
    /// `nothing` where nobody can tell.
    [[nodiscard]] std::uint32_t order_of(const ExchangeView& view) const;
    [[nodiscard]] std::uint32_t resends_of(std::uint64_t content, const Work& work) const;
    [[nodiscard]] bool is_known(std::uint32_t place) const;
    [[nodiscard]] Attempt* at(std::uint32_t place);

    OrderTracerSettings settings_;
    harness::OrderKeys keys_;
    Attempts attempts_;
    std::vector<Work> works_;
    std::vector<std::uint32_t> at_place_;    ///< The attempt of the exchange at each place.
    std::vector<WorkNumbers> work_numbers_;  ///< By system.
    std::uint64_t attempts_dropped_ = 0;
};

}  // namespace drydock::reports
