#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/exchange.hpp"
#include "core/step.hpp"

namespace drydock::sim {

enum class InputKind : std::uint8_t { start, request, outcome, timer };

/// One Step with what was told, before the World carries it out. Valid during the call only.
struct StepView {
    Instant now{};
    SystemId system{};
    std::string_view system_name{};
    InputKind input = InputKind::start;
    SystemId from{};                    ///< request: who asks.
    std::uint64_t input_id = 0;         ///< Of the exchange, the call or the timer.
    const Request* request = nullptr;   ///< request: what was asked.
    std::uint64_t request_content = 0;  ///< Its hash_request().
    Instant begun{};                    ///< request: when a worker took it up.
    const Outcome* outcome = nullptr;   ///< outcome: how the call ended.
    const Step& step;
    std::span<const std::uint64_t>
        call_contents{};  ///< hash_request() of each of the Step's calls.
};

/// One line: "12.345000000 s runtime request 7 POST /webhooks/storefront -> 1 records, ...".
[[nodiscard]] std::string describe(const StepView& view);

/// Told of every Step of a run, in order. Sees, changes nothing.
class StepTracer {
public:
    virtual ~StepTracer() = default;
    /// `number` counts from 1. `fingerprint` is that of the run with this Step in it.
    virtual void on_step(std::uint64_t number, std::uint64_t fingerprint, const StepView& view) = 0;
};

/// The fingerprint of a run with one Step more: what was told, and all that was decided.
[[nodiscard]] std::uint64_t fingerprint_step(std::uint64_t fingerprint, const StepView& view);

/// Hash over all that a request says.
[[nodiscard]] std::uint64_t hash_request(const Request& request);

}  // namespace drydock::sim
