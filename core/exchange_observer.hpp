#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/exchange.hpp"
#include "core/ids.hpp"
#include "core/landscape/fault_hits.hpp"
#include "core/time.hpp"
#include "core/trace_context.hpp"

namespace drydock {

/// One exchange as it leaves its caller. Valid during the call only.
struct ExchangeView {
    /// Below 2^24, and no other exchange's until this one has ended; then it is used again.
    std::uint32_t place = 0;
    SystemId from{};
    SystemId to{};
    CallId call{};                 ///< The caller's number; none for a copy.
    std::string_view operation{};  ///< Of the system that is asked; valid for the whole run.
    const Request& request;
    std::uint64_t content = 0;  ///< hash_request() of it.
    bool is_copy = false;       ///< Made by a fault: nobody waits for its answer.
    /// Its caller is not of this World, which sees it arrive and never hears how it ended there.
    bool is_foreign = false;
    std::optional<TraceContext> context{};  ///< Of a foreign one, where its caller has said so.
};

/// Told what becomes of every exchange of a run, each by its place, in the order of time. Sees,
/// changes nothing.
class ExchangeObserver {
public:
    ExchangeObserver() = default;
    ExchangeObserver(const ExchangeObserver&) = delete;
    ExchangeObserver& operator=(const ExchangeObserver&) = delete;
    virtual ~ExchangeObserver() = default;

    virtual void on_call(Instant now, const ExchangeView& view) = 0;
    /// It stands before the door of the system that is asked.
    virtual void on_arrival(Instant now, std::uint32_t place) = 0;
    /// Its service time has passed. `begun`: when a worker took it up.
    virtual void on_handled(Instant now, std::uint32_t place, Instant begun) = 0;
    /// The system or its door has answered, whether or not the answer gets through.
    virtual void on_reply(Instant now, std::uint32_t place, std::uint16_t status) = 0;
    /// A fault of the plan, by its index, has met it.
    virtual void on_fault(Instant now, std::uint32_t place, std::uint32_t fault) = 0;
    /// Its caller hears how it ended. Never told of copies, nor of calls whose caller has crashed.
    virtual void on_end(Instant now, std::uint32_t place, const Outcome& outcome) = 0;

    /// The span that the exchange at that place is to its caller, for the header `traceparent` that
    /// goes with it; none where it is in no trace. Asked once on_call() has been told.
    [[nodiscard]] virtual std::optional<TraceContext> context_of(std::uint32_t /*place*/) const {
        return std::nullopt;
    }
};

/// Tells the observers of each fault that has met the exchange at that place since the last call.
void tell_new_hits(
    std::span<ExchangeObserver* const> observers, FaultHits& hits, Instant now, std::uint32_t place
);

}  // namespace drydock
