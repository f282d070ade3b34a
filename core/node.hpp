#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/step.hpp"

namespace drydock {

struct Books;

/// What a request asks of a system, as far as its door must know: which operation (an index into
/// Node::operations()) and how many lines it carries.
struct Operation {
    std::uint16_t index = 0;
    std::uint32_t lines = 0;
};

/// One measured level of a Node at an instant, for the timeline: "orders.waiting", 12.
struct Gauge {
    std::string_view name;
    std::int64_t value = 0;
};

/// A participant of the landscape that does no I/O: it is told what happened and says what it
/// wants. It never reads a clock, a random device, a file or a socket. Every mock and the
/// integration runtime are Nodes; a World runs them.
class Node {
public:
    Node() = default;
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    virtual ~Node() = default;

    /// One fact that an earlier life of this Node kept, in the order in which they were kept. All
    /// come before on_start. A Node that keeps no records is never told of any.
    virtual void on_record(const Record&) {}

    /// The first thing told to a Node, and the first after a restart: its records are restored, its
    /// timers and calls of before are gone, and calls of before may have been handled.
    virtual void on_start(const Moment&, Step&) {}

    /// A request has come through the door and its service time has passed. Answered with
    /// Step::reply in this or a later Step, exactly once.
    virtual void on_request(const Moment&, const Incoming&, Step&) = 0;

    /// A call of this Node has ended. Told exactly once a call, unless the Node crashed meanwhile.
    virtual void on_outcome(const Moment&, const Outcome&, Step&) {}

    virtual void on_timer(const Moment&, TimerId, Step&) {}

    /// The operations that this Node's door can tell apart; service times go by these names.
    /// At least one. The same at any time.
    [[nodiscard]] virtual std::span<const std::string_view> operations() const = 0;
    /// Pure: reads only the request.
    [[nodiscard]] virtual Operation operation_of(const Request&) const = 0;

    /// The Node's own way to say that it does not take a request now (`status` 429, 503, 500, ...),
    /// for the door that answers in its place.
    [[nodiscard]] virtual Response refusal(std::uint16_t status) const {
        return {.status = status, .body = {}, .headers = {}, .retry_after = {}};
    }

    /// The door has turned a request away in this Node's place. `response` is what it is about to
    /// say: refusal() and how long to wait. The Node may say that in its own way and take note.
    virtual void on_turned_away(const Moment&, SystemId /*from*/, const Request&, Response&) {}

    /// Adds what this system holds in its books. Called at the end of a run, or between Steps.
    virtual void write_books(Books&) const {}

    /// Current levels, the same names in the same order at every call.
    virtual void read_gauges(std::vector<Gauge>&) const {}
};

}  // namespace drydock
