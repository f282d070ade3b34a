#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/step.hpp"
#include "integration/delivery/courier.hpp"
#include "integration/delivery/retry_budget.hpp"
#include "integration/delivery/retry_policy.hpp"
#include "integration/flows/flow.hpp"
#include "integration/operations/state.hpp"
#include "integration/runtime_settings.hpp"

namespace drydock::integration {

/// The systems that jobs call, each with a courier of its own.
enum class Remote : std::uint8_t { odoo, wms, carrier, storefront, marketplace };
inline constexpr std::size_t remote_count = 5;

/// Takes jobs through their flows: one call at a time a job, one job at a time a lane, what is
/// unknown looked up before it is tried again, what fails for good parked as an exception.
class Engine {
public:
    /// `settings`, `state` and `session` outlive the engine.
    Engine(const RuntimeSettings& settings, State& state, const odoo::Session& session);

    /// Keeps the record and applies it.
    void keep(Record record, Step& step);

    /// A job that was just added. With `reply_to` it is an inline handler's: nothing of it is kept
    /// until it is done, then the exchange is answered; if it fails, all of it is forgotten.
    void job_added(
        std::uint32_t id,
        std::optional<ExchangeId> reply_to,
        std::vector<Record> held,
        const Moment& moment,
        Step& step
    );

    /// After a restart: every job goes on where its records end. Calls of before may have been
    /// handled, so each first step is looked up.
    void resume(const Moment& moment, Step& step);

    void on_outcome(const Moment& moment, const Outcome& outcome, Step& step);
    void on_timer(const Moment& moment, TimerId id, Step& step);

    /// Lets every call leave that may leave now. To be called at the end of every Step.
    void send(const Moment& moment, Step& step);

    [[nodiscard]] const Courier& courier(Remote remote) const {
        return couriers_[static_cast<std::size_t>(remote)];
    }
    [[nodiscard]] std::uint64_t retries() const { return retries_; }

private:
    /// What is known of a job only until the next crash.
    struct Run {
        std::uint32_t tries = 0;     ///< Of all steps; tells late timers and outcomes apart.
        std::uint32_t failures = 0;  ///< Of the current step.
        std::uint32_t stale = 0;     ///< Answers of the current step.
        bool looking_up = false;
        bool resumed = false;   ///< Began before a restart: its first step may have been done.
        std::string rejection;  ///< Why the call was rejected that is now looked up.
        std::optional<ExchangeId> reply_to;
        bool is_inline = false;
        std::vector<Record> held;
    };
    using Runs = std::unordered_map<std::uint32_t, Run>;

    void keep_for(Run& run, Record record, Step& step);
    void advance(std::uint32_t id, const Moment& moment, Step& step);
    void enqueue(std::uint32_t id, const Moment& moment, Step& step);
    void call(std::uint32_t id, const Moment& moment, Step& step);
    void done(std::uint32_t id, const Facts& facts, const Moment& moment, Step& step);
    void finish(std::uint32_t id, const Moment& moment, Step& step);
    void
    try_later(std::uint32_t id, const std::string& reason, Duration delay_min, const Moment&, Step&);
    /// Whether the step asks what was done before it is repeated.
    [[nodiscard]] bool looks_up(const FlowStep& flow_step, const Job& job);
    void unknown(std::uint32_t id, const Reading& reading, const Moment& moment, Step& step);
    void rejected(std::uint32_t id, const Reading& reading, const Moment& moment, Step& step);
    void give_up(std::uint32_t id, const std::string& reason, const Moment&, Step& step);
    void forget_inline(std::uint32_t id, const Moment& moment, Step& step);
    /// The sale order or the label that the job is for is there.
    [[nodiscard]] bool has_made(const Job& job) const;
    /// After `made`: a look, some time later, for what a late request made a second time.
    void look_for_twins(const Job& made, const Moment& moment, Step& step);
    /// How long a job of that kind waits before its first call.
    [[nodiscard]] Duration wait_of(JobKind kind) const;
    void start(std::uint32_t id, const Moment& moment, Step& step);
    void start_next(std::uint32_t order, const Moment& moment, Step& step);
    /// False when another job of the same customer is at it; this one waits then.
    [[nodiscard]] bool claim_customer(std::uint32_t id, const StepView& view);
    void release_customer(std::uint32_t id, const Moment& moment, Step& step);
    [[nodiscard]] StepView view_of(const Job& job);
    [[nodiscard]] Remote remote_of(const FlowStep& flow_step, const Job& job) const;
    [[nodiscard]] Duration timeout_of(Remote remote) const;
    /// How long to leave a remote alone that does not say how long.
    [[nodiscard]] Duration next_untold_wait(const FlowStep& flow_step, const Job& job);
    [[nodiscard]] Courier& courier_of(Remote remote) {
        return couriers_[static_cast<std::size_t>(remote)];
    }

    const RuntimeSettings& settings_;
    State& state_;
    const odoo::Session& session_;
    RetryPolicy retry_policy_;
    std::array<Courier, remote_count> couriers_;
    std::array<RetryBudget, remote_count> budgets_;
    std::array<Instant, remote_count> wake_set_{};
    std::array<Duration, remote_count> untold_waits_{};
    Runs runs_;  // Looked up only, never walked.

    struct CustomerClaim {
        std::uint32_t job = 0;
        std::vector<std::uint32_t> waiting;
    };
    std::unordered_map<std::uint32_t, CustomerClaim> claims_;  // Looked up only, never walked.
    std::uint64_t retries_ = 0;
};

}  // namespace drydock::integration
