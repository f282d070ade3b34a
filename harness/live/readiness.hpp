#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/expected.hpp"
#include "live/http/client.hpp"
#include "live/http/url.hpp"

namespace drydock::harness {

/// Before a scenario's window begins, a runtime has at most this long to become ready; what it does
/// not need is skipped. Assumption: a log-in and the catalogue take seconds.
inline constexpr Duration ready_within_max{60'000'000'000};

/// Asks a runtime `GET /ready` ten times a second, on a thread of its own, until it says that it
/// takes orders: by 2xx, or by any other answer but 5xx, as a middleware gives that does not know
/// the question.
class Readiness {
public:
    /// `ready` is called once, on that thread. The error is for the operator.
    [[nodiscard]] static expected<std::unique_ptr<Readiness>, std::string> ask(
        const live::http::Url& runtime, const live::http::Trust& trust, std::function<void()> ready
    );
    /// Stops asking. `ready` is not called afterwards.
    ~Readiness();
    Readiness(const Readiness&) = delete;
    Readiness& operator=(const Readiness&) = delete;

private:
    struct State;
    explicit Readiness(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace drydock::harness
