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
    Instant now;
    const Draws& draws;
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
    Instant at;  ///< Not before the moment of the Step.
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
