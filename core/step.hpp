#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/draws.hpp"
#include "core/exchange.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock {

/// The here and now that a Node is told with everything that happens.
struct Moment {
    Instant now;  ///< As the system's clock shows it. A fault may put it ahead or behind.
    const Draws& draws;
    /// Counts as time passes, whatever that clock shows: what a wait is measured with. The World's
    /// own time, so customers, who are no system, live by it.
    Instant steady = now;
};

/// One durable fact of a Node. `kind` and `version` say how `payload` reads; a Node reads every
/// version that it ever wrote.
struct Record {
    std::uint16_t kind = 0;
    std::uint16_t version = 1;
    std::string payload;
};

struct Reply {
    ExchangeId exchange;
    Response response;
};

struct Call {
    CallId id;
    Request request;
    Duration timeout;  ///< From leaving the Node until its outcome is timed_out. Above zero.
};

struct Timer {
    TimerId id;
    /// As the system's clock shows it, not before Moment::now of the Step. What counts is the time
    /// until then: a clock that is set meanwhile moves no timer.
    Instant at;
};

/// All that a Node decided when it was told one thing. Atomic: its records are durable before any
/// reply or call of it leaves. Replies may come in a later Step than their request.
///
/// A timer once set fires; a Node that no longer cares ignores it.
struct Step {
    std::vector<Record> records;
    std::vector<Reply> replies;
    std::vector<Call> calls;
    std::vector<Timer> timers;

    void reply(ExchangeId exchange, Response response) {
        replies.push_back({exchange, std::move(response)});
    }
    void set_timer(TimerId id, Instant at) { timers.push_back({id, at}); }

    /// Keeps the memory for the next Step.
    void clear() {
        records.clear();
        replies.clear();
        calls.clear();
        timers.clear();
    }
};

}  // namespace drydock
