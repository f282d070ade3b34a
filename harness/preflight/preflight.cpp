#include "harness/preflight/preflight.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

#include "harness/rehearsal/webhook_schedules.hpp"
#include "harness/scenario/unit_text.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

namespace {

using Gravity = PreflightFinding::Gravity;

/// How a partner sends an event again.
struct Sender {
    std::string name;
    Duration timeout{};
    std::vector<Duration> delays;

    [[nodiscard]] std::size_t tries() const { return delays.size() + 1; }
    /// From the first try to the last one's arrival.
    [[nodiscard]] Duration window() const {
        return std::accumulate(delays.begin(), delays.end(), Duration{}) +
               static_cast<Duration::rep>(tries()) * timeout;
    }
};

std::optional<Sender> sender_of(const SystemSpec& system) {
    return std::visit(
        [&](const auto& settings) -> std::optional<Sender> {
            using Settings = std::decay_t<decltype(settings)>;
            if constexpr (requires { settings.webhook; }) {
                Sender sender{system.name, settings.webhook.timeout, settings.webhook.delays};
                if (sender.delays.empty()) {
                    sender.delays = std::is_same_v<Settings, mocks::WmsSettings>
                                        ? wms_retry_delays()
                                    : std::is_same_v<Settings, mocks::CarrierSettings>
                                        ? carrier_retry_delays()
                                        : storefront_retry_delays();
                }
                return sender;
            } else {
                return std::nullopt;
            }
        },
        system.settings
    );
}

class Preflight {
public:
    explicit Preflight(const Scenario& scenario)
        : scenario_{scenario}, strategy_{scenario.strategy} {
        for (const SystemSpec& system : scenario.landscape.systems) {
            if (std::holds_alternative<std::monostate>(system.settings)) {
                runtime_ = system.name;
            }
            if (auto sender = sender_of(system)) {
                senders_.push_back(*std::move(sender));
            }
        }
    }

    std::vector<PreflightFinding> run() {
        check_dedup();
        check_late_requests();
        check_multiplication();
        check_handlers();
        std::ranges::stable_sort(findings_, std::greater{}, &PreflightFinding::gravity);
        return std::move(findings_);
    }

private:
    template <class... Arguments>
    void say(Gravity gravity, fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        findings_.push_back({gravity, fmt::format(text, std::forward<Arguments>(arguments)...)});
    }

    /// Longest that a fault of the plan holds a request of that way back, or repeats it later.
    [[nodiscard]] Duration held_back(std::string_view sender, std::string_view receiver) const {
        Duration longest{};
        for (const FaultSpec& fault : scenario_.faults) {
            const bool on_the_way =
                fault.system == receiver && (fault.sender.empty() || fault.sender == sender);
            const bool holds_back = fault.kind == FaultKind::duplicate ||
                                    fault.kind == FaultKind::reorder ||
                                    fault.kind == FaultKind::latency;
            if (on_the_way && holds_back) {
                longest = std::max(longest, fault.delay);
            }
        }
        return longest;
    }

    void check_dedup() {
        if (!strategy_.dedup.enabled) {
            say(Gravity::warning,
                "dedup is off: an event that comes twice has its effect twice; {} alone sends one "
                "up "
                "to {} times",
                senders_.empty() ? "a partner" : senders_.front().name,
                senders_.empty() ? 2 : senders_.front().tries());
            return;
        }
        for (const Sender& sender : senders_) {
            const Duration late = held_back(sender.name, runtime_);
            const Duration window = sender.window() + late;
            if (strategy_.dedup.horizon < window) {
                say(Gravity::unsafe,
                    "dedup.horizon is {}, but {} may deliver an event again {} after the first "
                    "time "
                    "({} tries of {}, {} of waiting between them, {} of delay by faults): it would "
                    "have its effect twice",
                    write_duration(strategy_.dedup.horizon),
                    sender.name,
                    duration_text(window),
                    sender.tries(),
                    write_duration(sender.timeout),
                    write_duration(
                        std::accumulate(sender.delays.begin(), sender.delays.end(), Duration{})
                    ),
                    write_duration(late));
            }
        }
        const Duration poll = std::max(
            strategy_.ingest.marketplace_poll_interval,
            strategy_.ingest.reconcile ? strategy_.ingest.reconcile_interval : Duration{}
        );
        const Duration window = poll + strategy_.ingest.overlap;
        if (strategy_.dedup.horizon < window) {
            say(Gravity::unsafe,
                "dedup.horizon is {}, but polling reads an event again {} later ({} between polls, "
                "{} "
                "of overlap)",
                write_duration(strategy_.dedup.horizon),
                duration_text(window),
                write_duration(poll),
                write_duration(strategy_.ingest.overlap));
        }
    }

