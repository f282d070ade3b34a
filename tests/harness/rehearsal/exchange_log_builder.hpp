#pragma once

#include <string>
#include <utility>

#include "core/calendar.hpp"
#include "harness/rehearsal/exchange_log.hpp"
#include "integration/operations/duty.hpp"

namespace drydock::harness {

/// Tells an ExchangeLog of single requests, as a World would.
struct LogTeller {
    static constexpr SystemId runtime{0};
    static constexpr SystemId odoo{1};
    static constexpr SystemId shop{4};

    Demand demand;
    ExchangeLog log;
    std::uint32_t next_place = 0;

    explicit LogTeller(std::vector<FaultKind> kinds = {FaultKind::acknowledgement_lost})
        : demand{two_orders()},
          log{demand, plan_of(std::move(kinds)), {.runtime = runtime, .storefront = shop}} {}

    /// Orders "1000" and "1001".
    static Demand two_orders() {
        Demand demand;
        demand.orders.resize(2);
        demand.orders[0].number = "1000";
        demand.orders[1].number = "1001";
        return demand;
    }
    static FaultPlan plan_of(std::vector<FaultKind> kinds) {
        FaultPlan plan;
        for (const FaultKind kind : kinds) {
            plan.faults.emplace_back().kind = kind;
        }
        return plan;
    }
    static Instant second(int count) { return Instant{count * one_second}; }

    /// A call of the runtime's job 7 to Odoo about order 1000. `content` says what it asks.
    std::uint32_t job_calls(
        int at, std::uint64_t content, const std::string& path = "/orders/1000"
    ) {
        const CallId call{integration::duty_word(integration::Duty::job, 7)};
        return leaves({runtime, odoo, call, content, path, false}, at);
    }
    /// The shop tells of an order; `delivery` is the same for every try.
    std::uint32_t shop_tells(int at, std::uint64_t delivery, const std::string& order) {
        return leaves({shop, runtime, CallId{delivery}, delivery, "/orders/" + order, false}, at);
    }
    std::uint32_t copy_of_event(int at) {
        return leaves({shop, runtime, CallId{}, 99, "/orders/1000", true}, at);
    }
    void answered(std::uint32_t place, int at, std::uint16_t status = 200) {
        handled(place, at, status);
        Outcome outcome;
        outcome.response.status = status;
        log.on_end(second(at), place, outcome);
    }
    /// The system did it, or not, and the caller does not hear.
    void handled(std::uint32_t place, int at, std::uint16_t status = 200) {
        log.on_arrival(second(at), place);
        log.on_handled(second(at), place, second(at));
        log.on_reply(second(at), place, status);
    }
    void cut_off(std::uint32_t place, int at) {
        Outcome outcome;
        outcome.delivery = Delivery::reset_after_sent;
        log.on_end(second(at), place, outcome);
    }
    [[nodiscard]] std::uint64_t count(Probe probe) const {
        return log.probes()[static_cast<std::size_t>(probe)];
    }

private:
    struct Leaving {
        SystemId from;
        SystemId to;
        CallId call;
        std::uint64_t content = 0;
        std::string path;
        bool is_copy = false;
    };
    std::uint32_t leaves(const Leaving& leaving, int at) {
        Request request;
        request.to = leaving.to;
        request.path = leaving.path;
        const std::uint32_t place = next_place++;
        log.on_call(
            second(at),
            {.place = place,
             .from = leaving.from,
             .to = leaving.to,
             .call = leaving.call,
             .request = request,
             .content = leaving.content,
             .is_copy = leaving.is_copy}
        );
        return place;
    }
};

}  // namespace drydock::harness
