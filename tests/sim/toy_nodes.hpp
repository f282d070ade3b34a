#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/calendar.hpp"
#include "core/node.hpp"
#include "core/world.hpp"
#include "sim/virtual_world.hpp"

namespace drydock::sim::toy {

inline constexpr Duration one_millisecond{1'000'000};

inline constexpr Instant at(Duration since_start) {
    return Instant{since_start};
}

/// What a test sees of a system, whatever becomes of its Node.
struct Seen {
    struct Request {
        Instant at;
        std::string path;
    };
    struct End {
        Instant at;
        std::uint64_t call;
        Outcome outcome;
    };
    std::vector<Request> requests;
    std::vector<End> ends;
    std::vector<Instant> starts;
    std::vector<std::string> restored;
    std::vector<std::pair<Instant, std::uint64_t>> timers;
};

/// Answers everything with 200, at once or after `think`.
class Server final : public Node {
public:
    explicit Server(Seen& seen, Duration think = {}) : seen_{seen}, think_{think} {}

    void on_record(const Record& record) override { seen_.restored.push_back(record.payload); }
    void on_start(const Moment& moment, Step&) override { seen_.starts.push_back(moment.now); }
    void on_request(const Moment& moment, const Incoming& incoming, Step& step) override {
        seen_.requests.push_back({moment.now, incoming.request.path});
        step.records.push_back({.kind = 1, .version = 1, .payload = incoming.request.path});
        if (think_ > Duration::zero()) {
            step.set_timer(TimerId{incoming.exchange.value}, moment.now + think_);
        } else {
            step.reply(incoming.exchange, {});
        }
    }
    void on_timer(const Moment& moment, TimerId timer, Step& step) override {
        seen_.timers.emplace_back(moment.now, timer.value);
        step.reply(ExchangeId{timer.value}, {});
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 2> names{"read", "write"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request& request) const override {
        return {.index = static_cast<std::uint16_t>(request.method == Method::get ? 0 : 1)};
    }

private:
    Seen& seen_;
    Duration think_;
};

/// Makes the calls that the test lists, each at its instant.
class Client final : public Node {
public:
    struct Planned {
        Instant at;
        Call call;
    };

    Client(Seen& seen, std::vector<Planned> plan) : seen_{seen}, plan_{std::move(plan)} {}

    void on_start(const Moment& moment, Step& step) override {
        seen_.starts.push_back(moment.now);
        for (std::size_t index = 0; index < plan_.size(); ++index) {
            if (plan_[index].at >= moment.now) {
                step.set_timer(TimerId{index}, plan_[index].at);
            }
        }
    }
    void on_timer(const Moment&, TimerId timer, Step& step) override {
        step.calls.push_back(plan_[timer.value].call);
    }
    void on_outcome(const Moment& moment, const Outcome& outcome, Step&) override {
        seen_.ends.push_back({moment.now, outcome.call.value, outcome});
    }
    void on_request(const Moment&, const Incoming& incoming, Step& step) override {
        step.reply(incoming.exchange, {});
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 1> names{"any"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }

private:
    Seen& seen_;
    std::vector<Planned> plan_;
};

/// One client and one server, the smallest landscape.
struct Pair {
    Seen client;
    Seen server;
    std::vector<Client::Planned> plan;
    DoorSettings door{.workers = 1, .accept_queue_max = 16, .service_times = {}, .rate_limits = {}};
    LinkSettings link{};
    FaultPlan faults;
    Duration think{};
    VirtualWorldSettings settings;

    static constexpr SystemId client_id{0};
    static constexpr SystemId server_id{1};

    /// Plans a call; its CallId is its number, from 0.
    void call(
        Duration when,
        std::string path = "/",
        Duration timeout = 30 * one_second,
        Method method = Method::post
    ) {
        Call planned{.id = CallId{plan.size()}, .request = {}, .timeout = timeout};
        planned.request.to = server_id;
        planned.request.method = method;
        planned.request.path = std::move(path);
        plan.push_back({at(when), std::move(planned)});
    }
    void fault(FaultKind kind, Duration from, Duration to, Fault more = {}) {
        more.id = more.id.empty() ? "fault" : more.id;
        more.kind = kind;
        more.from = at(from);
        more.to = at(to);
        more.system = server_id;
        faults.faults.push_back(std::move(more));
    }
    void service(Duration time) {
        door.service_times = {{.operation = "*", .base = Quantiles::constant(time)}};
    }
    std::unique_ptr<VirtualWorld> world() {
        auto made = std::make_unique<VirtualWorld>(settings);
        made->add_system("client", [this] { return std::make_unique<Client>(client, plan); }, {});
        made->add_system(
            "server", [this] { return std::make_unique<Server>(server, think); }, door
        );
        made->connect(client_id, server_id, link);
        made->plan_faults(faults);
        return made;
    }
    std::unique_ptr<VirtualWorld> run(Duration end = one_hour) {
        auto made = world();
        made->run_until(at(end));
        return made;
    }
};

}  // namespace drydock::sim::toy