    /// How long after its caller gave up a request may still be carried out there.
    [[nodiscard]] Duration lateness(const SystemSpec& system) const {
        std::int64_t factor_permille = 1'000;
        for (const FaultSpec& fault : scenario_.faults) {
            if (fault.kind == FaultKind::slow_down && fault.system == system.name) {
                factor_permille = std::max<std::int64_t>(factor_permille, fault.factor_permille);
            }
        }
        Duration longest{};
        for (const ServiceTime& time : system.door.service_times) {
            longest = std::max(longest, time.base.maximum);
        }
        const auto workers = std::max<std::int64_t>(system.door.workers, 1);
        const auto rounds =
            (static_cast<std::int64_t>(system.door.accept_queue_max) + workers) / workers;
        return held_back(runtime_, system.name) +
               Duration{longest.count() * factor_permille / 1'000} * rounds;
    }

    void check_late_requests() {
        for (const SystemSpec& system : scenario_.landscape.systems) {
            const bool creates = std::holds_alternative<mocks::OdooSettings>(system.settings) ||
                                 std::holds_alternative<mocks::CarrierSettings>(system.settings);
            if (!creates) {
                continue;
            }
            const Duration late = lateness(system);
            const auto& look_up = strategy_.look_up;
            const bool again = look_up.enabled && look_up.again_after > Duration::zero() &&
                               !strategy_.ingest.inline_work;
            if (again && look_up.again_after < late) {
                say(Gravity::unsafe,
                    "look_up.again_after is {}, but {} may carry out a request {} after it was "
                    "sent: "
                    "what it makes twice then stays",
                    write_duration(look_up.again_after),
                    system.name,
                    duration_text(late));
            } else if (!again) {
                say(Gravity::warning,
                    "nothing is looked up again: {} may carry out a request {} after it was sent, "
                    "and "
                    "what it makes twice then stays",
                    system.name,
                    duration_text(late));
            }
        }
    }

    void check_multiplication() {
        const auto& retry = strategy_.retry;
        const std::uint64_t tries = std::uint64_t{retry.attempts_max} +
                                    (strategy_.ingest.inline_work ? 0 : retry.later.size());
        const std::uint64_t look_ups = strategy_.look_up.enabled ? 2 : 1;
        std::uint64_t deliveries = 1;
        if (strategy_.ingest.inline_work) {
            for (const Sender& sender : senders_) {
                deliveries = std::max<std::uint64_t>(deliveries, sender.tries());
            }
        }
        // Source: odoo/service/model.py, MAX_TRIES_ON_CONCURRENCY_FAILURE.
        constexpr std::uint64_t odoo_tries = 5;
        const std::uint64_t calls = tries * look_ups * deliveries * odoo_tries;
        say(calls > call_multiplication_max ? Gravity::unsafe : Gravity::note,
            "one failing call becomes at most {} at Odoo's database: {} tries x {} with look-ups x "
            "{} "
            "deliveries of the event x {} tries of Odoo itself{}",
            calls,
            tries,
            look_ups,
            deliveries,
            odoo_tries,
            calls > call_multiplication_max
                ? fmt::format("; more than {} is a storm", call_multiplication_max)
                : "");
    }

    /// A handler that works before it answers must answer before its caller gives up.
    void check_handlers() {
        if (!strategy_.ingest.inline_work) {
            return;
        }
        for (const Sender& sender : senders_) {
            if (strategy_.timeouts.odoo > sender.timeout) {
                say(Gravity::warning,
                    "the handler works before it answers and waits up to {} for one call to Odoo, "
                    "but "
                    "{} gives up after {} and sends the event again",
                    write_duration(strategy_.timeouts.odoo),
                    sender.name,
                    write_duration(sender.timeout));
            }
        }
    }

    const Scenario& scenario_;
    const integration::Strategy& strategy_;
    std::string runtime_;
    std::vector<Sender> senders_;
    std::vector<PreflightFinding> findings_;
};

}  // namespace

std::vector<PreflightFinding> preflight(const Scenario& scenario) {
    return Preflight{scenario}.run();
}

}  // namespace drydock::harness
