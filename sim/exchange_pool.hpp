#pragma once

#include <cstdint>
#include <vector>

#include "core/check.hpp"
#include "core/exchange.hpp"
#include "core/ids.hpp"
#include "core/node.hpp"
#include "core/time.hpp"

namespace drydock::sim {

/// Where an exchange is. From `at_door` to `at_node` the system answers for it, otherwise the
/// network.
enum class Phase : std::uint8_t {
    request_on_its_way,
    at_gateway,  ///< To be answered in the system's place, no worker held.
    waiting,     ///< In the accept queue.
    in_service,
    at_node,  ///< Told to the Node, which has not replied yet.
    response_on_its_way,
    vanished,  ///< Nothing but its time-out is left.
};

/// One exchange under way.
struct ExchangeState {
    std::uint64_t id = 0;       ///< 0 while free.
    std::uint64_t content = 0;  ///< hash_request() of the request.
    std::uint64_t entity = 0;   ///< For draws.
    Request request;            ///< Until the Node was told.
    Response response;          ///< response_on_its_way and answered, at_gateway.
    CallId call;
    Duration delay{};  ///< Of the way it is on, beyond what bandwidth costs.
    Instant since;     ///< When it entered the queue, the service or the transfer.
    std::uint64_t transfer_order = 0;
    std::uint32_t free_next = 0;
    Operation operation;
    SystemId from;
    SystemId to;
    std::uint16_t caller_life = 0;
    Phase phase = Phase::request_on_its_way;
    Delivery delivery = Delivery::answered;
    std::uint16_t status_of_door = 0;  ///< Answered so after its service, in the Node's place.
    bool status_in_body = false;       ///< Of status_of_door: the answer's own is 200.
    bool caller_waits = false;
    bool half_closed = false;
    bool acknowledgement_lost = false;
    bool response_lost = false;
    bool is_read = false;
};

/// All exchanges under way. An id names its place too: looking one up costs one comparison, and an
/// id that is over is never found, although its place is used again.
class ExchangePool {
public:
    /// Invalidates references to other exchanges.
    ExchangeState& add() {
        std::uint32_t place = free_;
        if (place == none) {
            DRYDOCK_CHECK(states_.size() < none);
            place = static_cast<std::uint32_t>(states_.size());
            states_.emplace_back();
        } else {
            free_ = states_[place].free_next;
        }
        ExchangeState& state = states_[place];
        state.id = (++sequence_ << place_bits) | place;
        return state;
    }
    /// Null when it is over.
    [[nodiscard]] ExchangeState* find(std::uint64_t id) {
        const std::uint64_t place = id & none;
        return place < states_.size() && states_[place].id == id ? &states_[place] : nullptr;
    }
    void remove(ExchangeState& state) {
        const auto place = static_cast<std::uint32_t>(state.id & none);
        state = ExchangeState{};
        state.free_next = free_;
        free_ = place;
    }

    /// Where it lies: below 2^24, and its own until it is over.
    [[nodiscard]] static std::uint32_t place_of(const ExchangeState& state) {
        return static_cast<std::uint32_t>(state.id & none);
    }
    /// Exchanges ever added.
    [[nodiscard]] std::uint64_t count() const { return sequence_; }
    /// Places, free ones (id 0) among them, in a fixed order.
    [[nodiscard]] std::vector<ExchangeState>& places() { return states_; }

private:
    static constexpr std::uint32_t place_bits = 24;
    static constexpr std::uint32_t none = (std::uint32_t{1} << place_bits) - 1;

    std::vector<ExchangeState> states_;
    std::uint32_t free_ = none;
    std::uint64_t sequence_ = 0;
};

}  // namespace drydock::sim
