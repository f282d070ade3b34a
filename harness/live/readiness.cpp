#include "harness/live/readiness.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "live/http/simple_client.hpp"

namespace drydock::harness {

namespace {

constexpr std::chrono::milliseconds question_interval{100};
/// Of one question; a runtime that is busy starting may be slow.
constexpr Duration question_time_max{1'000'000'000};

bool says_ready(const live::http::CallResult& result) {
    return result.delivery == Delivery::answered && result.response.status < 500;
}

}  // namespace

struct Readiness::State {
    State(
        live::http::SimpleClient client_in,
        live::http::Url runtime_in,
        std::function<void()> ready_in
    )
        : client{std::move(client_in)},
          runtime{std::move(runtime_in)},
          ready{std::move(ready_in)} {}

    live::http::SimpleClient client;
    live::http::Url runtime{};
    std::function<void()> ready{};
    std::mutex mutex{};
    std::condition_variable stopping{};
    bool stopped = false;  ///< Under `mutex`.
    std::thread thread{};

    void ask_until_ready() {
        Request question;
        question.method = Method::get;
        question.path = "/ready";
        std::unique_lock lock{mutex};
        while (!stopped) {
            lock.unlock();
            const bool is_ready = says_ready(client.call(runtime, question, question_time_max));
            lock.lock();
            if (is_ready && !stopped) {
                ready();
                return;
            }
            stopping.wait_for(lock, question_interval, [this] { return stopped; });
        }
    }
};

expected<std::unique_ptr<Readiness>, std::string> Readiness::ask(
    const live::http::Url& runtime, const live::http::Trust& trust, std::function<void()> ready
) {
    auto client = live::http::SimpleClient::open({.trust = trust});
    if (!client) {
        return unexpected{client.error()};
    }
    auto state = std::make_unique<State>(std::move(*client), runtime, std::move(ready));
    return std::unique_ptr<Readiness>{new Readiness{std::move(state)}};
}

Readiness::Readiness(std::unique_ptr<State> state) : state_{std::move(state)} {
    state_->thread = std::thread{[this] { state_->ask_until_ready(); }};
}

Readiness::~Readiness() {
    {
        const std::lock_guard lock{state_->mutex};
        state_->stopped = true;
    }
    state_->stopping.notify_all();
    state_->thread.join();
}

}  // namespace drydock::harness
